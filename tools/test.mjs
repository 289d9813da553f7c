// npm test: every check there is. First the code natively, then the built package and page.
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
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

/** Runs test files with Node's own runner, so many at a time. */
const runFiles = (names, side) =>
  run(process.execPath, '--test', `--test-concurrency=${side}`, ...names.sort().map((name) => join('tests', name)));

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
  'Formatting and lints': checkStyle,
  'Page code without a browser': testUnits,
  'Native tests': () => run('cargo', 'test', '--locked'),
  'WebAssembly package': buildWasm,
  'First numbers of the story': buildStory,
  'Types of the page': checkTypes,
  Page: () => buildPage(),
  'The site around it': () => buildSite(),
  'Python and its packages': () => fetched,
  'Tests of the code, the package and the page': async () => {
    const files = (await readdir(join(root, 'tests'))).filter((name) => name.endsWith('.test.mjs'));
    await runFiles(
      files.filter((name) => !ALONE.has(name)),
      2,
    );
    await runFiles(
      files.filter((name) => ALONE.has(name)),
      1,
    );
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
