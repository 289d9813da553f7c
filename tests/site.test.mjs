// The site around the page: pictures, gallery, a page for each chapter and preset, and what other sites and search engines read.
import assert from 'node:assert/strict';
import { cp, mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, afterEach, before, test } from 'node:test';
import { loadEngine } from '../tools/engine.mjs';
import { root } from '../tools/project.mjs';
import { entriesOf } from '../tools/site/entries.mjs';
import { balanced } from '../tools/site/lines.mjs';
import { openRaster } from '../tools/site/raster.mjs';
import { buildSite, siteAddress } from '../tools/site/site.mjs';
import { film } from '../tools/site/film.mjs';
import { openFigures } from '../tools/site/figures.mjs';
import { setups, written } from '../tools/site/kit.mjs';
import { openSource } from '../tools/source.mjs';
import { finished, openLab } from './support/lab.mjs';

const langs = ['en', 'ja'];
const dist = join(root, 'dist');
const read = (path) => readFile(join(dist, path), 'utf8');
const texts = Object.fromEntries(
  await Promise.all(langs.map(async (lang) => [lang, JSON.parse(await readFile(join(root, `www/texts/${lang}.json`), 'utf8'))])),
);
const entries = entriesOf(await loadEngine());
const source = await openSource();
const { storyAddress } = await source.load('www/room.ts');
after(() => source.close());
const localized = (lang, path) => (lang === 'en' ? path : `${lang}/${path}`);
const pages = entries.flatMap((entry) => langs.map((lang) => ({ ...entry, lang, place: localized(lang, entry.path) })));

let lab;
const host =
  '<!doctype html><meta charset="utf-8"><title>Host</title><link rel="icon" href="data:,"><iframe src="/lab/#chapter=film"></iframe>';
before(async () => (lab = await openLab({ base: '/lab/', pages: { '/host': host } })));
afterEach(() => lab.clear());
after(() => lab.close());

test('every chapter and preset has a card of 1200 x 630 px and a figure on light and dark paper, in both languages', async () => {
  assert.ok(entries.length >= 8 + 16);
  const seen = new Set();
  for (const { name } of entries) {
    for (const lang of langs) {
      for (const [kind, width, height] of [
        ['card', 1200, 630],
        ['light', 960, 540],
        ['dark', 960, 540],
      ]) {
        const png = await readFile(join(dist, `pictures/${name}-${lang}-${kind}.png`));
        assert.equal(png.toString('latin1', 1, 4), 'PNG');
        assert.deepEqual([png.readUInt32BE(16), png.readUInt32BE(20)], [width, height], `${name} ${lang} ${kind}`);
        assert.ok(png.length > 8000 && png.length < 300_000, `${name} ${lang} ${kind}: ${png.length} bytes`);
        seen.add(png.toString('base64'));
      }
    }
  }
  assert.equal(seen.size, entries.length * langs.length * 3, 'no two are the same');
});

test('the font of the pictures has every sign of the texts and of the charts', async () => {
  const raster = await openRaster();
  const signs = new Set([...JSON.stringify(texts), ...'σβγμφψτωΣΔε′⟨⟩⁻⁰¹²³⁴⁵⁶⁷⁸⁹₀√∝×±≥→ħ−…–']);
  const missing = [...signs].filter((sign) => /[^\s\p{Cc}]/u.test(sign) && raster.width(sign, 10) === 0);
  assert.deepEqual(missing, []);
  assert.equal(raster.width('\u{10ffff}', 10), 0, 'a sign that is missing is seen');
});

test('lines are broken between words and phrases, and are about equally long', () => {
  const width = (line) => line.length;
  assert.deepEqual(balanced('one two three four five six', 16, width), ['one two three', 'four five six']);
  assert.deepEqual(balanced('short', 16, width), ['short']);
  assert.deepEqual(balanced('\u7c92\u5b50\u3092\u6570\u3048\u5fd8\u308c\u308b\u3068', 6, width), [
    '\u7c92\u5b50\u3092',
    '\u6570\u3048\u5fd8\u308c\u308b\u3068',
  ]);
});

test('the words of the site are the same in all languages, and each is used', async () => {
  const own = await Promise.all(langs.map(async (lang) => JSON.parse(await readFile(join(root, `site/texts/${lang}.json`), 'utf8'))));
  for (const words of own) {
    assert.deepEqual(Object.keys(words), Object.keys(own[0]));
    assert.ok(Object.values(words).every((text) => text.trim() !== ''));
  }
  const code = (await Promise.all(['html', 'site', 'about'].map((name) => readFile(join(root, `tools/site/${name}.mjs`), 'utf8')))).join(
    '',
  );
  assert.deepEqual(
    Object.keys(own[0]).filter((key) => !code.includes(`'${key}'`) && !code.includes(`.${key}`)),
    [],
  );
});

