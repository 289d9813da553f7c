// The page in Chromium: what a reader sees, and that its numbers are the native ones.
import assert from 'node:assert/strict';
import { after, afterEach, before, test } from 'node:test';
import { badInput, title } from './support/bad-input.mjs';
import { assertClose } from './support/compare.mjs';
import { smallPreset } from './support/exports.mjs';
import { defaultSetup, finished, openLab, visit } from './support/lab.mjs';
import { bindings, presets } from './support/module.mjs';
import { nativeRecord } from './support/native.mjs';
import { long as longPresets } from './support/presets.mjs';

let lab;
before(async () => (lab = await openLab()));
afterEach(() => lab.clear());
after(() => lab.close());

/** Long enough to be caught running: the full spectrum of 12,870 states. */
const long = 'bosons=8';

/** Presses Cancel; resolves with the time in ms until the page has stopped. */
const cancelled = (page) =>
  page.evaluate(
    (name) =>
      new Promise((resolve) => {
        const lab = document.querySelector('second-law-lab');
        const button = [...lab.querySelectorAll('button')].find((other) => other.textContent.trim() === name);
        const start = performance.now();
        const poll = () => (lab.state === 'cancelled' ? resolve(performance.now() - start) : setTimeout(poll, 1));
        button.click();
        poll();
      }),
    'Cancel',
  );

test('the page opens and runs the default set-up without a click', async () => {
  const page = await lab.open(defaultSetup);
  const { scenario, state, record } = await finished(page);
  assert.equal(state, 'done');
  assertClose(record, await nativeRecord(scenario), 1e-10);
  assert.equal(await page.getByRole('heading', { level: 1 }).count(), 1);
  assert.notEqual(await page.title(), '');
});

test('the marks of a run come in order', async () => {
  const page = await lab.open(defaultSetup);
  await finished(page);
  const times = await page.evaluate(() =>
    ['run-start', 'first-point', 'run-end'].map((name) => performance.getEntriesByName(`second-law:${name}`)[0].startTime),
  );
  assert.deepEqual(times, [...times].sort((a, b) => a - b));
});

for (const ratio of [1, 2]) {
  test(`the plot is sharp and not empty at ${ratio} device pixels a CSS pixel`, async () => {
    const page = await lab.open(defaultSetup, { deviceScaleFactor: ratio });
    await finished(page);
    const canvases = await page.locator('canvas').evaluateAll((all) =>
      all.map((canvas) => {
        const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
        const colours = new Set(new Uint32Array(data.buffer));
        const { width, height } = canvas.getBoundingClientRect();
        return { width, height, bitmap: [canvas.width, canvas.height], colours: colours.size };
      }),
    );
    assert.ok(canvases.length > 0);
    for (const { width, height, bitmap, colours } of canvases) {
      assert.ok(Math.abs(bitmap[0] - width * ratio) <= ratio, `${bitmap[0]} for ${width}`);
      assert.ok(Math.abs(bitmap[1] - height * ratio) <= ratio, `${bitmap[1]} for ${height}`);
      assert.ok(colours > 10, `${colours} colours: axes, text and four curves give more`);
    }
  });
}

/** Seconds above which a preset is opened in a size that takes a moment: tests/package.test.mjs computes it in its own. */
const LONGEST = 1.5;

const opened = (id) => (JSON.parse(bindings.estimate(`preset=${id}`, 1)).seconds > LONGEST ? smallPreset(id) : `preset=${id}`);

for (const id of presets()) {
  test(`preset ${id} runs from its link, with the native numbers`, async () => {
    const page = await lab.open(`#${opened(id)}`);
    const { scenario, state, record } = await finished(page);
    assert.equal(state, 'done');
    assert.equal(record.scenario, scenario);
    assertClose(record, await nativeRecord(scenario), 1e-10);
  });
}

for (const id of longPresets) {
  test(`preset ${id} says what it takes, draws what it has and is cancelled within 200 ms`, async () => {
    const page = await lab.open(`#preset=${id}`);
    await page.waitForFunction(() => document.querySelector('second-law-lab').state === 'running');
    const cost = page.locator('.status-cost');
    await cost.waitFor();
    assert.match(await cost.innerText(), /takes about .* of memory and \d+ (s|min)/);
    const delay = await cancelled(page);
    assert.ok(delay <= 200, `${delay} ms`);
    // The workers are free again: another set-up is computed at once.
    const { state } = await visit(page, 'bath=square-2x2&bosons=2');
    assert.equal(state, 'done');
  });
}

for (const { scenario, names } of badInput) {
  test(`the link ${title(scenario)} shows what is wrong and still gives a page`, async () => {
    const page = await lab.open(`#${scenario}`);
    const { state, record } = await finished(page);
    assert.equal(state, 'done', 'what is right of the link has run');
    assert.ok(record.runs.length > 0);
    const alert = page.getByRole('alert').filter({ visible: true });
    const text = (await alert.allInnerTexts()).join('\n');
    for (const name of names) assert.ok(text.includes(name), `'${name}' is missing in: ${text}`);
  });
}

test('a set-up that only changes couplings or times keeps the bath', async () => {
  const page = await lab.open(defaultSetup);
  const first = await finished(page);
  const second = await visit(page, 'coupling=0.7&times=lin:0:10:50');
  assertClose(second.record.bath, first.record.bath, 0);
  assert.equal(second.record.runs.length, 1);
  // The end is marked when the curves are drawn, a little after the result.
  await page.waitForFunction(() => performance.getEntriesByName('second-law:run-end').length === 2);
  const [before, after] = await page.evaluate(() => {
    const at = (name) => performance.getEntriesByName(`second-law:${name}`).map(({ startTime }) => startTime);
    const starts = at('run-start');
    return at('run-end').map((end, run) => end - starts[run]);
  });
  assert.ok(after < before / 2, `${after} ms after ${before} ms for four couplings and the spectrum`);
});

test('a long run says what it takes, shows progress and stops within 200 ms', async () => {
  const page = await lab.open(`#${long}`);
  await page.waitForFunction(() => document.querySelector('second-law-lab').state === 'running');
  await page.getByRole('progressbar').first().waitFor();
  const delay = await cancelled(page);
  assert.ok(delay <= 200, `${delay} ms`);
});

test('another set-up during a run takes its place', async () => {
  const page = await lab.open(`#${long}`);
  await page.waitForFunction(() => document.querySelector('second-law-lab').state === 'running');
  const { state, scenario } = await visit(page, 'bath=square-2x2&bosons=2');
  assert.equal(state, 'done');
  assert.equal(scenario, 'bath=square-2x2&bosons=2');
});
