// WebKit for the tests: WebKitGTK's own MiniBrowser, driven over W3C WebDriver, on a screen that nobody sees. Playwright cannot drive it.
import { spawn } from 'node:child_process';
import { createServer } from 'node:net';

const MINI_BROWSER = '/usr/lib/x86_64-linux-gnu/webkit2gtk-4.1/MiniBrowser';
/** How long the driver may take to listen, in ms. */
const PATIENCE = 20_000;

const freePort = () =>
  new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject).listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });

/** Starts WebKit: `driver` and `screen` are the paths of WebKitWebDriver and xvfb-run. One page; `close` ends all. */
export async function launchWebkit({ driver, screen, browser = MINI_BROWSER }) {
  const port = await freePort();
  const child = spawn(screen, ['-a', driver, `--port=${port}`, '--host=127.0.0.1'], {
    stdio: 'ignore',
    // With a group of its own, all that it starts can be ended.
    detached: true,
    env: { ...process.env, WEBKIT_DISABLE_COMPOSITING_MODE: '1', WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS: '1' },
  });
  const end = () => {
    try {
      process.kill(-child.pid);
    } catch {
      // It has ended by itself.
    }
  };
  const command = async (method, path, body) => {
    const response = await fetch(`http://127.0.0.1:${port}${path}`, {
      method,
      ...(body && { body: JSON.stringify(body), headers: { 'Content-Type': 'application/json' } }),
    });
    const { value } = await response.json();
    if (!response.ok) throw new Error(`${path}: ${value?.error}: ${value?.message}`);
    return value;
  };
  try {
    await listening(() => command('GET', '/status'));
    const options = { binary: browser, args: ['--automation'] };
    const { sessionId, capabilities } = await command('POST', '/session', {
      capabilities: { alwaysMatch: { browserName: 'MiniBrowser', 'webkitgtk:browserOptions': options } },
    });
    const at = `/session/${sessionId}`;
    await command('POST', `${at}/timeouts`, { script: 120_000, pageLoad: 60_000 });
    return {
      version: capabilities.browserVersion,
      goto: (url) => command('POST', `${at}/url`, { url }),
      /** Calls a function in the page with these values, waits for its promise, and returns what it gives. */
      evaluate: async (action, ...args) => {
        const script = `const done = arguments[arguments.length - 1]; Promise.resolve().then(() => (${action})(...[].slice.call(arguments, 0, -1))).then((value) => done({ value }), (error) => done({ error: String(error) }));`;
        const { value, error } = await command('POST', `${at}/execute/async`, { script, args });
        if (error) throw new Error(error);
        return value;
      },
      close: async () => {
        await command('DELETE', at).catch(() => {});
        end();
      },
    };
  } catch (error) {
    end();
    throw error;
  }
}

async function listening(ask) {
  for (const end = Date.now() + PATIENCE; ; ) {
    try {
      return await ask();
    } catch (error) {
      if (Date.now() > end) throw new Error(`WebKitWebDriver does not answer: ${error.message}`);
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
  }
}
