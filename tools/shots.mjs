// npm run shots -- [--output FOLDER] [--only TEXT] [--sheet]: screenshots of every chapter, preset, size, theme, language, stage and frame, and of
// the pages around, in a folder of the system's own for temporary files unless another is named. --sheet writes a contact sheet of some of
// them to docs/shots.png.
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { launch } from './browsers.mjs';
import { build } from './build.mjs';
import { loadEngine } from './engine.mjs';
import { languages, main, root } from './project.mjs';
import { serve } from './serve.mjs';
import { entriesOf } from './site/entries.mjs';
import { openRaster } from './site/raster.mjs';

/** Width, height, and whether a finger points. */
const SIZES = {
  small: [320, 640, true],
  phone: [390, 844, true],
  landscape: [844, 390, true],
  tablet: [768, 1024, true],
  laptop: [1280, 800, false],
  projector: [1920, 1080, false],
};
const FRAMES = { smallest: [320, 240], narrow: [320, 420], article: [700, 520], wide: [1200, 675] };

const pages = ['gallery/', 'kit/', 'kit/45/', 'kit/45/answers/', 'kit/method/'];

/** Everything there is to see: `{ name, path, hash, width, height, touch, theme, lang }`. */
function views({ bindings }, langs) {
  const entries = entriesOf({ bindings });
  const hashes = entries.filter(({ kind }) => kind !== 'film').map(({ name, setup }) => ({ name, hash: setup }));
  const everything = [{ name: 'film', hash: '' }, ...hashes];
  const list = [];
  const add = (view) => list.push({ theme: 'light', lang: 'en', path: '', touch: false, ...view });
  for (const { name, hash } of everything) {
    for (const [size, [width, height, touch]] of Object.entries(SIZES)) {
      for (const lang of langs) {
        // Dark on every other size, so that each is seen on both papers in one of the languages.
        const dark = (Object.keys(SIZES).indexOf(size) + langs.indexOf(lang)) % 2 === 1;
        add({ name: `${name}-${size}`, hash, width, height, touch, lang, theme: dark ? 'dark' : 'light' });
      }
    }
  }
  const framed = [{ name: 'film', hash: 'chapter=film' }, ...hashes.filter(({ hash }) => hash.startsWith('preset='))];
  for (const { name, hash } of framed) {
    for (const [frame, [width, height]] of Object.entries(FRAMES)) {
      for (const embed of ['plot', 'poster'])
        add({ name: `${name}-${embed}-${frame}`, hash: `${hash}&embed=${embed}`, width, height, framed: true });
    }
  }
  for (const lang of langs) {
    const [width, height] = SIZES.projector;
    add({ name: 'film-stage', hash: 'stage=1', width, height, lang });
    for (const { name, hash } of hashes.filter(({ hash }) => hash.startsWith('preset=')))
      add({ name: `${name}-stage`, hash: `${hash}&stage=1`, width, height, lang, theme: lang === 'en' ? 'light' : 'dark' });
    for (const path of pages) {
      for (const size of ['small', 'laptop']) {
        const [width, height, touch] = SIZES[size];
        for (const theme of ['light', 'dark']) {
          add({
            name: `${path.replaceAll('/', '-')}${size}`,
            path: lang === 'en' ? path : `${lang}/${path}`,
            hash: '',
            width,
            height,
            touch,
            lang,
            theme,
          });
        }
      }
    }
  }
  return list;
}

/** Waits until what was asked for has been computed, or something stands there that says why not. */
const settled = (page) =>
  page.waitForFunction(
    () => {
      const lab = document.querySelector('second-law-lab');
      if (lab) return ['done', 'failed', 'cancelled', 'idle'].includes(lab.state) && performance.now() > 800;
      return !document.querySelector('second-law-story') || performance.getEntriesByName('second-law:film').length > 0;
    },
    undefined,
    { timeout: 180_000 },
  );

