// The panels of all eigenstates in Chromium: points that can be pointed at and opened, partial results, files.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, afterEach, before, test } from 'node:test';
import { assertClose } from './support/compare.mjs';
import { finished, openLab, visit } from './support/lab.mjs';
import { recordOf, secondLaw } from './support/native.mjs';

const eth = 'bath=square-3x3&bosons=3&panel=eth';
const all = 'bath=square-3x3&bosons=3&coupling=0.5&occupation=0.3&panel=all-eigenstates';
/** Every eigenstate, for so long that it can be caught at work. */
const slow = 'coupling=0.5&at=200&panel=all-eigenstates';

let lab;
before(async () => (lab = await openLab()));
afterEach(() => lab.clear());
after(() => lab.close());

const surface = (page) => page.getByRole('slider', { name: /eigenstates/ });
const number = (text) => Number(/Eigenstate (\d+)/.exec(text)?.[1]);

/** What the box beside the pointer says, once there is one. */
async function pointAtSomething(page) {
  const box = await surface(page).boundingBox();
  for (let up = 0.15; up < 0.9; up += 0.1) {
    await page.mouse.move(box.x + 0.55 * box.width, box.y + up * box.height);
    // What is drawn over the plot follows a frame later.
    await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
    const readout = page.locator('.readout:not(.empty)');
    if ((await readout.count()) > 0) return readout.innerText();
  }
  throw new Error('no point was found under the pointer');
}

/** Waits for the run that a set-up with `index` starts, and checks that it starts from that eigenstate. */
async function opened(page, level) {
  await page.waitForFunction((index) => location.hash.includes(`index=${index}`), level.index);
  await page.waitForFunction(() => document.querySelector('second-law-lab').record?.bath?.eigenstate !== undefined);
  const { record } = await finished(page);
  assert.equal(record.bath.eigenstate.index, level.index);
  assertClose(record.bath.eigenstate.energy, level.energy, 1e-10);
  assertClose(record.bath.eigenstate.beta, level.beta, 1e-9);
  assert.ok(record.runs.length > 0);
  return record;
}

for (const [panel, scenario] of [
  ['eth', eth],
  ['all-eigenstates', all],
]) {
  test(`${panel}: the pointer names an eigenstate, and a button follows its entropy production`, async () => {
    const page = await lab.open(`#${scenario}`);
    const { record } = await finished(page);
    const said = await pointAtSomething(page);
    const level = record.levels[number(said)];
    const value = (panel === 'eth' ? level.value : level.entropy_production).toFixed(4).replace('-', '−');
    for (const words of [level.energy.toFixed(4).replace('-', '−'), level.beta.toFixed(4).replace('-', '−'), value]) {
      assert.ok(said.includes(words), `${words} is missing in: ${said}`);
    }
    await page.mouse.down();
    await page.mouse.up();
    assert.equal(new URL(page.url()).hash, `#${scenario}`, 'a click alone stays here');
    await page.getByRole('button', { name: 'Follow its entropy production' }).click();
    const run = await opened(page, level);
    if (panel === 'all-eigenstates') {
      // The point is a place of the curve, at t = 2.
      const { time, entropy_production: sigma } = run.runs[0];
      const after = time.findIndex((t) => t > 2);
      const share = (2 - time[after - 1]) / (time[after] - time[after - 1]);
      const between = sigma[after - 1] + share * (sigma[after] - sigma[after - 1]);
      assert.ok(Math.abs(between - level.entropy_production) < 0.01, `${between} ${level.entropy_production}`);
    }
    await page.goBack();
    assert.deepEqual((await finished(page)).scenario, scenario, 'back to the points');
  });

  test(`${panel}: the keys go from point to point`, async () => {
    const page = await lab.open(`#${scenario}`);
    const { record } = await finished(page);
    const shown = record.levels.filter(({ value, entropy_production: sigma }) => (value ?? sigma ?? null) !== null);
    await surface(page).focus();
    const here = async (key) => {
      await page.keyboard.press(key);
      await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
      return number(await surface(page).getAttribute('aria-valuetext'));
    };
    await here('ArrowRight');
    assert.equal(await here('Home'), shown[0].index);
    assert.equal(await here('ArrowRight'), shown[1].index);
    assert.equal(await here('End'), shown.at(-1).index);
    const last = await here('ArrowLeft');
    assert.equal(last, shown.at(-2).index);
    await page.keyboard.press('Enter');
    await opened(page, record.levels[last]);
  });

  test(`${panel}: a tap chooses an eigenstate, and a button follows it`, async () => {
    const page = await lab.open(`#${scenario}`, { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });
    const { record } = await finished(page);
    const button = page.getByRole('button', { name: 'Follow its entropy production' });
    assert.ok(await button.isDisabled());
    const plot = surface(page);
    await plot.scrollIntoViewIfNeeded();
    const box = await plot.boundingBox();
    for (let up = 0.15; up < 0.9 && (await button.isDisabled()); up += 0.1) {
      await page.touchscreen.tap(box.x + 0.55 * box.width, box.y + up * box.height);
      await page.waitForTimeout(50);
    }
    assert.equal(new URL(page.url()).hash, `#${scenario}`, 'a tap alone stays here');
    const level = record.levels[number(await page.locator('.level').innerText())];
    await button.tap();
    await opened(page, level);
  });

  test(`${panel}: the marks of a run come in order`, async () => {
    const page = await lab.open(`#${scenario}`);
    await finished(page);
    await page.waitForFunction(() => performance.getEntriesByName('second-law:run-end').length > 0);
    const times = await page.evaluate(() =>
      ['run-start', 'first-point', 'run-end'].map((name) => performance.getEntriesByName(`second-law:${name}`)[0].startTime),
    );
    assert.deepEqual(
      times,
      [...times].sort((a, b) => a - b),
    );
  });

  test(`${panel}: its files hold the native numbers`, async () => {
    const page = await lab.open(`#${scenario}`);
    const { record } = await finished(page);
    const saved = async (kind) => {
      const waiting = page.waitForEvent('download');
      await page.getByRole('button', { name: `Download as ${kind}`, exact: true }).click();
      return readFile(await (await waiting).path());
    };
    const { stdout } = await secondLaw([panel, '-'], scenario);
    const native = recordOf(stdout);
    assertClose(record, native, 1e-10);
    assertClose(JSON.parse(await saved('JSON')), JSON.parse(stdout), 1e-10);
    const lines = String(await saved('CSV'))
      .trim()
      .split('\n')
      .filter((line) => !line.startsWith('#'));
    assert.equal(lines.length, 1 + native.levels.length);
    const names = lines[0].split(',');
    const row = lines[41].split(',').map(Number);
    for (const column of ['index', 'energy', 'beta', panel === 'eth' ? 'deviation' : 'entropy_production']) {
      assertClose(row[names.indexOf(column)], native.levels[40][column], 1e-10);
    }
    assert.ok((String(await saved('SVG')).match(/<circle/g) ?? []).length >= native.statistics.levels, 'a dot a level');
    assert.deepEqual([...(await saved('PNG')).subarray(1, 4)], [...Buffer.from('PNG')]);
  });
}