test("the kit's words fit together: the same texts, slots and numbers in all languages, none left over", async () => {
  const own = await Promise.all(langs.map(async (lang) => JSON.parse(await readFile(join(root, `site/kit/${lang}.json`), 'utf8'))));
  const numbers = JSON.parse(await readFile(join(root, 'site/kit/numbers.json'), 'utf8'));
  const slots = (text) => (text.match(/\{[^}]+\}/g) ?? []).sort();
  for (const words of own) {
    assert.deepEqual(Object.keys(words), Object.keys(own[0]));
    for (const [key, text] of Object.entries(words)) assert.deepEqual(slots(text), slots(own[0][key]), key);
  }
  const used = new Set(
    Object.values(own[0])
      .flatMap(slots)
      .map((slot) => /[\w-]+/.exec(slot)[0]),
  );
  // Those that only carry a statement in words: crate/lab/tests/kit.rs.
  const silent = ['counted', 'every-below', 'every-least'];
  assert.deepEqual(
    Object.keys(numbers).filter((name) => !used.has(name) && !silent.includes(name)),
    [],
  );
  assert.equal(written(-0.00982, 3, 'en'), '\u22120.010');
  assert.deepEqual([written(1820, 0, 'en'), written(1820, 0, 'ja'), written(53130, 0, 'ja')], ['1,820', '1820', '53,130']);
});

test('each worksheet asks what its answers answer, and each question opens a set-up that is one', async () => {
  const { bindings } = await loadEngine();
  for (const setup of setups) {
    if (storyAddress(setup)) continue;
    const { text, errors } = JSON.parse(bindings.read(setup));
    assert.deepEqual(errors, [], setup);
    assert.deepEqual(JSON.parse(bindings.read(text)).errors, []);
  }
  const counts = { 15: 4, 45: 9, 90: 14 };
  for (const lang of langs) {
    for (const [minutes, count] of Object.entries(counts)) {
      const [sheet, answers] = await Promise.all(
        ['', 'answers/'].map((part) => read(`${localized(lang, `kit/${minutes}/`)}${part}index.html`)),
      );
      const titles = (html) => [...html.matchAll(/class="question"><h2>([^<]+)/g)].map(([, title]) => title);
      assert.equal(titles(sheet).length, count);
      assert.deepEqual(titles(answers), titles(sheet));
      assert.equal(answers.split('class="answer"').length - 1, count);
      assert.doesNotMatch(sheet, /class="answer"/);
      assert.doesNotMatch(sheet + answers, /\{[\w-]+(:\d)?\}|NaN|undefined/);
    }
  }
});

test('a worksheet is printed without its navigation, in black, with room to write', async () => {
  const page = await lab.open('ja/kit/45/', { javaScriptEnabled: false, colorScheme: 'dark' });
  await page.emulateMedia({ media: 'print' });
  assert.equal(await page.locator('nav').isVisible(), false);
  assert.equal(await page.evaluate(() => getComputedStyle(document.body).color), 'rgb(0, 0, 0)');
  assert.equal(await page.evaluate(() => getComputedStyle(document.body).backgroundColor), 'rgb(255, 255, 255)');
  assert.ok((await page.locator('.room').first().boundingBox()).height > 100);
  const address = await page.locator('.try a').nth(4).getAttribute('href');
  await page.goto(new URL(address, page.url()).href);
});

const one = (html, pattern) => pattern.exec(html)?.[1];

test('each page has a title, a sentence and a picture of its own', async () => {
  const titles = new Set();
  for (const { lang, place, name } of pages.filter(({ kind }) => kind !== 'film')) {
    const html = await read(`${place}index.html`);
    assert.equal(one(html, /<html lang="(\w+)"/), lang);
    const [title, description] = [one(html, /<title>([^<]+)/), one(html, /name="description" content="([^"]+)/)];
    assert.ok(description.length > 30, place);
    titles.add(title).add(description);
    assert.match(html, new RegExp(`<h1>[^<]+</h1>[\\s\\S]*${name}-${lang}-light.png[^>]*alt="[^"]{20,}"[\\s\\S]*<p>`), place);
    assert.doesNotMatch(html, /https?:\/\/(?!doi|schema|opensource|arxiv|www\.w3)/, `${place}: no address of a site that nobody named`);
    JSON.parse(one(html, /ld\+json">([\s\S]*?)<\/script>/));
  }
  assert.equal(titles.size, 2 * (pages.length - 2));
});

