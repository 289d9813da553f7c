// node tests/compare/pages.mjs OLD [NEW] [--repeats N]: two built pages, timed side by side in one browser. OLD and NEW are folders
// such as dist/. The same runs are asked of both in turn, each page beginning every other time, so that whatever else the machine
// does meets both. Prints the medians of each and their ratio.
import { cpus } from 'node:os';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { launch } from '../../tools/browsers.mjs';
import { main, root } from '../../tools/project.mjs';
import { serve } from '../../tools/serve.mjs';

const number = (base, k) => (base + 0.01 * k).toFixed(2);

/** Set-ups whose results neither page knows yet, by title; the k-th time another one of the same size. */
const runs = {
  'default run': (k) => `repulsion=${number(0.2, k)}`,
  'figure 3': (k) => `preset=fluctuation&repulsion=${number(0.2, k)}`,
  'weak ETH': (k) => `preset=weak-eth&repulsion=${number(0.2, k)}`,
};

/** Opens a set-up and waits for its last point; what that took, in ms. */
const timed = (page, text) =>
  page.evaluate(async (text) => {
    const count = () => performance.getEntriesByName('second-law:run-end').length;
    performance.clearMarks();
    location.hash = text;
    while (count() === 0) await new Promise((resolve) => setTimeout(resolve, 10));
    const at = (name) => performance.getEntriesByName(`second-law:${name}`).at(-1).startTime;
    return { whole: at('run-end') - at('run-start'), first: at('first-point') - at('run-start') };
  }, text);

const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];

await main(async (args) => {
  const { values, positionals } = parseArgs({ args, allowPositionals: true, options: { repeats: { type: 'string', default: '9' } } });
  const [old, changed = `${root}/dist`] = positionals;
  if (old === undefined) throw new Error('which built page is the older one?');
  const browser = await launch('chromium');
  const servers = await Promise.all([old, changed].map((folder) => serve({ folder: resolve(folder) })));
  try {
    console.log(`${cpus()[0].model}, ${cpus().length} cores, Chromium ${browser.version}; medians of ${values.repeats}: old, new, new/old`);
    const pages = [];
    for (const { address } of servers) {
      const page = await (await browser.newContext({ viewport: { width: 1280, height: 800 } })).newPage();
      await page.goto(`${address}#preset=second-law`);
      await page.waitForFunction(() => performance.getEntriesByName('second-law:run-end').length > 0);
      pages.push(page);
    }
    for (const [title, text] of Object.entries(runs)) {
      const found = pages.map(() => []);
      for (let k = 0; k <= Number(values.repeats); k += 1) {
        for (const which of k % 2 === 0 ? [0, 1] : [1, 0]) {
          await pages[which].bringToFront();
          const times = await timed(pages[which], text(k));
          // The first of its kind warms the workers up.
          if (k > 0) found[which].push(times);
        }
      }
      for (const [what, name] of [
        ['whole', title],
        ['first', `${title}, to its first point`],
      ]) {
        const [before, after] = found.map((all) => median(all.map((times) => times[what])));
        console.log(
          `${name.padEnd(40)}${before.toFixed(0).padStart(7)}${after.toFixed(0).padStart(7)}${(after / before).toFixed(3).padStart(8)}`,
        );
      }
    }
  } finally {
    await browser.close();
    await Promise.all(servers.map((server) => server.close()));
  }
});
