// The panels that follow one state of the bath in time, as a reader uses them: the fluctuation theorem with its distribution, the
// canonical comparison, the light cone and the reversal.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, afterEach, before, test } from 'node:test';
import { assertClose } from './support/compare.mjs';
import { finished, openLab, visit } from './support/lab.mjs';
import { nativeRecord } from './support/native.mjs';

let lab;
before(async () => (lab = await openLab()));
afterEach(() => lab.clear());
after(() => lab.close());

const small = 'bath=square-3x3&bosons=3';

/** What the element says now. */
const element = (page) =>
  page.evaluate(() => {
    const { scenario, state, record } = document.querySelector('second-law-lab');
    return { scenario, state, record };
  });

/** Does something and waits for the result of the run that it starts. */
async function resultOf(page, action) {
  await page.evaluate(() => {
    const lab = document.querySelector('second-law-lab');
    delete lab.dataset.result;
    lab.addEventListener('result', () => (lab.dataset.result = ''), { once: true });
  });
  await action();
  await page.waitForFunction(() => document.querySelector('second-law-lab').dataset.result !== undefined);
  return element(page);
}

/** The native numbers of what a page shows, compared. */
async function asNative(record) {
  assertClose(record, await nativeRecord(record.scenario), 1e-10);
}

/** Colours of a canvas: more than axes and lettering alone have where something is drawn. */
const colours = (canvas) =>
  canvas.evaluate((element) => {
    const { data } = element.getContext('2d').getImageData(0, 0, element.width, element.height);
    return new Set(new Uint32Array(data.buffer)).size;
  });

for (const scenario of [
  `panel=fluctuation&${small}&statistics=full&compare=canonical&coupling=0.5,2`,
  `panel=entropy&bath=square-3x4&bosons=4&compare=canonical&samples=3&coupling=1`,
  `panel=light-cone&bath=chain-8&bosons=3&coupling=1&times=lin:0:4:60`,
  `panel=reversal&${small}&kick=0.7&kick-site=4&coupling=1`,
  `panel=entropy&${small}&state=canonical`,
  `panel=fluctuation&${small}&state=typical`,
]) {
  test(`${scenario.slice(0, 60)} runs from its link, with the native numbers`, async () => {
    const page = await lab.open(`#${scenario}`);
    const { state, record } = await finished(page);
    assert.equal(state, 'done');
    await asNative(record);
  });
}

test('one press shows the distribution, and its numbers are those of the curve', async () => {
  const page = await lab.open(`#panel=fluctuation&${small}`);
  await finished(page);
  const { record } = await resultOf(page, () => page.getByRole('button', { name: 'Show the distribution P(s)' }).click());
  await asNative(record);
  for (const { statistics } of record.runs) {
    assert.ok(Math.abs(statistics.total - 1) < 1e-10);
    assert.ok(Math.abs(statistics.mean - statistics.curve_entropy_production) < 1e-10);
    assert.ok(Math.abs(statistics.exponential_average - statistics.curve_exponential_average) < 1e-10);
  }
  for (const name of ['Distribution P(s)', 'Characteristic functions']) {
    const figure = page.getByRole('figure', { name });
    await figure.scrollIntoViewIfNeeded();
    assert.ok((await colours(figure.locator('canvas'))) > 10, name);
  }
  // The strongest coupling is followed: its numbers stand in the table.
  const { statistics } = record.runs.at(-1);
  const shown = async () => (await page.getByRole('row', { name: '⟨s⟩ = σ' }).innerText()).replaceAll('−', '-');
  await page.waitForFunction(
    (mean) => document.querySelector('.distribution-numbers').innerText.replaceAll('−', '-').includes(mean),
    String(Number(statistics.mean.toPrecision(6))),
  );
  assert.match(await shown(), new RegExp(String(Number(statistics.curve_entropy_production.toPrecision(6))).replace('.', '\\.')));
});

test('the time of the distribution follows a click, the keyboard and its slider', async () => {
  const page = await lab.open(`#panel=fluctuation&${small}&statistics=full&at=2`);
  const first = await finished(page);
  const plot = page.getByRole('slider', { name: /^Crosshair/ });
  const box = await plot.boundingBox();
  const clicked = await resultOf(page, () => plot.click({ position: { x: 0.5 * box.width, y: 0.5 * box.height } }));
  const times = [2, clicked.record.runs[0].statistics.time];
  assert.notEqual(times[1], times[0]);
  await plot.focus();
  for (let k = 0; k < 10; k++) await page.keyboard.press('PageUp');
  const entered = await resultOf(page, () => page.keyboard.press('Enter'));
  times.push(entered.record.runs[0].statistics.time);
  assert.equal(times[2], 100, 'the end of the axis');
  const slider = page.getByRole('slider', { name: 'Chosen time' });
  await slider.focus();
  const moved = await resultOf(page, () => page.keyboard.press('Home'));
  times.push(moved.record.runs[0].statistics.time);
  assert.ok(times[3] < 0.02, `${times}`);
  for (const { record } of [clicked, entered, moved]) {
    await asNative(record);
    record.runs.forEach((run, k) => assertClose(run.entropy_production, first.record.runs[k].entropy_production, 0));
  }
  assert.match(new URL(page.url()).hash, /at=0\.01/, 'the address holds it');
});