test('with SITE_URL the pages name their own addresses, cards and frames, and the site map lists every page', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'site-'));
  const site = 'https://example.org/some/lab/';
  try {
    await cp(dist, folder, { recursive: true, filter: (path) => !/\.bin(\.js)?$/.test(path) });
    await buildSite({ site, folder });
    const own = async (address) => {
      assert.ok(address?.startsWith(site), address);
      const path = address.slice(site.length);
      const file = join(folder, path.endsWith('/') || path === '' ? `${path}index.html` : path);
      assert.ok((await stat(file)).isFile(), address);
      return readFile(file);
    };
    for (const { lang, place, kind, setup } of pages) {
      const html = await readFile(join(folder, `${place}index.html`), 'utf8');
      const canonical = one(html, /rel="canonical" href="([^"]+)/);
      assert.equal(canonical, site + place);
      assert.equal(one(html, /og:url" content="([^"]+)/), canonical);
      for (const other of [...langs, 'x-default']) await own(one(html, new RegExp(`hreflang="${other}" href="([^"]+)`)));
      for (const name of ['og:image', 'twitter:image']) {
        const png = await own(one(html, new RegExp(`"${name}" content="([^"]+)`)));
        assert.equal(png.readUInt32BE(16), 1200, name);
      }
      assert.match(html, /twitter:card" content="summary_large_image"/);
      const linked = JSON.parse(one(html, /ld\+json">([\s\S]*?)<\/script>/));
      assert.deepEqual([linked.url, linked.inLanguage], [canonical, lang]);
      const framed = one(html, /type="application\/json\+oembed" href="([^"]+)/);
      assert.equal(framed !== undefined, kind === 'preset', place);
      if (framed === undefined) continue;
      const { version, type, html: frame, width, height, thumbnail_url } = JSON.parse(await own(framed));
      assert.deepEqual([version, type], ['1.0', 'rich']);
      assert.ok(width > 0 && height > 0);
      await own(thumbnail_url);
      assert.equal(one(frame, /src="([^"]+)"/), `${site}#${setup}&amp;lang=${lang}&amp;embed=plot`);
    }
    const map = await readFile(join(folder, 'sitemap.xml'), 'utf8');
    const listed = [...map.matchAll(/<loc>([^<]+)/g)].map(([, address]) => address);
    const documents = (await readdir(folder, { recursive: true })).filter((name) => name.endsWith('index.html'));
    assert.deepEqual(listed.sort(), documents.map((name) => site + name.replace(/index\.html$/, '')).sort());
    assert.match(await readFile(join(folder, 'robots.txt'), 'utf8'), /Sitemap: https:\/\/example\.org\/some\/lab\/sitemap\.xml/);
  } finally {
    await rm(folder, { recursive: true });
  }
});

test('what is no address of a site is refused by name', () => {
  assert.equal(siteAddress(''), '');
  assert.equal(siteAddress('https://example.org'), 'https://example.org/');
  assert.equal(siteAddress('http://localhost:8000/lab'), 'http://localhost:8000/lab/');
  for (const given of ['example.org', 'ftp://example.org/', 'https://example.org/?a=b', 'https://example.org/#a']) {
    assert.throws(() => siteAddress(given), new RegExp(`SITE_URL=${given.replace('?', '\\?')}`), given);
  }
});

for (const lang of langs) {
  for (const colorScheme of ['light', 'dark']) {
    test(`the gallery needs no JavaScript (${lang}, ${colorScheme})`, async () => {
      const page = await lab.open(`${localized(lang, 'gallery/')}`, {
        javaScriptEnabled: false,
        colorScheme,
        viewport: { width: 320, height: 640 },
      });
      const links = await page.locator('.gallery .open').all();
      assert.equal(links.length, entries.length);
      for (const link of links) {
        const image = link.locator('img');
        await image.scrollIntoViewIfNeeded();
        const { width } = await image.boundingBox();
        assert.ok(width > 200 && width <= 320);
        const response = await page.request.get(new URL(await link.getAttribute('href'), page.url()).href);
        assert.equal(response.status(), 200);
      }
      const shown = await page
        .locator('img')
        .evaluateAll((images) => images.map(({ currentSrc, naturalWidth }) => [currentSrc, naturalWidth]));
      for (const [address, width] of shown) {
        assert.equal(width, 960, address);
        assert.ok(address.endsWith(`-${lang}-${colorScheme}.png`), address);
      }
      assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), 320, 'nothing to scroll sideways');
    });
  }
}

