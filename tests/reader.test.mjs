// The page for every reader: two languages, two themes, a phone's width.
import assert from 'node:assert/strict';
import { after, afterEach, before, test } from 'node:test';
import { finished, openLab } from './support/lab.mjs';

const small = 'bath=square-2x2&bosons=2';
const japanese = /[\u3040-\u30ff\u4e00-\u9fff]/;

let lab;
before(async () => (lab = await openLab()));
afterEach(() => lab.clear());
after(() => lab.close());

const heading = (page) => page.getByRole('heading', { level: 1 }).innerText();
const language = (page) => page.evaluate(() => document.documentElement.lang);

test('the page speaks the browser\'s language', async () => {
  const english = await lab.open(`#${small}`, { locale: 'en-GB' });
  await finished(english);
  assert.equal(await language(english), 'en');
  assert.doesNotMatch(await heading(english), japanese);
  const page = await lab.open(`#${small}`, { locale: 'ja-JP' });
  await finished(page);
  assert.equal(await language(page), 'ja');
  assert.match(await heading(page), japanese);
});

test('the link\'s language goes before the browser\'s', async () => {
  const page = await lab.open(`#${small}&lang=ja`, { locale: 'en-GB' });
  await finished(page);
  assert.equal(await language(page), 'ja');
  assert.match(await heading(page), japanese);
});

test('the language can be switched, and the address keeps it', async () => {
  const page = await lab.open(`#${small}`);
  await finished(page);
  await page.getByRole('button', { name: '日本語' }).click();
  await page.waitForFunction(() => document.documentElement.lang === 'ja');
  assert.match(await heading(page), japanese);
  assert.match(new URL(page.url()).hash, /lang=ja/);
});

/** Relative luminance of the page's background, from 0 (black) to 1 (white). */
const brightness = (page) =>
  page.evaluate(() => {
    const probe = document.createElement('canvas').getContext('2d');
    probe.fillStyle = getComputedStyle(document.body).backgroundColor;
    probe.fillRect(0, 0, 1, 1);
    const [r, g, b] = probe.getImageData(0, 0, 1, 1).data;
    return (0.2126 * r + 0.7152 * g + 0.0722 * b) / 255;
  });

for (const colorScheme of ['light', 'dark']) {
  test(`the page follows the system's ${colorScheme} theme, and the link's before it`, async () => {
    const other = colorScheme === 'light' ? 'dark' : 'light';
    const followed = await lab.open(`#${small}`, { colorScheme });
    const overruled = await lab.open(`#${small}&theme=${other}`, { colorScheme });
    await Promise.all([finished(followed), finished(overruled)]);
    const [first, second] = [await brightness(followed), await brightness(overruled)];
    const [dark, light] = colorScheme === 'dark' ? [first, second] : [second, first];
    assert.ok(dark < 0.2, `${dark}`);
    assert.ok(light > 0.8, `${light}`);
  });
}

for (const width of [320, 390]) {
  for (const lang of ['en', 'ja']) {
    test(`nothing sticks out at ${width} px (${lang})`, async () => {
      const page = await lab.open(`#${small}&lang=${lang}`, { viewport: { width, height: 700 } });
      await finished(page);
      const tooWide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      assert.ok(tooWide <= 0, `${tooWide} px`);
    });
  }
}
