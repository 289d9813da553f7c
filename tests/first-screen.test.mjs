// The lab's first screen on every size: the figure first, the run inside it, the value that matters under the thumb.
import assert from 'node:assert/strict';
import { after, afterEach, before, test } from 'node:test';
import { finished, openLab } from './support/lab.mjs';

let lab;
before(async () => (lab = await openLab()));
afterEach(() => lab.clear());
after(() => lab.close());

const SIZES = [
  [320, 640],
  [390, 844],
  [640, 320],
  [844, 390],
  [768, 1024],
  [1440, 900],
  [1920, 1080],
];

const small = 'bath=square-2x3&bosons=2&times=lin:0:4:20';
const PANELS = {
  entropy: 'preset=disorder&bath=square-2x3&bosons=2',
  'light-cone': `panel=light-cone&${small}&coupling=1,2`,
  reversal: `panel=reversal&${small}&coupling=1&kick=0.5&turn=2`,
  eth: 'panel=eth&bath=square-2x3&bosons=2',
};

/** The box of an element, and how much of it the screen shows. */
const shown = (page, selector) =>
  page.evaluate((selector) => {
    const { left, top, right, bottom, width, height } = document.querySelector(selector).getBoundingClientRect();
    return { width, height, inside: left >= -1 && top >= -1 && right <= innerWidth + 1 && bottom <= innerHeight + 1 };
  }, selector);

for (const [width, height] of SIZES) {
  test(`the figure is on the first screen, and nothing sticks out (${width}x${height})`, { timeout: 120_000 }, async () => {
    for (const [name, scenario] of Object.entries(PANELS)) {
      for (const lang of ['en', 'ja']) {
        const page = await lab.open(`#${scenario}&lang=${lang}`, { viewport: { width, height } });
        await finished(page);
        const plot = await shown(page, '[data-figure="main"] .plot');
        assert.ok(plot.inside, `${name} ${lang}: ${JSON.stringify(plot)}`);
        assert.ok(plot.height >= 105 && plot.width >= 0.3 * width, `${name} ${lang}: ${plot.width}x${plot.height}`);
        const tooWide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        assert.ok(tooWide <= 0, `${name} ${lang}: ${tooWide} px`);
        assert.equal(await page.locator('[data-action="play"]').count(), name === 'eth' ? 0 : 1);
        if (width < 1060) assert.ok((await shown(page, '.thumb input[type=range]')).inside, `${name} ${lang}: the slider`);
        await page.context().close();
      }
    }
  });

  test(`a long run tells how far it is and can be cancelled on the first screen (${width}x${height})`, async () => {
    const page = await lab.open('#bath=square-4x4&bosons=6&times=lin:0:2000:400', { viewport: { width, height } });
    const cancel = page.locator('[data-figure="main"] [data-action="cancel"]');
    await cancel.waitFor();
    assert.ok((await shown(page, '[data-action="cancel"]')).inside);
    assert.ok((await shown(page, '.phases')).inside);
    assert.equal(await page.evaluate(() => scrollY), 0);
    await cancel.click();
    await page.waitForFunction(() => document.querySelector('second-law-lab').state === 'cancelled');
    assert.ok((await shown(page, '[data-action="run"]')).inside, 'and run again there');
  });
}

/** Every panel, with all that it adds to the page. */
const WHOLE = {
  ...PANELS,
  fluctuation: `panel=fluctuation&${small}&statistics=full&coupling=0.5,1`,
  'all-eigenstates': 'panel=all-eigenstates&bath=square-2x3&bosons=2&coupling=0.5',
  sizes: 'panel=sizes&family=quarter&coupling=1&times=log:0.1:4:10&attach=0',
  information: `panel=information&${small}&coupling=0.5,1`,
  map: `panel=map&${small}&coupling=0.5,1`,
};

/** What is wider than its place: by how much the page is, and the outermost elements that are. */
const tooWide = (page) =>
  page.evaluate(() => {
    const over = document.documentElement.scrollWidth - innerWidth;
    if (over <= 0) return [];
    const scrolls = (element) => element.closest('.table-scroll *, .observables *, .group-summary, .hidden-text') !== null;
    const out = [...document.querySelectorAll('second-law-lab *')].filter(
      (element) => element.getBoundingClientRect().right > innerWidth + 1 && !scrolls(element),
    );
    return [`${over} px`, ...out.map((element) => `${element.localName}.${element.getAttribute('class')}`).slice(0, 12)];
  });