test('points come one after the other, and a cancelled run keeps them', async () => {
  const page = await lab.open(`#${slow}`);
  await page.waitForFunction(
    () => Boolean(document.querySelector('.findings')?.textContent) && document.querySelector('second-law-lab').state === 'running',
  );
  await page.getByRole('button', { name: 'Cancel' }).click();
  const { state, record } = await finished(page);
  assert.equal(state, 'cancelled');
  assert.equal(record, null, 'no complete record');
  const waiting = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Download as JSON' }).click();
  const { levels, statistics } = JSON.parse(await readFile(await (await waiting).path()));
  assert.ok(levels.length > 0 && levels.length < 1820, `${levels.length} levels`);
  assert.ok(statistics.levels > 0);
  await pointAtSomethingAnywhere(page);
});

/** Some point can still be reached, by keys. */
async function pointAtSomethingAnywhere(page) {
  await surface(page).focus();
  await page.keyboard.press('ArrowRight');
  await page.waitForFunction(() => /Eigenstate \d+/.test(document.querySelector('.level').textContent));
}

test('every observable has its plot, and none computes the eigenstates anew', async () => {
  const page = await lab.open(`#${eth}`);
  await finished(page);
  for (const [name, id] of [
    ['Hopping', 'hopping'],
    ['Pair', 'pair'],
    ['Two-site state', 'local-state'],
    ['Entanglement', 'entanglement'],
    ['Level gaps', 'gaps'],
  ]) {
    await page.getByRole('button', { name, exact: true }).click();
    await page.waitForFunction((id) => document.querySelector('second-law-lab').record?.observable === id, id);
    assert.ok((await page.locator('.findings').innerText()).length > 20);
  }
  const { record } = await finished(page);
  const { goe, poisson, all: ratios } = record.gaps;
  assert.ok(goe > poisson && ratios.mean > 0 && ratios.error > 0);
});

test('baths of other sizes are compared at a press', async () => {
  const page = await lab.open('#bath=square-3x4&bosons=3&panel=eth');
  await finished(page);
  await page.getByRole('button', { name: /Compare baths of other sizes/ }).click();
  await page.waitForFunction(() => document.querySelector('second-law-lab').record?.sizes.length === 3);
  const { record, scenario } = await finished(page);
  assert.match(scenario, /family=quarter/);
  assert.deepEqual(
    record.sizes.map(({ dimension }) => dimension),
    [28, 220, 1820],
  );
  assert.ok(record.decay.standard_deviation.power < 0);
  const larger = page.getByRole('button', { name: /Add a larger bath/ });
  assert.match(await larger.innerText(), /\d (s|min), .*MB|GB/, 'with its price');
});

test('levels without a temperature are listed', async () => {
  const page = await lab.open(`#${all}`);
  const { record } = await finished(page);
  assert.ok(record.statistics.without_beta.length >= 2);
  const words = await page.locator('.findings').innerText();
  for (const index of record.statistics.without_beta) assert.match(words, new RegExp(`\\b${index}\\b`));
});

test('the chosen time and the coupling move the points', async () => {
  const page = await lab.open(`#${all}`);
  const first = await finished(page);
  const later = await visit(page, `${all}&at=4`);
  const stronger = await visit(page, all.replace('coupling=0.5', 'coupling=1'));
  for (const { record } of [later, stronger]) {
    assert.equal(record.levels.length, first.record.levels.length);
    assert.notEqual(record.levels[40].entropy_production, first.record.levels[40].entropy_production);
  }
});
