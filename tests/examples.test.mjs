// The examples, each opened as its reader would; the lab's address in them is that of the built site.
import assert from 'node:assert/strict';
import { mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, afterEach, before, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { buildPackage } from '../tools/package.mjs';
import { root } from '../tools/project.mjs';
import { venv } from '../tools/python.mjs';
import { serve } from '../tools/serve.mjs';
import { withSetup } from '../tools/site/single.mjs';
import { finished, openLab } from './support/lab.mjs';
import { output } from './support/native.mjs';

const timeout = 60_000;

let folder;
let host;
let lab;
before(async () => {
  lab = await openLab({ base: '/lab/' });
  folder = await mkdtemp(join(tmpdir(), 'examples-'));
  const modules = join(folder, 'node_modules');
  await mkdir(modules);
  await symlink(join(root, 'node_modules/reveal.js'), join(modules, 'reveal.js'));
  await buildPackage(join(modules, 'second-law-lab'));
  for (const name of await readdir(join(root, 'examples'))) {
    const text = await readFile(join(root, 'examples', name), 'utf8');
    await writeFile(join(folder, name), text.replaceAll('https://example.org/lab/', lab.address));
  }
  // Browsers ask for one.
  await writeFile(join(folder, 'favicon.ico'), '');
  host = await serve({ folder });
});
afterEach(() => lab.clear());
after(async () => {
  await lab?.close();
  await host?.close();
  await rm(folder, { recursive: true });
});

const open = (name, options) => lab.open(`${host.address}${name}`, options);

/** The frame of that number once it stands. */
async function frame(page, number) {
  const element = page.locator('iframe').nth(number);
  await element.scrollIntoViewIfNeeded();
  const inner = await (await element.elementHandle()).contentFrame();
  await inner.waitForFunction(() => document.querySelector('second-law-lab')?.childElementCount > 0, undefined, { timeout });
  return inner;
}

test('article.html: a slider in a frame, a picture that waits, and frames as tall as they like', async () => {
  const page = await open('article.html', { viewport: { width: 375, height: 700 } });
  const slider = await frame(page, 0);
  assert.equal((await finished(slider)).state, 'done');
  assert.ok(await slider.locator('.thumb input[type=range]').first().isVisible());
  await page.waitForFunction(() => document.querySelector('iframe').style.maxHeight === 'none');
  const poster = await frame(page, 1);
  assert.equal(
    await poster.evaluate(() => document.querySelector('second-law-lab').state ?? 'idle'),
    'idle',
    'nothing runs before it is pressed',
  );
  await poster.locator('[data-action=play]').waitFor();
  assert.equal(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), true);
});

test('two-elements.html: both are computed, and a script drives one', async () => {
  const page = await open('two-elements.html');
  const done = (id) => page.waitForFunction((id) => document.getElementById(id)?.state === 'done', id, { timeout });
  await done('weak');
  await page.locator('#strong').scrollIntoViewIfNeeded();
  await done('strong');
  await page.getByRole('button', { name: 'A larger bath' }).click();
  await page.getByText('84 states').waitFor({ timeout });
  assert.equal(await page.evaluate(() => document.querySelector('#weak').record.runs[0].coupling), 0.2);
});

test('slides.html: the frame computes on its slide and is let go after', async () => {
  const page = await open('slides.html');
  await page.locator('.reveal.ready').waitFor();
  assert.equal(await page.locator('iframe').getAttribute('src'), null, 'before its slide it loads nothing');
  await page.keyboard.press('ArrowRight');
  assert.equal((await finished(await frame(page, 0))).state, 'done');
  // A clicker's keys turn the slide wherever the focus is, and no other window's do.
  const turned = (place) => page.waitForFunction((place) => Reveal.getIndices().h === place, place);
  await page.evaluate(() => window.postMessage({ type: 'second-law-lab:key', version: 1, key: 'PageUp' }, '*'));
  const inner = await frame(page, 0);
  await inner.locator('.plot').first().click();
  await page.keyboard.press('PageUp');
  await turned(0);
  await page.evaluate(() => Reveal.next());
  await finished(await frame(page, 0));
  await (await frame(page, 0)).locator('.plot').first().click();
  await page.keyboard.press('PageDown');
  await turned(2);
  await page.waitForFunction(() => !document.querySelector('iframe').getAttribute('src'));
});

test('wordpress-block.html: a picture that leads to its set-up', async () => {
  const page = await open('wordpress-block.html');
  const size = await page.locator('img').evaluate(async (image) => (await image.decode(), [image.naturalWidth, image.naturalHeight]));
  assert.deepEqual(size, [960, 540]);
  await page.locator('a').first().click();
  await page.waitForURL(`${lab.address}#preset=second-law`);
  await page.waitForFunction(() => document.querySelector('second-law-lab')?.scenario !== undefined);
});

test('frame.ipynb: nbconvert runs it, and the page that it writes has the live lab', async (t) => {
  const python = await venv('notebook');
  if (typeof python === 'string') return t.skip(python);
  // The plain template asks no other site for scripts.
  const args = ['-m', 'nbconvert', '--execute', '--to', 'html', '--template', 'basic', join(folder, 'frame.ipynb')];
  const { code, stderr } = await output(python.command[0], args);
  assert.equal(code, 0, stderr);
  const page = await open('frame.html');
  assert.equal((await finished(await frame(page, 0))).state, 'done');
});

test('the file for WhatsApp opens on a phone, from a disk, by whatever name it came', async () => {
  const [, setup] = /build:single -- '([^']+)'/.exec(await readFile(join(root, 'examples/README.md'), 'utf8'));
  const file = join(folder, 'DOC-20261126-WA0001 (1).html');
  await writeFile(file, withSetup(await readFile(join(root, 'dist/single.html'), 'utf8'), setup));
  const page = await lab.open('about:blank', { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });
  const asked = [];
  page.on('request', (request) => /^https?:/.test(request.url()) && asked.push(request.url()));
  await page.goto(pathToFileURL(file).href);
  await page.waitForFunction(
    () => document.querySelector('second-law-lab')?.scenario !== undefined && document.querySelector('.lab .share'),
    undefined,
    { timeout },
  );
  assert.match(await page.evaluate(() => document.querySelector('second-law-lab').scenario), /preset=reversal/);
  // Its own dialog gives texts too; it has no site to show a frame of.
  await page.getByRole('button', { name: 'Embed and share' }).click();
  await page.getByText('This page is a file').waitFor();
  assert.deepEqual(asked, []);
  lab.forgive(/third party/);
});
