// The page for every reader: two languages, two themes, a phone's width.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, afterEach, before, test } from 'node:test';
import { root } from '../tools/project.mjs';
import { finished, openLab, textsLoaded } from './support/lab.mjs';

const small = 'bath=square-2x2&bosons=2';
const japanese = /[\u3040-\u30ff\u4e00-\u9fff]/;

/** A page of someone else's with an element in each language. */
async function bothLanguages() {
  const html = await readFile(join(root, 'dist/index.html'), 'utf8');
  const elements = ['en', 'ja'].map((lang) => `<second-law-lab lang="${lang}" scenario="${small}"></second-law-lab>`);
  return html.replace(/<second-law-story[\s\S]*<\/second-law-story>/, elements.join(''));
}

let lab;
before(async () => (lab = await openLab({ pages: { '/both': await bothLanguages() } })));
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
  assert.deepEqual(await textsLoaded(page), ['ja'], 'and no other is loaded');
});

test('the language can be switched, and the address keeps it', async () => {
  const page = await lab.open(`#${small}`);
  await finished(page);
  await page.getByRole('button', { name: '日本語' }).click();
  await page.waitForFunction(() => document.documentElement.lang === 'ja');
  assert.match(await heading(page), japanese);
  assert.match(new URL(page.url()).hash, /lang=ja/);
});

for (const [lang, other, locale] of [['en', 'ja', 'en-GB'], ['ja', 'en', 'ja-JP']]) {
  test(`only the texts in use are loaded, and the others once they are wanted (${lang})`, async () => {
    const page = await lab.open(`#${small}`, { locale });
    await finished(page);
    assert.deepEqual(await textsLoaded(page), [lang]);
    for (const next of [other, lang, other]) {
      await page.locator('[data-name=lang]').click();
      await page.waitForFunction((next) => document.documentElement.lang === next, next);
      assert.deepEqual(await textsLoaded(page), [lang, other]);
    }
  });
}

test('the language is switched while a run goes on, which keeps what it has, as does the keyboard its place', async () => {
  const page = await lab.open('#bath=square-4x4&bosons=6&times=lin:0:2000:400');
  const state = () => page.evaluate(() => document.querySelector('second-law-lab').state);
  await page.getByRole('button', { name: 'Cancel' }).waitFor();
  const starts = () => page.evaluate(() => performance.getEntriesByName('second-law:run-start').length);
  const before = await starts();
  await page.locator('[data-name=lang]').focus();
  await page.keyboard.press('Enter');
  await page.waitForFunction(() => document.documentElement.lang === 'ja');
  assert.equal(await page.evaluate(() => document.activeElement.dataset.name), 'lang');
  assert.match(await heading(page), japanese);
  assert.equal(await state(), 'running');
  assert.equal(await starts(), before);
  await page.getByRole('button', { name: '中止' }).click();
  await page.waitForFunction(() => document.querySelector('second-law-lab').state === 'cancelled');
});

test('elements of both languages stand on one page', async () => {
  const page = await lab.open('/both');
  const done = () => [...document.querySelectorAll('second-law-lab')].every(({ state }) => state === 'done');
  await page.waitForFunction(done);
  const [english, translated] = await page.getByRole('heading', { level: 1 }).allInnerTexts();
  assert.doesNotMatch(english, japanese);
  assert.match(translated, japanese);
});

for (const [lang, said, again] of [
  ['en', /texts of this page could not be loaded/, 'Try again'],
  ['ja', /このページの文章を読み込めませんでした/, 'やり直す'],
]) {
  test(`texts that cannot be loaded are missed in words, and can be asked for again (${lang})`, async () => {
    const page = await lab.open('about:blank');
    // The host answers, but not with the file.
    await page.route('**/*.json.js', (route) => route.fulfill({ contentType: 'text/javascript', body: '' }));
    await page.goto(`${lab.address}#${small}&lang=${lang}`);
    const alert = page.getByRole('alert');
    await alert.waitFor();
    assert.match(await alert.innerText(), said);
    await page.unroute('**/*.json.js');
    await alert.getByRole('button', { name: again }).click();
    assert.equal((await finished(page)).state, 'done');
    assert.equal(await alert.locator('visible=true').count(), 0);
  });
}