test('a new time of the distribution takes a small part of the first run', async () => {
  const page = await lab.open('#preset=fluctuation&statistics=full');
  await finished(page);
  await page.waitForFunction(() => performance.getEntriesByName('second-law:run-end').length > 0);
  const first = await page.evaluate(() => {
    const [start, end] = ['run-start', 'run-end'].map((name) => performance.getEntriesByName(`second-law:${name}`)[0].startTime);
    return end - start;
  });
  const moves = [];
  for (const at of [0.5, 5, 1]) {
    const { record, took } = await page.evaluate(
      (hash) =>
        new Promise((resolve) => {
          const lab = document.querySelector('second-law-lab');
          const start = performance.now();
          lab.addEventListener('result', () => resolve({ record: lab.record, took: performance.now() - start }), { once: true });
          location.hash = hash;
        }),
      `preset=fluctuation&statistics=full&at=${at}`,
    );
    assert.equal(record.runs[0].statistics.time, at);
    moves.push(took);
  }
  assert.ok(Math.min(...moves) < first / 3, `${moves} ms after ${first} ms for the curves and the eigenvectors`);
});

test('a bath in a mixture, or a site surely filled, has words in place of what would mislead', async () => {
  const page = await lab.open(`#panel=fluctuation&${small}&state=typical`);
  await finished(page);
  await page.getByText('computed for a bath in an energy eigenstate').waitFor();
  assert.equal(await page.getByRole('button', { name: 'Show the distribution P(s)' }).isVisible(), false);
  const certain = await lab.open(`#panel=fluctuation&${small}&occupation=1`);
  const { record } = await finished(certain);
  assert.ok(record.runs.every((run) => run.exponential_average === null));
  await certain.getByText('absolute irreversibility').waitFor();
  const started = await resultOf(certain, () => certain.getByRole('button', { name: 'Start with occupation 0.5' }).click());
  assert.ok(started.record.runs.every((run) => run.exponential_average.length === run.time.length));
});

for (const panel of ['entropy', 'fluctuation']) {
  test(`in panel ${panel} one press compares with a canonical bath, and the page says when the curves part`, async () => {
    const page = await lab.open(`#panel=${panel}&${small}&coupling=0.5,2`);
    await finished(page);
    const toggle = page.getByRole('button', { name: 'Compare with a canonical bath' });
    const { record } = await resultOf(page, () => toggle.click());
    assert.equal(await toggle.getAttribute('aria-pressed'), 'true');
    assert.deepEqual(
      record.runs.map(({ state }) => state),
      ['eigenstate', 'eigenstate', 'canonical', 'canonical'],
    );
    assert.equal(record.partings.length, 2);
    const words = page.getByRole('region', { name: 'Compare with a canonical bath' });
    await words.getByText('summed exactly over all its 84 states').waitFor();
    for (const { coupling, time } of record.partings) {
      const said =
        time === null
          ? `γ′ = ${coupling}: the curves do not part`
          : `γ′ = ${coupling}: the curves part at t = ${Number(time.toPrecision(3))}`;
      await words.getByText(said).waitFor();
    }
    const alone = await resultOf(page, () => toggle.click());
    assert.equal(alone.record.runs.length, 2);
  });
}

test('an estimated comparison says from how many samples', async () => {
  const page = await lab.open('#panel=entropy&bath=square-3x4&bosons=4&coupling=1&compare=canonical&samples=3&times=log:0.1:10:20');
  const { record } = await finished(page);
  assert.equal(record.runs[1].sampling.shares, 3);
  await page.getByText('estimated from 3 random vectors').waitFor();
});

test('the light cone names its speeds, and a place on the map its value', async () => {
  const page = await lab.open('#panel=light-cone&bath=chain-8&bosons=3&coupling=1&times=lin:0:4:60');
  const { record } = await finished(page);
  const speeds = page.getByRole('region', { name: /^How fast/ });
  const front = record.light_cones[0].speed;
  await speeds.getByText(String(Number(front.toPrecision(3))), { exact: true }).waitFor();
  await speeds.getByText('Lieb–Robinson bound').waitFor();
  const plot = page.getByRole('slider', { name: /^Crosshair/ });
  const box = await plot.boundingBox();
  await plot.hover({ position: { x: 0.5 * box.width, y: 0.4 * box.height } });
  await page.waitForFunction(() => /d = \d/.test(document.querySelector('.readout').innerText));
});

