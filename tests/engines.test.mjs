// Chromium, Firefox and WebKit compute the same bytes, with however many workers.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openWebkit } from '../tools/browsers.mjs';
import { serve } from '../tools/serve.mjs';
import { exportsInPage, smallPreset } from './support/exports.mjs';
import { defaultSetup, finished, openLab } from './support/lab.mjs';
import { presets } from './support/module.mjs';
import { scenarioOf } from './support/presets.mjs';

/** `npm run reliability` takes every preset in its own size, and 1, 2 and 8 workers. */
const full = process.env.ENGINES === 'full';
const setups = presets().map((id) => (full ? scenarioOf(id) : smallPreset(id)));
const workers = full ? [1, 2, 8] : [2];
/** What the page shows before: none of the set-ups, so that each of them is a change. */
const BEFORE = 'bath=square-2x2&bosons=1&lang=en';

test('the default run gives the same record in Firefox as in Chromium', async () => {
  const records = [];
  for (const name of ['chromium', 'firefox']) {
    const lab = await openLab({ name });
    try {
      const page = await lab.open(defaultSetup);
      const { state, record } = await finished(page);
      assert.equal(state, 'done', name);
      records.push(JSON.stringify(record));
      await lab.clear();
    } finally {
      await lab.close();
    }
  }
  assert.equal(records[1], records[0]);
});

/** The files of every set-up in an engine that Playwright drives. */
async function filesOf(name, count) {
  const lab = await openLab({ name });
  try {
    const page = await lab.open('about:blank');
    await page.addInitScript((count) => Object.defineProperty(navigator, 'hardwareConcurrency', { value: count }), count);
    await page.goto(`${lab.address}#${BEFORE}`);
    await finished(page);
    const files = new Map();
    for (const setup of setups) files.set(setup, await page.evaluate(exportsInPage, `${setup}&lang=en`));
    await lab.clear();
    return files;
  } finally {
    await lab.close();
  }
}

/** The same in WebKit, with what else is asked of it: a default run, and a link that is wrong. */
async function filesInWebkit() {
  const server = await serve({});
  const webkit = await openWebkit();
  try {
    await webkit.goto(`${server.address}${defaultSetup}&lang=en`);
    const runs = await webkit.evaluate(async () => {
      const lab = () => document.querySelector('second-law-lab');
      for (let wait = 0; wait < 600 && lab()?.state !== 'done'; wait += 1) await new Promise((resolve) => setTimeout(resolve, 100));
      return lab().record.runs.length;
    });
    assert.equal(runs, 4, 'the default run');
    const bad = 'bath=square-2x2&bosons=99&lang=en';
    await webkit.goto('about:blank');
    await webkit.goto(`${server.address}#${bad}`);
    const said = await webkit.evaluate(async () => {
      for (let wait = 0; wait < 600 && !document.querySelector('.alert li'); wait += 1)
        await new Promise((resolve) => setTimeout(resolve, 100));
      return document.querySelector('.alert')?.textContent ?? '';
    });
    assert.match(said, /bosons=99 is not possible/);
    await webkit.goto('about:blank');
    await webkit.goto(`${server.address}#${BEFORE}`);
    const files = new Map();
    for (const setup of setups) files.set(setup, await webkit.evaluate(exportsInPage, `${setup}&lang=en`));
    return files;
  } finally {
    await webkit.close();
    await server.close();
  }
}

test('CSV, JSON and SVG of every preset are byte for byte the same in Chromium, Firefox and WebKit', async () => {
  const [first, ...others] = workers;
  const reference = await filesOf('chromium', first);
  // WebKitGTK is for Linux alone.
  const found = process.platform === 'linux' ? [['webkit', await filesInWebkit()]] : [];
  for (const count of [first, ...others]) found.push([`firefox with ${count} workers`, await filesOf('firefox', count)]);
  for (const count of others) found.push([`chromium with ${count} workers`, await filesOf('chromium', count)]);
  for (const [setup, files] of reference) {
    assert.ok(files.csv.length > 100 && files.svg.startsWith('<svg'), setup);
    for (const [where, other] of found) {
      for (const kind of ['csv', 'json', 'svg']) assert.ok(other.get(setup)[kind] === files[kind], `${kind} of ${setup} in ${where}`);
    }
  }
  console.log(`${reference.size} set-ups, ${found.length + 1} ways, ${3 * reference.size * found.length} comparisons, 0 differences`);
});
