// npm test: every check there is. First the code natively, then the built package and page.
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { provide } from './browsers.mjs';
import { buildPage, buildWasm, checkTypes } from './build.mjs';
import { checkStyle } from './lint.mjs';
import { ensurePackages, main, root, run } from './project.mjs';
import { buildSite } from './site/site.mjs';
import { buildStory } from './story.mjs';
import { testUnits } from './test-unit.mjs';

const steps = {
  'Packages of the page': ensurePackages,
  Browsers: async () => {
    // WebKitGTK is for Linux alone.
    const engines = ['chromium', 'firefox', ...(process.platform === 'linux' ? ['webkit'] : [])];
    for (const name of engines) console.log(await provide(name));
  },
  'Formatting and lints': checkStyle,
  'Page code without a browser': testUnits,
  'Native tests': () => run('cargo', 'test', '--locked'),
  'WebAssembly package': buildWasm,
  'First numbers of the story': buildStory,
  'Types of the page': checkTypes,
  Page: () => buildPage(),
  'The site around it': () => buildSite(),
  'Tests of the code, the package and the page': async () => {
    const files = (await readdir(join(root, 'tests'))).filter((name) => name.endsWith('.test.mjs'));
    // One file at a time: each may start a browser that computes on every core.
    await run(process.execPath, '--test', '--test-concurrency=1', ...files.sort().map((name) => join('tests', name)));
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
