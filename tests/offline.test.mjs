// The site without a network: after one visit, after an update, and what keeps out of the way.
import assert from 'node:assert/strict';
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, afterEach, before, test } from 'node:test';
import { root } from '../tools/project.mjs';
import { worker } from '../tools/site/install.mjs';
import { serve } from '../tools/serve.mjs';
import { finished, openLab } from './support/lab.mjs';

const small = '#bath=square-2x2&bosons=2';
const timeout = 60_000;

let lab;
let folder;
let site;
before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'offline-'));
  await cp(join(root, 'dist'), folder, { recursive: true });
  lab = await openLab({
    base: '/lab/',
    pages: { '/host': '<!doctype html><title>Host</title><link rel="icon" href="data:,"><iframe src="/lab/"></iframe>' },
  });
  site = await serve({ folder, base: '/some/path/' });
});
afterEach(() => lab.clear());
after(async () => {
  await lab.close();
  await site.close();
  await rm(folder, { recursive: true });
});

/** Opens the site and waits until its worker has everything. */
async function visited(path = '') {
  const page = await lab.open(`${site.address}${path}`);
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null, undefined, { timeout });
  return page;
}

test('after one visit story and lab open without a network, in both languages', async () => {
  const page = await visited(small);
  await page.context().setOffline(true);
  await page.reload();
  assert.equal((await finished(page)).state, 'done');
  await page.goto(`${site.address}#chapter=2&lang=ja`);
  await page.reload();
  await page.waitForFunction(() => performance.getEntriesByName('second-law:film').length > 0, undefined, { timeout });
  assert.equal(await page.getAttribute('html', 'lang'), 'ja');
  // A page that has not been visited is not there, and says so as every missing page does.
  await assert.rejects(page.goto(`${site.address}gallery/`));
  lab.forgive(/gallery/);
});

test('after an update the next visit shows the new page, and the old store is gone', async () => {
  const page = await visited(small);
  const stores = () => page.evaluate(() => caches.keys());
  const [before] = await stores();
  const index = join(folder, 'index.html');
  const html = await readFile(index, 'utf8');
  await writeFile(index, html.replace(/<title>[^<]*/, '<title>Updated'));
  await writeFile(join(folder, 'sw.js'), await worker(folder));
  const titled = () => fetch('./').then((response) => response.text());
  assert.match(await page.evaluate(titled), /<title>Updated/, 'from the network');
  await page.evaluate(() => navigator.serviceWorker.getRegistration().then((registration) => registration.update()));
  await page.waitForFunction(() => navigator.serviceWorker.getRegistration().then(({ waiting }) => waiting !== null), undefined, {
    timeout,
  });
  assert.ok((await stores()).includes(before), 'the open page keeps its files');
  // Once the last page of the old worker is gone, the new one takes over.
  const context = page.context();
  await page.goto('about:blank');
  const again = await context.newPage();
  await again.goto(`${site.address}${small}`);
  await again.waitForFunction((before) => caches.keys().then((names) => !names.includes(before)), before, { timeout });
  await context.setOffline(true);
  await again.reload();
  assert.match(await again.evaluate(titled), /<title>Updated/, 'from the store');
  await writeFile(index, html);
});

test('in a frame no worker is asked for', async () => {
  const page = await lab.open(new URL('/host', lab.address).href);
  await page.frameLocator('iframe').locator('h1').waitFor();
  await page.waitForTimeout(6500);
  assert.equal(await page.evaluate(() => navigator.serviceWorker.getRegistrations().then(({ length }) => length)), 0);
});

test('the site can be installed: manifest, name and icons are there', async () => {
  const page = await lab.open('gallery/');
  await page.goto(lab.address);
  const address = await page.locator('link[rel=manifest]').evaluate(({ href }) => href);
  const manifest = await (await page.request.get(address)).json();
  assert.equal(new URL(manifest.start_url, address).href, lab.address);
  assert.equal(new URL(manifest.scope, address).href, lab.address);
  assert.equal(manifest.display, 'standalone');
  for (const { src, sizes, type } of manifest.icons) {
    const icon = await (await page.request.get(new URL(src, address).href)).body();
    assert.equal(type, 'image/png');
    assert.equal(`${icon.readUInt32BE(16)}x${icon.readUInt32BE(20)}`, sizes);
  }
  assert.ok(manifest.icons.some(({ purpose }) => purpose === 'maskable'));
  assert.ok(manifest.icons.some(({ sizes }) => sizes === '512x512'));
  const session = await page.context().newCDPSession(page);
  const { errors } = await session.send('Page.getAppManifest');
  assert.deepEqual(errors, []);
});