test('time can be turned round in the middle of a run, and all comes back', async () => {
  // Long enough to be caught running.
  const page = await lab.open('#bath=square-4x4&bosons=5&coupling=1&times=lin:0:3000:600');
  const turn = page.getByRole('button', { name: /^Turn time round/ });
  await page.waitForFunction(() => {
    const button = document.querySelector('[data-name="turn"]');
    return document.querySelector('second-law-lab').state === 'running' && button && !button.disabled && /t = \d/.test(button.innerText);
  });
  assert.equal((await element(page)).state, 'running');
  await turn.click();
  const { state, record, scenario } = await finished(page);
  assert.equal(state, 'done');
  assert.match(scenario, /panel=reversal/);
  const [run] = record.runs;
  const turned = Number(new URLSearchParams(scenario).get('turn') ?? 10);
  assert.ok(turned < 3000, `${turned}`);
  assert.equal(run.time.at(-1), 2 * turned);
  assert.ok(Math.abs(run.entropy_production.at(-1)) < 1e-9, `${run.entropy_production.at(-1)}`);
});

test('a kick spoils the return, and a press on the lattice moves it', async () => {
  const page = await lab.open(`#panel=reversal&${small}&coupling=1&kick=0`);
  const before = await finished(page);
  assert.equal(before.record.runs.length, 1);
  const kicked = await resultOf(page, () => page.getByRole('button', { name: 'Nudge one site: φ = π' }).click());
  const sigma = (record) => record.runs.map((run) => run.entropy_production.at(-1));
  const [perfect, spoilt] = sigma(kicked.record);
  assert.ok(Math.abs(perfect) < 1e-9 && spoilt > 1e-3, `${perfect} ${spoilt}`);
  const moved = await resultOf(page, () => page.getByRole('button', { name: /^Bath site 8/ }).click());
  assert.match(moved.scenario, /kick-site=8/);
  await asNative(moved.record);
  await page.getByText(/σ = /).first().waitFor();
});

test('every plot of the fluctuation theorem can be taken along', async () => {
  const page = await lab.open(`#panel=fluctuation&${small}&statistics=full&coupling=1`);
  await finished(page);
  await page.locator('.side-files').evaluateAll((all) => all.forEach((files) => (files.open = true)));
  const seen = [];
  for (const title of ['How far from 1', 'Distribution P(s)', 'Characteristic functions']) {
    for (const kind of ['PNG', 'SVG', 'CSV']) {
      const [download] = await Promise.all([
        page.waitForEvent('download'),
        page.getByRole('button', { name: `${title}: Download as ${kind}` }).click(),
      ]);
      const content = await readFile(await download.path());
      seen.push(download.suggestedFilename());
      if (kind === 'PNG') assert.equal(content.subarray(1, 4).toString(), 'PNG');
      if (kind === 'SVG') assert.match(content.toString(), /^<svg[\s\S]*<\/svg>\s*$/);
      if (kind === 'CSV') assert.match(content.toString(), /^[\w,]+,program,scenario,reference\n[^\n]*,[^,\n]*panel=fluctuation/);
    }
  }
  assert.equal(new Set(seen).size, 9, `${seen}`);
});

test('where the curves go is told once, each from its beginning to its end', async () => {
  for (const set of [`${small}&coupling=0.5,1`, `panel=reversal&${small}&coupling=1&kick=0.5&turn=2`]) {
    const page = await lab.open(`#${set}`);
    const { record } = await finished(page);
    const said = await page.locator('.plot > .hidden-text').first().textContent();
    assert.equal(said.split('begins with').length - 1, record.runs.length, said);
    assert.equal(said.split('The curves show entropy production').length - 1, 1, said);
    const last = record.runs.at(-1).entropy_production.at(-1);
    assert.ok(said.includes(`ends with ${Number(last.toPrecision(3))}`.replace('-', '\u2212')), `${last}: ${said}`);
  }
});

test('of several eigenstates what is left at late times stands beside the curves, of one how long the theorem holds', async () => {
  const sizes = 'panel=sizes&family=quarter&coupling=1&times=log:0.1:4:10&late=20:30:5&attach=0';
  const page = await lab.open(`#${sizes}`);
  await finished(page);
  const shown = (place) => page.locator(`${place} .side-plot:visible h2`).allTextContents();
  const [late, holds] = ['What is left at late times', 'How long it holds'];
  assert.deepEqual(await shown('.figure'), [holds]);
  assert.equal((await shown('.below'))[0], late);
  await visit(page, `${sizes}&levels=2`);
  assert.deepEqual(await shown('.figure'), [late]);
  assert.equal((await shown('.below'))[0], holds);
});
