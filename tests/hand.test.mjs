// The page in the reader's hand: form, plot and legend, by mouse and by keyboard.
import assert from 'node:assert/strict';
import { after, afterEach, before, test } from 'node:test';
import { defaultSetup, finished, openLab } from './support/lab.mjs';
import { bindings } from './support/module.mjs';
import { textsOf } from './support/words.mjs';

const small = 'bath=square-2x2&bosons=2';

let lab;
before(async () => (lab = await openLab()));
afterEach(() => lab.clear());
after(() => lab.close());

const scenarioIs = (page, text) => page.waitForFunction((text) => document.querySelector('second-law-lab').scenario === text, text);

for (const lang of ['en', 'ja']) {
  test(`every field says its name, meaning, range and unit (${lang})`, async () => {
    const page = await lab.open(`#${small}&lang=${lang}`);
    await finished(page);
    const { ranges } = JSON.parse(bindings.read(small));
    const fields = await page.locator('.field').evaluateAll((all) => all.map((field) => ({ key: field.dataset.key, text: field.innerText || field.textContent })));
    const schema = JSON.parse(bindings.schema()).parameters.filter(({ key }) => fields.some((field) => field.key === key));
    assert.ok(schema.length > 10);
    const texts = textsOf(lang);
    for (const { key, unit, names } of schema) {
      const { text } = fields.find((field) => field.key === key);
      const said = [texts[`parameter.${key}.label`], texts[`parameter.${key}.meaning`], unit];
      if (ranges[key]) said.push(...ranges[key].map((end) => end.toLocaleString(lang).replace('-', '−')));
      else if (key === 'bath') said.push('2', '30');
      else if (!names) said.push('1');
      for (const words of said) assert.ok(text.includes(words), `${key}: '${words}' is missing in: ${text}`);
    }
  });
}

test('the range of a field follows the rest of the set-up', async () => {
  const page = await lab.open(`#${small}`);
  await finished(page);
  const meaning = page.locator('.field-attach .field-meaning');
  assert.match(await meaning.innerText(), /0 to 3\./);
  await page.evaluate(() => (location.hash = 'bath=square-3x3&bosons=2'));
  await finished(page);
  assert.match(await meaning.innerText(), /0 to 8\./);
});

test('full-width signs, the minus of the page and a decimal comma are understood', async () => {
  const page = await lab.open(`#${small}&coupling=1,2`);
  await finished(page);
  for (const [key, typed, text] of [
    ['potential', '−０,５', `${small}&coupling=1,2&potential=-0.5`],
    ['coupling', '0,3', `${small}&coupling=0.3,2&potential=-0.5`],
  ]) {
    const input = page.locator(`.field-${key} .entry`).first();
    await input.fill(typed);
    await input.press('Enter');
    await scenarioIs(page, text);
    assert.equal(await input.inputValue(), { potential: '-0.5', coupling: '0.3' }[key]);
  }
});

test('a row of one coupling is one value: a list typed there is wrong in that row, and named by what stands in it', async () => {
  const page = await lab.open(`#${small}&coupling=0.1,2`);
  await finished(page);
  const field = page.locator('.field-coupling');
  const rows = field.locator('.entry');
  for (const typed of ['1.234,5', '1,2,3', '0.2\u30010.8', 'x']) {
    await rows.nth(1).fill(typed);
    await rows.nth(1).press('Enter');
    assert.equal(await field.getByRole('alert').innerText(), `Coupling 2: “${typed.replace('\u3001', ',')}” is not a number.`);
    assert.deepEqual(await rows.evaluateAll((all) => all.map((row) => row.getAttribute('aria-invalid'))), [null, 'true']);
    assert.equal(await page.evaluate(() => document.querySelector('second-law-lab').scenario), `${small}&coupling=0.1,2`);
  }
  await rows.nth(1).fill('0,8');
  await rows.nth(1).press('Enter');
  await scenarioIs(page, `${small}&coupling=0.1,0.8`);
  assert.equal(await field.getByRole('alert').innerText(), '');
});

