// Browsers for the tests and the benchmark: found on the machine, or else installed.
import { constants } from 'node:fs';
import { access } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { run } from './project.mjs';
import { launchWebkit } from './webkit.mjs';

/** What keeps a browser to the page under test: no first-run pages, updates or other traffic of its own. */
const quiet = [
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-gpu',
  '--disable-quic',
  '--disable-sync',
  '--no-sandbox',
];

const browsers = {
  chromium: {
    variable: 'CHROMIUM',
    commands: ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'],
    packages: ['chromium', 'fonts-noto-cjk'],
    downloadable: true,
    options: { args: quiet },
    context: {},
  },
  firefox: {
    variable: 'FIREFOX',
    commands: ['firefox-esr', 'firefox'],
    packages: ['firefox-esr'],
    downloadable: false,
    options: {
      // Playwright drives a stock Firefox through this channel; its own default settings change how it loads files.
      channel: 'moz-firefox',
      firefoxUserPrefs: {
        'remote.prefs.recommended': false,
        'security.fileuri.strict_origin_policy': true,
        // The list of downloads would take the keyboard from the page.
        'browser.download.alwaysOpenPanel': false,
        'browser.download.panel.shown': true,
      },
    },
    // What this channel cannot emulate.
    context: { colorScheme: null, reducedMotion: null, forcedColors: null, contrast: null },
  },
  // Not through Playwright: see `launchWebkit`. What is looked for is its driver.
  webkit: {
    variable: 'WEBKIT_DRIVER',
    commands: ['WebKitWebDriver'],
    packages: ['webkit2gtk-driver', 'xvfb', 'xauth'],
    downloadable: false,
  },
};

/**
 * Starts a browser ('chromium' or 'firefox'), installing it first where there is none.
 * `newContext` opens an isolated window's worth of pages in it, with Playwright's options.
 */
export async function launch(name) {
  const playwright = await import('playwright-core');
  const { options, context } = browsers[name];
  const browser = await playwright[name].launch({ ...options, executablePath: await provide(name) });
  return {
    version: browser.version(),
    newContext: (overrides = {}) => browser.newContext({ ...context, ...overrides }),
    close: () => browser.close(),
  };
}

/** Starts WebKit with one page, installing it first where there is none: tools/webkit.mjs says what can be done with it. */
export async function openWebkit() {
  const driver = await provide('webkit');
  const screen = await inPath('xvfb-run');
  if (screen === null) throw new Error('no xvfb-run to show WebKit on: install xvfb and xauth');
  return launchWebkit({ driver, screen });
}

/** The path of the browser's program; installs it where it is missing, and fails where it cannot. */
export async function provide(name) {
  const found = await find(name);
  if (found !== null) return found;
  const { packages, downloadable, variable } = browsers[name];
  console.log(`No ${name} was found: installing it.`);
  if (process.getuid?.() === 0 && (await inPath('apt-get')) !== null) {
    await run('apt-get', 'update');
    await run('apt-get', 'install', '-y', '--no-install-recommends', ...packages);
  } else if (downloadable) {
    await run(process.execPath, 'node_modules/playwright-core/cli.js', 'install', name);
  }
  const installed = await find(name);
  if (installed === null) throw new Error(`no ${name} to test with: install one, or set ${variable} to its path`);
  return installed;
}

/** A browser that is there already: the one the environment names, the system's, or Playwright's. */
async function find(name) {
  const { commands, downloadable, variable } = browsers[name];
  if (process.env[variable]) {
    if (await executable(process.env[variable])) return process.env[variable];
    throw new Error(`${variable}=${process.env[variable]} is not a program`);
  }
  for (const command of commands) {
    const path = await inPath(command);
    if (path !== null) return path;
  }
  if (!downloadable) return null;
  const playwright = await import('playwright-core');
  const path = playwright[name].executablePath();
  return (await executable(path)) ? path : null;
}

async function inPath(command) {
  for (const folder of (process.env.PATH ?? '').split(delimiter)) {
    if (await executable(join(folder, command))) return join(folder, command);
  }
  return null;
}

const executable = (path) =>
  access(path, constants.X_OK).then(
    () => true,
    () => false,
  );