test("a preset's page opens the lab with it, in the page's language and at its own address", async () => {
  const page = await lab.open('ja/presets/reversal/');
  const { scenario, state, record } = await finished(page);
  assert.deepEqual([scenario, state], ['preset=reversal', 'done']);
  assert.equal(record.runs.length, 2);
  assert.equal(page.url(), `${lab.address}ja/presets/reversal/`);
  assert.equal(await page.getAttribute('html', 'lang'), 'ja');
  // A set-up in the address goes before the document's.
  await page.goto(`${page.url()}#bath=square-2x2&bosons=2`);
  await page.reload();
  assert.equal((await finished(page)).scenario, 'bath=square-2x2&bosons=2');
  // And the way to the story is open.
  await page.locator('.brand a').click();
  await page.locator('second-law-story h1').waitFor();
});

test("a chapter's page opens the story at that chapter, in the page's language", async () => {
  const page = await lab.open('ja/chapters/5/');
  await page.waitForFunction(() => performance.getEntriesByName('second-law:film').length > 0);
  assert.equal(await page.getAttribute('html', 'lang'), 'ja');
  const title = page.getByRole('heading', { name: texts.ja['story.5.title'] });
  await title.waitFor();
  assert.ok(await title.evaluate((element) => element.getBoundingClientRect().top < innerHeight && scrollY > 0));
});

test('without JavaScript the page of a set-up is a picture and a sentence', async () => {
  for (const [path, key] of [
    ['presets/torus/', 'preset.torus.title'],
    ['ja/chapters/4/', 'story.4.title'],
  ]) {
    const page = await lab.open(path, { javaScriptEnabled: false, viewport: { width: 390, height: 844 } });
    const lang = path.startsWith('ja/') ? 'ja' : 'en';
    assert.equal(await page.locator('h1').innerText(), texts[lang][key].replaceAll('~', '\u00a0'));
    const image = page.locator('main img, article img');
    assert.equal(await image.evaluate(({ naturalWidth }) => naturalWidth), 960);
    const { x, width } = await image.boundingBox();
    assert.ok(x >= 0 && x + width <= 390);
    assert.ok((await page.locator('noscript p').innerText()).length > 20);
  }
});

test('story and lab lead to the gallery, frames do not', async () => {
  const page = await lab.open('#lang=ja');
  await page.locator(`a[href="${lab.address}ja/gallery/"]`).waitFor();
  await page.goto(`${lab.address}presets/second-law/`);
  await page.locator(`footer a[href="${lab.address}gallery/"]`).waitFor();
  await page.goto(new URL('/host', lab.address).href);
  const frame = page.frameLocator('iframe');
  await frame.locator('footer').waitFor();
  assert.equal(await frame.locator('a[href*="/gallery/"]').count(), 0);
});

test('a film is a GIF of six seconds whose pictures differ', async () => {
  const raster = await openRaster();
  const figures = await openFigures(texts, raster);
  try {
    const { figure, alt } = await figures.preset({ name: 'test', pictured: 'bath=square-2x2&bosons=2&coupling=1' });
    assert.ok(alt.en.length > 20 && alt.ja.length > 20);
    const gif = film(figure({}, 'ja', 'light'), raster);
    assert.equal(gif.toString('latin1', 0, 6), 'GIF89a');
    assert.deepEqual([gif.readUInt16LE(6), gif.readUInt16LE(8)], [720, 405]);
    // What stands before each picture: a mark, flags, the time it stands for in hundredths of a second.
    const frames = [...gif.toString('hex').matchAll(/21f904..(....)..002c/g)].filter(({ index }) => index % 2 === 0);
    assert.equal(frames.length, 75);
    const hundredths = frames.reduce((sum, [, delay]) => sum + Buffer.from(delay, 'hex').readUInt16LE(), 0);
    assert.ok(Math.abs(hundredths - 600) < 40, `${hundredths / 100} s`);
    const page = await lab.open('gallery/');
    const sizes = await page.evaluate(async (data) => {
      const decoder = new ImageDecoder({ data: Uint8Array.from(atob(data), (letter) => letter.charCodeAt(0)), type: 'image/gif' });
      const picture = async (frameIndex) => {
        const { image } = await decoder.decode({ frameIndex });
        const canvas = new OffscreenCanvas(image.displayWidth, image.displayHeight);
        canvas.getContext('2d').drawImage(image, 0, 0);
        return [...canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data];
      };
      const [first, last] = [await picture(0), await picture(74)];
      const white = (pixels) => pixels.filter((value, place) => place % 4 !== 3 && value > 250).length / pixels.length;
      return { changed: first.filter((value, place) => value !== last[place]).length, white: white(last) };
    }, gif.toString('base64'));
    assert.ok(sizes.changed > 500, 'what is pointed out has moved');
    assert.ok(sizes.white > 0.5, 'and the paper is still white');
  } finally {
    await figures.close();
  }
});