test('a bad value in the form is named beside its field and changes nothing', async () => {
  const page = await lab.open(`#${small}`);
  await finished(page);
  const field = page.locator('.field-attach');
  await field.getByRole('textbox').fill('99');
  await field.getByRole('textbox').press('Enter');
  assert.match(await field.getByRole('alert').innerText(), /attach=99.*0 to 3/);
  await scenarioIs(page, small);
  await field.getByRole('textbox').fill('3');
  await field.getByRole('textbox').press('Enter');
  assert.equal(await field.getByRole('alert').innerText(), '');
  await scenarioIs(page, `${small}&attach=3`);
});

for (const [hash, viewport] of [[defaultSetup, { width: 1280, height: 900 }], ['#embed=plot', { width: 640, height: 420 }], [`${defaultSetup}&lang=ja`, { width: 390, height: 844 }]]) {
  test(`nothing moves while a run goes on (${viewport.width} px ${hash})`, async () => {
    const page = await lab.open('about:blank', { viewport });
    await page.addInitScript(() => {
      window.moved = 0;
      const sum = (list) => list.getEntries().forEach(({ value }) => (window.moved += value));
      new PerformanceObserver(sum).observe({ type: 'layout-shift', buffered: true });
    });
    await page.goto(`${lab.address}${hash}`);
    await finished(page);
    await page.waitForTimeout(200);
    const moved = await page.evaluate(() => window.moved);
    assert.ok(moved < 0.005, `${moved}`);
  });
}

test('what is hidden leaves its room to the plot', async () => {
  const page = await lab.open(`#${small}&hide=parameters,lattice`, { viewport: { width: 1280, height: 800 } });
  await finished(page);
  const [plot, main] = [await page.locator('.plot').first().boundingBox(), await page.locator('main').boundingBox()];
  assert.ok(plot.width > 0.9 * main.width, `${plot.width} of ${main.width} px`);
});

test('the number of the eigenstate may be left empty again', async () => {
  const page = await lab.open(`#${small}`);
  await finished(page);
  const field = page.locator('.field-index');
  await field.evaluate((element) => (element.closest('details').open = true));
  for (const [value, complaint] of [['x', /index=x/], ['', /^$/]]) {
    await field.getByRole('textbox').fill(value);
    await field.getByRole('textbox').press('Enter');
    assert.match(await field.getByRole('alert').textContent(), complaint);
  }
  await scenarioIs(page, small);
});

test('what is wrong with a link is said once, and stays while the run goes on', async () => {
  const page = await lab.open('about:blank');
  await page.addInitScript(() => {
    window.said = 0;
    new MutationObserver((changes) => {
      for (const { addedNodes } of changes) window.said += [...addedNodes].filter((node) => node.classList?.contains('alert')).length;
    }).observe(document, { childList: true, subtree: true });
  });
  await page.goto(`${lab.address}#${small}&attach=99`);
  await finished(page);
  assert.equal(await page.locator('.alert').count(), 1);
  assert.equal(await page.evaluate(() => window.said), 0, 'it came with the page, and no second time');
  await page.getByRole('button', { name: 'Close' }).click();
  assert.equal(await page.locator('.alert').count(), 0);
});

test('a long run that the form asks for waits for a word, and says what it takes', async () => {
  const page = await lab.open(defaultSetup);
  await finished(page);
  const field = page.locator('.field-times');
  await field.evaluate((element) => (element.closest('details').open = true));
  await field.getByLabel('Last').fill('100000');
  await field.getByLabel('Last').press('Enter');
  await page.waitForFunction(() => document.querySelector('second-law-lab').state === 'idle');
  assert.match(await page.locator('.status').innerText(), /takes about .* of memory and \d+ (s|min)/);
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  await page.waitForFunction(() => document.querySelector('second-law-lab').state === 'running');
});

test('a curve that is added is shown, also where a hidden one was', async () => {
  const page = await lab.open(`#${small}&coupling=0.5,1`);
  await finished(page);
  const pressed = () => page.locator('.legend .curve').evaluateAll((all) => all.map((button) => button.getAttribute('aria-pressed')));
  await page.locator('.legend .curve').nth(1).click();
  await page.waitForFunction(() => document.querySelectorAll('.legend .curve[aria-pressed=false]').length === 1);
  assert.deepEqual(await pressed(), ['true', 'false']);
  await page.getByRole('button', { name: 'Remove coupling 2' }).click();
  await scenarioIs(page, `${small}&coupling=0.5`);
  await page.getByRole('button', { name: 'Add a coupling' }).click();
  await page.waitForFunction(() => document.querySelectorAll('.legend .curve').length === 2);
  assert.deepEqual(await pressed(), ['true', 'true']);
});

