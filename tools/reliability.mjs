// npm run reliability: the long campaign behind docs/reliability.md. Runs what `npm test` runs in small, in full, and prints the figures.
// --only NAME runs one of the steps, --built takes the page as it is in dist/.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { build } from './build.mjs';
import { main, root } from './project.mjs';

/** Runs a program; resolves with what it said. */
function said(command, args, { env = {}, cwd = root } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd, env: { ...process.env, ...env } });
    let text = '';
    for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (chunk) => (text += chunk));
    child.on('error', reject);
    child.on('close', (code) =>
      code === 0 ? resolve(text) : reject(new Error(`${[command, ...args].join(' ')} ended with ${code}:\n${text}`)),
    );
  });
}

/** Runs files of tests; resolves with how many there were and what they printed of their own. */
async function tests(files, env = {}) {
  const text = await said(
    process.execPath,
    ['--test', '--test-concurrency=1', '--test-reporter=tap', ...files.map((name) => `tests/${name}.test.mjs`)],
    { env },
  );
  const count = /^# pass (\d+)$/m.exec(text)?.[1] ?? '0';
  const figures = [...text.matchAll(/^# (?!tests|suites|pass|fail|cancelled|skipped|todo|duration|Subtest)(.+)$/gm)].map(
    ([, line]) => line,
  );
  return [`${count} tests, 0 failures`, ...figures].join('; ');
}

/** The module's bytes, built from a clean clone in a folder and a target folder of its own. */
async function builtIn(folder) {
  await mkdir(folder, { recursive: true });
  await said('git', ['clone', '--quiet', root, join(folder, 'clone')]);
  const env = { CARGO_TARGET_DIR: join(folder, 'target') };
  await said('cargo', ['run', '--quiet', '--locked', '--package', 'xtask', '--profile', 'tool', '--', 'wasm'], {
    cwd: join(folder, 'clone'),
    env,
  });
  return createHash('sha256')
    .update(await readFile(join(folder, 'clone/www/pkg/second_law_bg.wasm')))
    .digest('hex');
}

async function clones() {
  const folder = await mkdtemp(join(tmpdir(), 'second-law-'));
  try {
    const [one, other] = [await builtIn(join(folder, 'one')), await builtIn(join(folder, 'another/deeper'))];
    if (one !== other) throw new Error(`two clones gave two modules: ${one}, ${other}`);
    return `the same bytes from two clones, SHA-256 ${one.slice(0, 16)}…`;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Those that need no tap, download or filled field: the protocol that drives Firefox has none that the page could tell from its reader's. */
const pages = ['story', 'page', 'links', 'keyboard', 'embed'];
const faults = ['failures', 'guards', 'workers', 'hostile-page'];

const steps = {
  texts: () => tests(['hostility'], { HOSTILE_TEXTS: '120000', EXTREME_SETUPS: '1000' }),
  links: () =>
    said('cargo', ['test', '--locked', '--package', 'second-law-lab', '--test', 'all', 'links::'], { env: { ALL_LINKS: '1' } }).then(
      () => 'all with the numbers that they gave',
    ),
  cancels: () => tests(['workers'], { CANCELS: '1300' }),
  'faults in Chromium': () => tests(faults),
  'faults in Firefox': () => tests(faults, { BROWSER: 'firefox' }),
  'the page in Firefox': () => tests(pages, { BROWSER: 'firefox' }),
  memory: () => tests(['memory']),
  engines: () => tests(['engines'], { ENGINES: 'full' }),
  native: () => tests(['package']),
  supply: () => tests(['supply', 'headers']),
  clones,
};

await main(async (args) => {
  const { only, built } = parseArgs({ args, options: { only: { type: 'string' }, built: { type: 'boolean' } } }).values;
  if (only !== undefined && !Object.hasOwn(steps, only))
    throw new Error(`--only ${only}: one of ${Object.keys(steps).join(', ')} was expected`);
  if (!built) await build();
  console.log(`${process.platform}, ${cpus().length} cores, Node ${process.version}`);
  let failed = 0;
  for (const [name, step] of Object.entries(steps)) {
    if (only !== undefined && name !== only) continue;
    const start = performance.now();
    const found = await step().catch((error) => {
      failed += 1;
      return `FAILED\n${error.message}`;
    });
    console.log(`| ${name} | ${found} | ${((performance.now() - start) / 1000).toFixed(0)} s |`);
  }
  if (failed > 0) throw new Error(`${failed} steps failed`);
});