for (const [name, scenario] of Object.entries(WHOLE)) {
  test(`letters of twice the size need no sideways scroll, and no field is smaller than 16 px (${name})`, async () => {
    for (const lang of ['en', 'ja']) {
      const page = await lab.open(`#${scenario}&lang=${lang}`, { viewport: { width: 320, height: 800 } });
      await finished(page);
      const sizes = await page
        .locator('second-law-lab :is(input[type=text], select, textarea)')
        .evaluateAll((all) => all.map((field) => parseFloat(getComputedStyle(field).fontSize)));
      assert.ok(Math.min(...sizes) >= 16, `${Math.min(...sizes)}`);
      await page.evaluate(() => {
        document.documentElement.style.fontSize = '200%';
        document.querySelectorAll('details').forEach((details) => (details.open = true));
      });
      for (const width of [320, 390, 1280]) {
        await page.setViewportSize({ width, height: 800 });
        await page.waitForTimeout(200);
        assert.deepEqual(await tooWide(page), [], `${lang} ${width}`);
      }
      await page.context().close();
    }
  });
}

test('what is found with a preset is its title, and a changed set-up says from what', async () => {
  const page = await lab.open('#preset=disorder&bath=square-2x3&bosons=2');
  await finished(page);
  assert.doesNotMatch(await page.getByRole('heading', { level: 1 }).innerText(), /Even a bumpy bath obeys/);
  const back = page.getByRole('link', { name: /Changed from “Even a bumpy bath obeys”/ });
  await back.click();
  await page.waitForFunction(() => location.hash === '#preset=disorder');
  assert.equal(await page.getByRole('heading', { level: 1 }).innerText(), 'Even a bumpy bath obeys');
  assert.match(await page.title(), /^Even a bumpy bath obeys/);
});

test('the value under the thumb redraws the curve that the lattice shows, and says what is wrong', async () => {
  const page = await lab.open(`#${small}&coupling=0.5,1`, { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });
  await finished(page);
  const field = page.locator('.thumb input[type=text]');
  await field.fill('2');
  await field.press('Enter');
  await page.waitForFunction(() => location.hash.includes('coupling=0.5,2'));
  await field.fill('−0．5');
  await field.press('Enter');
  await page.locator('.thumb [role=alert]').filter({ hasText: 'coupling' }).waitFor();
  assert.equal(await field.getAttribute('aria-invalid'), 'true');
});

test('time is turned round where the film is, with one curve in its colour', async () => {
  const page = await lab.open(`#${small}&coupling=0.5,1`);
  await finished(page);
  const before = await page.locator('.legend .sample line').nth(1).getAttribute('stroke');
  const moment = Number(/t = ([\d.]+)/.exec(await page.locator('.transport-time').innerText())[1]);
  await page.locator('[data-action="reverse"]').click();
  await page.waitForFunction(() => document.querySelector('second-law-lab').state === 'done' && location.hash.includes('panel=reversal'));
  const { scenario } = await finished(page);
  const values = new URLSearchParams(scenario);
  assert.equal(values.get('coupling'), '1');
  assert.ok(Math.abs(Number(values.get('turn')) - moment) < 0.02 * moment + 0.01, `${values.get('turn')} ${moment}`);
  await page.waitForFunction(() => document.querySelectorAll('.legend .curve').length === 1);
  assert.equal(await page.locator('.legend .sample line').first().getAttribute('stroke'), before);
});

test('each part of a value that is wrong is marked until it is right, and is named in words', async () => {
  const page = await lab.open(`#${small}`);
  await finished(page);
  await page.evaluate(() => document.querySelectorAll('details').forEach((details) => (details.open = true)));
  const field = page.locator('.field-bath');
  const [columns, rows] = [field.getByLabel('Columns'), field.getByLabel('Rows')];
  const marked = async () => Promise.all([columns, rows].map((part) => part.getAttribute('aria-invalid')));
  const set = async (part, value) => (await part.fill(value), part.press('Enter'));
  await set(columns, '99');
  await set(rows, 'x');
  assert.equal(await field.getByRole('alert').innerText(), 'Rows: “x” is not a whole number.');
  assert.deepEqual(await marked(), ['true', 'true']);
  await set(columns, '3');
  assert.deepEqual(await marked(), [null, 'true']);
  await set(rows, '2');
  assert.deepEqual(await marked(), [null, null]);
  const times = page.locator('.field-times');
  await set(times.getByLabel('How many'), '1.5');
  assert.equal(await times.getByRole('alert').innerText(), 'How many: “1.5” is not a whole number.');
});

test('on paper a plot leaves room for what is said with it', async () => {
  const page = await lab.open(`#${small}&coupling=0.5,1`);
  await finished(page);
  await page.emulateMedia({ media: 'print' });
  // Looked at in one moment: the plot is drawn again for the paper's width meanwhile.
  const { width, height, ratio } = await page.locator('[data-figure="main"] .plot canvas').evaluate((canvas) => {
    const { width, height } = canvas.getBoundingClientRect();
    return { width, height, ratio: canvas.width / canvas.height };
  });
  assert.ok(height > 100 && height <= (14 / 2.54) * 96 + 1, `${height} px`);
  assert.ok(Math.abs(width / height - ratio) < 0.05 * ratio, 'and is not squeezed');
});