test('a language that cannot be loaded leaves the page in its own', async () => {
  const page = await lab.open(`#${small}`);
  const { record } = await finished(page);
  await page.route('**/*.json.js', (route) => route.fulfill({ contentType: 'text/javascript', body: '' }));
  await page.locator('[data-name=lang]').click();
  const alert = page.getByRole('alert').filter({ hasText: 'このページの文章' });
  await alert.waitFor();
  assert.equal(await language(page), 'en');
  await page.unroute('**/*.json.js');
  await alert.getByRole('button').click();
  await page.waitForFunction(() => document.documentElement.lang === 'ja');
  assert.match(await heading(page), japanese);
  assert.deepEqual((await finished(page)).record, record);
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

/** Presses a term by keyboard, reads what it says and closes it again. */
async function explained(page, term) {
  const button = page.locator('.term', { hasText: term }).first();
  const note = page.locator(`[id="${await button.getAttribute('aria-controls')}"]`);
  assert.equal(await note.getAttribute('role'), 'status', 'what it says is read out');
  await button.focus();
  await page.keyboard.press('Enter');
  const onScreen = (id) => {
    const element = document.getElementById(id);
    const { left, right, top, bottom } = element.getBoundingClientRect();
    return element.textContent.length > 40 && left >= 0 && top >= 0 && right <= innerWidth && bottom <= innerHeight;
  };
  await page.waitForFunction(onScreen, await note.getAttribute('id'));
  assert.equal(await button.getAttribute('aria-expanded'), 'true');
  const said = await note.innerText();
  await page.keyboard.press('Escape');
  assert.ok(await note.isHidden());
  assert.ok(await button.evaluate((element) => element === document.activeElement));
  return said;
}

for (const [lang, terms, panels] of [
  [
    'en',
    ['four particles', 'surroundings', 'one single state', 'entropy', 'temperature', 'finite speed', 'just like warm equilibrium', 'fluctuation theorem'],
    ['bosons', 'bath', 'energy eigenstate', 'entropy production', 'temperature', 'Lieb–Robinson', 'ETH', 'fluctuation theorem'],
  ],
  [
    'ja',
    ['4つの粒子', 'まわり', 'ただ1つの状態', 'エントロピー', '温度', '限られた速さ', '温かい熱平衡', 'ゆらぎの定理'],
    ['ボソン', '熱浴', 'エネルギー固有状態', 'エントロピー生成', '温度', 'リーブ・ロビンソン', 'ETH', 'ゆらぎの定理'],
  ],
]) {
  test(`eight terms are explained on tap and by keyboard, in the story and in the lab (${lang})`, async () => {
    const page = await lab.open(`#lang=${lang}`, { viewport: { width: 320, height: 640 } });
    await page.locator('second-law-story .term').first().waitFor();
    const asides = () => page.evaluate(() => performance.getEntriesByType('resource').filter(({ name }) => name.includes('.aside.')).length);
    assert.equal(await asides(), 0, 'their explanations come on demand');
    const [story, inLab] = [new Set(), new Set()];
    for (const term of terms) story.add(await explained(page, term));
    assert.equal(story.size, 8);
    await page.evaluate((hash) => (location.hash = hash), `panel=fluctuation&${small}&lang=${lang}`);
    await finished(page);
    await page.evaluate(() => document.querySelectorAll('.notes details').forEach((details) => (details.open = true)));
    for (const term of panels) inLab.add(await explained(page, term));
    assert.deepEqual(inLab, story, 'the same ones');
    assert.equal(await asides(), 1);
  });
}
