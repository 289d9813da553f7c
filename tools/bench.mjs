// npm run bench: what a reader's first visit costs, from an empty cache, in Chromium on this machine.
// Median of five visits, with the budget beside each figure. --check fails where a budget is exceeded.
import { arch, cpus, platform } from 'node:os';
import { parseArgs } from 'node:util';
import { launch } from './browsers.mjs';
import { build } from './build.mjs';
import { main } from './project.mjs';
import { serve } from './serve.mjs';

const visits = 5;

/** Title, unit, budget if there is one, and the figure of one visit. Times in ms from the start of navigation unless said. */
const figures = [
  ['First contentful paint', 'ms', 1500, ({ paint }) => paint],
  ['First point of the first curve', 'ms', 1000, ({ firstPoint }) => firstPoint],
  ['End of the default run', 'ms', null, ({ runEnd }) => runEnd],
  ['Default run, from its start to its end', 'ms', 2000, ({ runStart, runEnd }) => runEnd - runStart],
  ['Fluctuation theorem: its run, from its start to its end', 'ms', 4000, ({ fluctuation }) => fluctuation],
  ['Distribution: from a new time to its result', 'ms', 300, ({ moved }) => moved],
  ['Transferred by the page, compressed', 'kB', 500, ({ bytes }) => bytes / 1000],
];

await main(async (args) => {
  const { values } = parseArgs({ args, options: { check: { type: 'boolean', default: false } } });
  await build();
  const sizes = new Map();
  const server = await serve({ served: (path, bytes) => sizes.set(path, bytes) });
  const browser = await launch('chromium');
  const seen = [];
  try {
    for (let visit = 0; visit < visits; visit++) {
      sizes.clear();
      const times = await measure(browser, server.address);
      seen.push({ ...times, bytes: [...sizes.values()].reduce((sum, size) => sum + size, 0) });
    }
  } finally {
    await browser.close();
    await server.close();
  }

  const processors = cpus();
  console.log(`\n${processors[0].model}, ${processors.length} cores, ${platform()} ${arch()}`);
  console.log(`Chromium ${browser.version}, Node.js ${process.versions.node}; median of ${visits} visits (least to most)\n`);
  let exceeded = 0;
  for (const [title, unit, budget, figure] of figures) {
    const sorted = seen.map(figure).sort((a, b) => a - b);
    const median = sorted[(visits - 1) / 2];
    const range = `(${sorted[0].toFixed(0)} to ${sorted.at(-1).toFixed(0)})`;
    const over = budget !== null && median > budget;
    const verdict = budget === null ? '' : `${over ? 'EXCEEDS' : 'within'} ${budget} ${unit}`;
    console.log(`${title.padEnd(56)}${median.toFixed(0).padStart(7)} ${unit} ${range.padEnd(18)} ${verdict}`);
    if (over) exceeded++;
  }
  console.log('\nTransferred, compressed:');
  for (const [path, bytes] of [...sizes].sort((a, b) => b[1] - a[1])) {
    console.log(`${(bytes / 1000).toFixed(1).padStart(8)} kB  ${path}`);
  }
  if (values.check && exceeded > 0) throw new Error(`${exceeded} budgets are exceeded`);
});

/** One visit with an empty cache; resolves once the default run is over. */
async function measure(browser, address) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
  try {
    const page = await context.newPage();
    await page.goto(address);
    await page.waitForFunction(() => performance.getEntriesByName('second-law:run-end').length > 0);
    const times = await page.evaluate(() => {
      const at = (name) => performance.getEntriesByName(name)[0]?.startTime;
      return {
        paint: at('first-contentful-paint'),
        runStart: at('second-law:run-start'),
        firstPoint: at('second-law:first-point'),
        runEnd: at('second-law:run-end'),
      };
    });
    for (const [name, time] of Object.entries(times)) {
      if (time === undefined) throw new Error(`the page did not report the time '${name}'`);
    }
    return { ...times, ...(await measureFluctuation(context, address)) };
  } finally {
    await context.close();
  }
}

/** The panel of the fluctuation theorem on its own page: the run with four couplings, then another time of the distribution. */
async function measureFluctuation(context, address) {
  const page = await context.newPage();
  await page.goto(`${address}#preset=fluctuation`);
  await page.waitForFunction(() => document.querySelector('second-law-lab')?.state === 'done');
  return page.evaluate(async () => {
    const lab = document.querySelector('second-law-lab');
    const at = (name) => performance.getEntriesByName(name)[0].startTime;
    const fluctuation = at('second-law:run-end') - at('second-law:run-start');
    const result = (text) =>
      new Promise((resolve) => {
        const start = performance.now();
        lab.addEventListener('result', () => resolve(performance.now() - start), { once: true });
        lab.scenario = text;
      });
    await result('preset=fluctuation&statistics=full');
    return { fluctuation, moved: await result('preset=fluctuation&statistics=full&at=5') };
  });
}