test('zoom and reset move nothing else, and keep the keyboard where it was', async () => {
  const page = await lab.open(`#${small}`);
  await finished(page);
  const plot = page.locator('.plot').first();
  const before = await plot.boundingBox();
  await plot.getByRole('slider').focus();
  await page.keyboard.press('+');
  const reset = page.getByRole('button', { name: 'Reset zoom' });
  await reset.waitFor();
  assert.deepEqual(await plot.boundingBox(), before);
  await reset.press('Enter');
  await reset.waitFor({ state: 'hidden' });
  assert.equal(await page.evaluate(() => document.activeElement.getAttribute('role')), 'slider');
});

test('both marks show their formula to the pointer and to the keyboard', async () => {
  const page = await lab.open(`#${small}`);
  await finished(page);
  const marks = page.locator('.mark');
  await marks.nth(1).waitFor();
  // In the order of their times.
  const tips = { 0: /τLR = l \/ vLR/, 1: /τv = l \/ 2γ/ };
  await page.locator('.plot').getByRole('slider').focus();
  for (const place of [0, 1]) {
    await page.keyboard.press('Tab');
    const tip = marks.nth(place).locator('.tip');
    assert.ok(await tip.isVisible());
    assert.match(await tip.innerText(), tips[place]);
    const lowered = await tip.locator('sub').allInnerTexts();
    assert.equal(lowered[0], ['LR', 'v'][place]);
  }
  await marks.nth(0).hover();
  assert.deepEqual([await marks.nth(0).locator('.tip').isVisible(), await marks.nth(1).locator('.tip').isVisible()], [true, false]);
});

test('a worker that cannot start is an error on the page', async () => {
  const page = await lab.open('about:blank');
  await page.addInitScript(() => {
    const { postMessage } = Worker.prototype;
    Worker.prototype.postMessage = function (message, ...rest) {
      postMessage.call(this, message.type === 'init' ? { ...message, module: 'no module' } : message, ...rest);
    };
  });
  await page.goto(`${lab.address}#${small}`);
  const alert = page.getByRole('alert').filter({ hasText: 'The computation stopped' });
  await alert.waitFor();
  assert.match(await alert.innerText(), /worker could not be started/);
  assert.equal((await finished(page)).state, 'failed');
  await alert.getByRole('button', { name: 'Try again' }).waitFor();
});

test('a curve can be heard, crosshair along with it, and stopped', async () => {
  const page = await lab.open(`#${small}&times=lin:0:4:20`);
  await finished(page);
  const sound = page.locator('.sound');
  const scripts = () => page.evaluate(() => performance.getEntriesByType('resource').filter(({ name }) => /\/sound-/.test(name)).length);
  assert.equal(await scripts(), 0, 'what makes it comes on demand');
  await page.locator('[data-name=view]').click();
  await sound.click();
  await page.waitForFunction(() => document.querySelector('.sound').getAttribute('aria-pressed') === 'true');
  const reading = () => page.locator('.plot-surface').first().getAttribute('aria-valuetext');
  const before = await reading();
  await page.waitForFunction((before) => document.querySelector('.plot-surface').getAttribute('aria-valuetext') !== before, before);
  await sound.click();
  assert.equal(await sound.getAttribute('aria-pressed'), 'false');
  const held = await reading();
  await page.waitForTimeout(150);
  assert.equal(await reading(), held);
});

test('what is said at the end of a run holds its numbers', async () => {
  for (const [scenario, said] of [
    [small, /The run is complete\. t = .*σ = \d/],
    ['panel=eth&bath=square-2x2&bosons=2', /The run is complete\. Of \d+ eigenstates/],
  ]) {
    const page = await lab.open(`#${scenario}`);
    await finished(page);
    await page.locator('[role=status]', { hasText: said }).waitFor({ state: 'attached' });
  }
});