async function shoot(browser, address, { path, hash, width, height, touch, theme, lang, framed }) {
  const context = await browser.newContext({
    viewport: { width, height },
    hasTouch: touch,
    isMobile: touch,
    colorScheme: theme,
    locale: { en: 'en-GB', ja: 'ja-JP' }[lang],
    // The last picture of a film, which does not depend on when it is taken.
    reducedMotion: 'reduce',
  });
  try {
    const page = await context.newPage();
    const target = `${address}${path}${hash && `#${hash}`}`;
    if (framed) {
      await page.goto(`${address}host.html`);
      await page.setContent(
        `<!doctype html><style>*{margin:0;border:0}</style><iframe src="${target.replaceAll('&', '&amp;')}" width="${width}" height="${height}"></iframe>`,
      );
      const frame = await (await page.waitForSelector('iframe')).contentFrame();
      await frame.waitForLoadState();
      await settled(frame);
    } else {
      await page.goto(target);
      await settled(page);
    }
    await page.waitForTimeout(300);
    return await page.screenshot();
  } finally {
    await context.close();
  }
}

/** Some of the views, small, beside each other. */
const SHEET = [
  ['film-laptop', 'en'],
  ['chapter-4-laptop', 'ja'],
  ['chapter-5-laptop', 'en'],
  ['second-law-laptop', 'en'],
  ['weak-eth-laptop', 'ja'],
  ['light-cone-laptop', 'en'],
  ['film-phone', 'ja'],
  ['second-law-phone', 'en'],
  ['reversal-phone', 'ja'],
  ['film-stage', 'en'],
  ['second-law-stage', 'ja'],
  ['film-plot-article', 'en'],
  ['gallery-laptop', 'ja'],
  ['kit-45-laptop', 'en'],
];

async function contactSheet(shots) {
  const [height, gap, most] = [220, 12, 1500];
  let [x, y] = [gap, gap];
  const images = shots.map(({ png, width, height: tall }) => {
    const shown = (height * width) / tall;
    if (x + shown + gap > most) [x, y] = [gap, y + height + gap];
    const image = `<image x="${x}" y="${y}" width="${shown}" height="${height}" href="data:image/png;base64,${png.toString('base64')}"/>`;
    x += shown + gap;
    return image;
  });
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${most} ${y + height + gap}"><rect width="100%" height="100%" fill="#9aa3ad"/>${images.join('')}</svg>`;
  return (await openRaster()).png(svg, most);
}

await main(async (args) => {
  const options = { output: { type: 'string', short: 'o' }, only: { type: 'string' }, sheet: { type: 'boolean', default: false } };
  const { values } = parseArgs({ args, options });
  const folder = values.output ?? join(tmpdir(), 'second-law-lab-shots');
  await build();
  await mkdir(folder, { recursive: true });
  const sheet = ({ name, lang, theme }) =>
    SHEET.some(([wanted, own]) => wanted === name && own === lang) && (theme === 'light' || !/gallery|kit/.test(name));
  const wanted = views(await loadEngine(), await languages()).filter((view) =>
    values.sheet ? sheet(view) : !values.only || view.name.includes(values.only),
  );
  const file = ({ name, lang, theme }) => join(folder, `${name}-${lang}-${theme}.png`);
  const server = await serve();
  const browser = await launch('chromium');
  try {
    for (const [place, view] of wanted.entries()) {
      try {
        await writeFile(file(view), await shoot(browser, server.address, view));
        console.log(`${place + 1} of ${wanted.length}: ${file(view)}`);
      } catch (error) {
        console.error(`${file(view)}: ${error.message}`);
        process.exitCode = 1;
      }
    }
  } finally {
    await browser.close();
    await server.close();
  }
  if (!values.sheet) return;
  const order = ({ name }) => SHEET.findIndex(([wanted]) => wanted === name);
  const shots = wanted.sort((a, b) => order(a) - order(b)).map(async (view) => ({ ...view, png: await readFile(file(view)) }));
  await writeFile(join(root, 'docs/shots.png'), await contactSheet(await Promise.all(shots)));
});
