// The page as one HTML file: opened from a disk, made by the build and by the page itself.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { launch } from '../tools/browsers.mjs';
import { root } from '../tools/project.mjs';
import { singleFile, withSetup } from '../tools/site/single.mjs';
import { finished, openLab, visit } from './support/lab.mjs';

const timeout = 60_000;
const setup = 'bath=square-2x3&bosons=2&coupling=0.7';

let folder;
before(async () => (folder = await mkdtemp(join(tmpdir(), 'single-'))));
after(() => rm(folder, { recursive: true }));

/** Opens a file of that text from the disk; nothing else may be asked for. */
async function opened(browser, html, hash = '') {
  const path = join(folder, 'file.html');
  await writeFile(path, html);
  const context = await browser.newContext({ locale: 'en-GB' });
  const page = await context.newPage();
  const troubles = [];
  page.on('pageerror', (error) => troubles.push(error.message));
  page.on('console', (message) => ['error', 'warning'].includes(message.type()) && troubles.push(message.text()));
  page.on('request', (request) => {
    if (!/^(blob|data):/.test(request.url()) && !request.url().startsWith(pathToFileURL(path).href)) troubles.push(request.url());
  });
  await page.goto(pathToFileURL(path).href + hash);
  return { page, troubles, close: () => context.close() };
}

for (const name of ['chromium', 'firefox']) {
  test(`from a disk in ${name}: a set-up of its own, another one, and the story`, async () => {
    const html = await readFile(join(root, 'dist/single.html'), 'utf8');
    const browser = await launch(name);
    try {
      const own = await opened(browser, withSetup(html, `${setup}&lang=ja`));
      const { scenario, state, record } = await finished(own.page);
      assert.deepEqual([scenario, state], [`${setup}&lang=ja`, 'done']);
      assert.equal(record.runs[0].coupling, 0.7);
      assert.equal(await own.page.getAttribute('html', 'lang'), 'ja');
      assert.equal((await visit(own.page, 'bath=square-2x2&bosons=1')).state, 'done');
      assert.deepEqual(own.troubles, []);
      await own.close();

      const story = await opened(browser, html);
      await story.page.waitForFunction(() => performance.getEntriesByName('second-law:film').length > 0, undefined, { timeout });
      assert.equal(await story.page.locator('h1').innerText(), 'Why does time run only one way?');
      assert.equal(await story.page.locator('link[rel=manifest], a[href*="gallery"]').count(), 0, 'nothing leads to what is not there');
      assert.deepEqual(story.troubles, []);
      await story.close();
    } finally {
      await browser.close();
    }
  });
}

test('the page hands out the file of its own set-up, which also works from a server', async () => {
  const lab = await openLab({ base: '/lab/' });
  try {
    const page = await lab.open(`#${setup}`, { acceptDownloads: true });
    await finished(page);
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Download as HTML' }).click();
    const html = await readFile(await (await download).path(), 'utf8');
    const single = withSetup(await readFile(join(root, 'dist/single.html'), 'utf8'), setup);
    const carried = `data-setup="${setup.replaceAll('&', '&amp;')}"`;
    assert.equal(html, single.replace(carried, `${carried} data-root="${lab.address}"`), 'and it says where it came from');
    await page.route('**/sent.html', (route) => route.fulfill({ contentType: 'text/html', body: html }));
    await page.goto(new URL('/sent.html', lab.address).href);
    assert.equal((await finished(page)).scenario, setup);
    await lab.clear();
  } finally {
    await lab.close();
  }
});

test("a file's links lead to where it came from, and else nothing of them is a path on the reader's disk", async () => {
  const browser = await launch('chromium');
  const site = 'https://example.org/lab/';
  try {
    const html = withSetup(await readFile(join(root, 'dist/single.html'), 'utf8'), setup);
    for (const [text, link, address] of [
      [html.replace(' data-setup=', ` data-root="${site}" data-setup=`), `${site}#${setup}`, `${site}#${setup}&embed=plot`],
      [html, setup, `file.html#${setup}&embed=plot`],
    ]) {
      const { page, troubles, close } = await opened(browser, text);
      await finished(page);
      await page.evaluate(() => (navigator.clipboard.writeText = async (copied) => void (window.copied = copied)));
      await page.getByRole('button', { name: 'Copy link' }).click();
      assert.equal(await page.evaluate(() => window.copied), link);
      await page
        .locator('.share-said')
        .getByText(link === setup ? 'has no address for others' : 'Copied to the clipboard')
        .waitFor();
      await page.getByRole('button', { name: 'Embed and share' }).click();
      const dialog = page.getByRole('dialog', { name: 'Take this set-up elsewhere' });
      const field = dialog.getByRole('textbox', { name: 'Text to copy' });
      assert.ok((await field.inputValue()).replaceAll('&amp;', '&').includes(`src="${address}"`));
      for (const choice of await dialog.locator('.builder-take').getByRole('radio').all()) {
        await choice.press('Space');
        assert.doesNotMatch(await field.inputValue(), /file:/);
      }
      assert.deepEqual(troubles, []);
      await close();
    }
  } finally {
    await browser.close();
  }
});

test('a set-up that a file carries stays under an address that shows nothing', async () => {
  const browser = await launch('chromium');
  try {
    const html = withSetup(await readFile(join(root, 'dist/single.html'), 'utf8'), setup);
    for (const [hash, scenario] of [
      ['#', setup],
      ['#utm_source=mail', setup],
      ['#embed=plot', `${setup}&embed=plot`],
      ['#preset=reversal', 'preset=reversal'],
    ]) {
      const { page, close } = await opened(browser, html, hash);
      assert.equal((await finished(page)).scenario, scenario, hash);
      await close();
    }
  } finally {
    await browser.close();
  }
});

test('the file of a site names the site in its links', async () => {
  const html = await singleFile(join(root, 'dist'), 'https://example.org/lab/');
  assert.match(html, /<html lang="en" data-root="https:\/\/example\.org\/lab\/">/);
  assert.doesNotMatch(await readFile(join(root, 'dist/single.html'), 'utf8'), /data-root|og:url/);
});

test('npm run build:single writes the file of a set-up, and names what is wrong with one', { timeout: 300_000 }, async () => {
  const path = join(folder, 'made.html');
  const build = (...args) => promisify(execFile)(process.execPath, ['tools/single.mjs', ...args], { cwd: root });
  const { stdout } = await build(setup, '--output', path);
  assert.match(stdout, /wrote .*made\.html \(\d\.\d MB\)/);
  assert.ok((await readFile(path, 'utf8')).includes(`data-setup="${setup.replaceAll('&', '&amp;')}"`));
  await assert.rejects(build('bath=nonsense'), ({ code, stderr }) => code === 1 && /nonsense/.test(stderr));
});
