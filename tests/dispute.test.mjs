// Entropy production as information, the map of its smallest values, and the way back through another bath, as a reader uses them.
import assert from 'node:assert/strict';
import { after, afterEach, before, test } from 'node:test';
import { assertClose } from './support/compare.mjs';
import { finished, openLab } from './support/lab.mjs';
import { nativeRecord } from './support/native.mjs';

let lab;
before(async () => (lab = await openLab()));
afterEach(() => lab.clear());
after(() => lab.close());

const small = 'bath=square-3x3&bosons=3&times=log:0.05:20:40';

for (const scenario of [
  `panel=information&${small}&coupling=0.5,1&occupation=0.4`,
  `panel=information&${small}&coupling=1&state=canonical`,
  `panel=map&${small}&coupling=0.3,1`,
  `panel=reversal&${small}&coupling=1&turn=4&mismatch=0.5&kick=1`,
]) {
  test(`${scenario.slice(0, 70)} runs from its link, with the native numbers`, async () => {
    const page = await lab.open(`#${scenario}`);
    const { state, record } = await finished(page);
    assert.equal(state, 'done');
    assertClose(record, await nativeRecord(record.scenario), 1e-10);
  });
}

test('the parts of entropy production are read at one time, and another coupling can be chosen', async () => {
  const page = await lab.open(`#panel=information&${small}&coupling=0.5,1`);
  const { record } = await finished(page);
  const legend = page.getByRole('list', { name: 'Curves' });
  const shown = async (curve) =>
    Number((await legend.getByRole('button').nth(curve).locator('.legend-value').innerText()).replace('−', '-'));
  const values = ({ entropy_production: sigma, mutual_information: i, divergence_change: d }) =>
    [sigma, i, d].map((column) => column.at(-1));
  // The last time.
  await page.getByRole('slider', { name: /^Crosshair/ }).press('End');
  for (const [k, run] of record.runs.entries()) {
    await page.getByRole('group', { name: 'Coupling shown' }).getByRole('button').nth(k).click();
    const expected = values(run);
    await page.waitForFunction((sigma) => document.querySelector('.legend-value')?.innerText === sigma, expected[0].toFixed(3));
    for (const [curve, value] of expected.entries()) assert.ok(Math.abs((await shown(curve)) - value) < 6e-4, `${curve} ${value}`);
  }
  await page.locator('.findings', { hasText: 'sum agrees with the entropy production' }).waitFor();
  assert.ok(record.identity_error < 1e-10);
});

test('a point of the map is read with the pointer and with keys, and opens its experiment', async () => {
  const page = await lab.open(`#panel=map&${small}&coupling=1,0.3`);
  const { record } = await finished(page);
  const { coupling, occupation, minimum } = record.map;
  assert.deepEqual(coupling, [1, 0.3]);
  const plot = page.getByRole('slider', { name: /^Map/ });
  const box = await plot.boundingBox();
  await plot.hover({ position: { x: 0.5 * box.width, y: 0.3 * box.height } });
  await page.waitForFunction(() => /smallest σ/.test(document.querySelector('.readout').innerText));
  await plot.focus();
  await page.mouse.move(1, 1);
  await plot.press('ArrowRight');
  await plot.press('Home');
  for (let k = 0; k < 10; k++) await plot.press('ArrowRight');
  // Below is the smaller coupling, whichever comes first in the text.
  await plot.press('ArrowDown');
  await page.waitForFunction(() => /^p = 0\.25; γ′ = 0\.3; /.test(document.querySelector('.plot-surface').getAttribute('aria-valuetext')));
  await Promise.all([page.waitForFunction(() => document.querySelector('second-law-lab').state === 'running'), plot.press('Enter')]).catch(
    () => {},
  );
  await page.waitForFunction(() => document.querySelector('second-law-lab').record?.runs?.length === 1);
  const opened = await finished(page);
  const keys = new URLSearchParams(opened.scenario);
  assert.equal(keys.get('panel'), null, 'the first panel');
  assert.equal(keys.get('coupling'), '0.3');
  assert.equal(Number(keys.get('occupation')), occupation[10]);
  const least = Math.min(...opened.record.runs[0].entropy_production);
  assert.ok(Math.abs(least - minimum[1][10]) < 1e-12, `${least}`);
  await page.goBack();
  await page.waitForFunction(() => document.querySelector('second-law-lab').scenario.includes('panel=map'));
});

test('another bath on the way back is a press away, with its echo', async () => {
  const page = await lab.open(`#panel=reversal&${small}&coupling=1&turn=4`);
  assert.equal((await finished(page)).record.runs.length, 1);
  const echo = page.getByRole('figure', { name: 'The echo' });
  assert.ok(await echo.isHidden());
  await page.getByRole('button', { name: /^Another bath on the way back/ }).click();
  await echo.waitFor();
  await page.waitForFunction(() => document.querySelector('second-law-lab').record?.runs?.length === 2);
  const { record } = await finished(page);
  assert.equal(record.runs[1].mismatch, 0.2);
  assert.ok(record.runs[1].entropy_production.at(-1) > 1e-3);
  assert.ok(Math.abs(record.runs[0].entropy_production.at(-1)) < 1e-9);
});
