// npm test: every check there is. First the code natively, then the built package and page.
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { provide } from './browsers.mjs';
import { buildPage, buildWasm, checkTypes } from './build.mjs';
import { checkStyle } from './lint.mjs';
import { ensurePackages, main, root, run } from './project.mjs';
import { fetchPython } from './python.mjs';
import { buildSite } from './site/site.mjs';
import { buildStory } from './story.mjs';
import { testUnits } from './test-unit.mjs';

/** Tests that measure time or memory, or compute on every core: nothing runs beside them. */
const ALONE = new Set(['engines', 'guards', 'hand', 'memory', 'panels-in-time', 'workers'].map((name) => `${name}.test.mjs`));

/** Runs test files with Node's own runner, so many at a time; gives those in which something failed. */
async function failedOf(names, side) {
  const folder = await mkdtemp(join(tmpdir(), 'second-law-test-'));
  const list = join(folder, 'failed');
  const reporters = [
    ['tap', 'stdout'],
    [pathToFileURL(join(root, 'tools/failed-files.mjs')).href, list],
  ].flatMap(([reporter, to]) => [`--test-reporter=${reporter}`, `--test-reporter-destination=${to}`]);
  const files = names.sort().map((name) => join('tests', name));
  try {
    const problem = await run(process.execPath, '--test', `--test-concurrency=${side}`, ...reporters, ...files).then(
      () => null,
      (error) => error,
    );
    const failed = (await readFile(list, 'utf8').catch(() => '')).split('\n').filter(Boolean);
    // The runner itself failed.
    if (problem && failed.length === 0) throw problem;
    return failed.map((file) => basename(file));
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** Browsers on a busy machine now and then miss a beat: what fails beside other tests runs once more, alone, and is named either way. */
async function runFiles(files) {
  const [beside, alone] = [files.filter((name) => !ALONE.has(name)), files.filter((name) => ALONE.has(name))];
  const failed = [...(await failedOf(beside, 2)), ...(await failedOf(alone, 1))];
  if (failed.length === 0) return;
  console.log(`\nOnce more, alone: ${failed.join(', ')}`);
  const again = await failedOf(failed, 1);
  const passed = failed.filter((name) => !again.includes(name));
  if (passed.length > 0) console.log(`\nPassed when run again: ${passed.join(', ')}`);
  if (again.length > 0) throw new Error(`failed twice: ${again.join(', ')}`);
}

/** Under way while the code is compiled: downloads take no processor. */
let fetched;

const steps = {
  'Packages of the page': ensurePackages,
  Browsers: async () => {
    // WebKitGTK is for Linux alone.
    const engines = ['chromium', 'firefox', ...(process.platform === 'linux' ? ['webkit'] : [])];
    for (const name of engines) console.log(await provide(name));
    fetched = fetchPython();
  },
  // Side by side: the module is put together on one core, and compiled into folders of its own.
  'Formatting, lints and the WebAssembly package': () => Promise.all([checkStyle(), buildWasm()]),
  'Page code without a browser': testUnits,
  'Native tests': () => run('cargo', 'test', '--locked'),
  'First numbers of the story': buildStory,
  'Types of the page': checkTypes,
  Page: () => buildPage(),
  'The site around it': () => buildSite(),
  'Python and its packages': () => fetched,
  'Tests of the code, the package and the page': async () => {
    const files = await readdir(join(root, 'tests'));
    await runFiles(files.filter((name) => name.endsWith('.test.mjs')));
  },
};

await main(async () => {
  for (const [title, step] of Object.entries(steps)) {
    console.log(`\n== ${title}`);
    const start = performance.now();
    await step();
    console.log(`   ${((performance.now() - start) / 1000).toFixed(1)} s`);
  }
});
