// The address holds the set-up: links, history, and what is copied.
import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, afterEach, before, test } from 'node:test';
import { root } from '../tools/project.mjs';
import { finished, openLab, visit } from './support/lab.mjs';
import { bindings, presets } from './support/module.mjs';

const small = 'bath=square-2x2&bosons=2';
const clipboard = { permissions: ['clipboard-read', 'clipboard-write'] };

let lab;
before(async () => (lab = await openLab()));
afterEach(() => lab.clear());
after(() => lab.close());

const copied = (page) => page.evaluate(() => navigator.clipboard.readText());

test('a link runs its set-up', async () => {
  const page = await lab.open(`#${small}`);
  const { scenario, record } = await finished(page);
  assert.equal(scenario, small);
  assert.equal(record.scenario, small);
  assert.equal(record.bath.sites, 4);
});

test('what says only how the page looks, or where a link was found, costs no set-up: that of the query, of the document', async () => {
  for (const [address, scenario] of [
    [`?${small}#utm_source=x`, small],
    [`?${small}#Echobox=17`, small],
    [`?${small}#embed=plot`, `${small}&embed=plot`],
    ['presets/reversal/#', 'preset=reversal'],
    ['presets/reversal/#top', 'preset=reversal'],
    ['presets/reversal/#hsa_acc=1', 'preset=reversal'],
    ['presets/reversal/#lang=ja', 'preset=reversal&lang=ja'],
    [`presets/reversal/#${small}`, small],
  ]) {
    const page = await lab.open(address);
    assert.equal((await finished(page)).scenario, scenario, address);
    assert.equal(await page.locator('.alert').count(), 0, address);
    await page.context().close();
  }
  // Of a name that nothing has it is told.
  const page = await lab.open(`?${small}#fontsize=12`);
  assert.equal((await finished(page)).scenario, small);
  assert.match(await page.locator('.alert').innerText(), /fontsize=12/);
  // The way to the story is open, from there as well, and another language leaves the reader in it.
  await page.locator('.brand a').click();
  await page.locator('second-law-story h1').waitFor();
  await page.locator('[data-name=story-lang]').click();
  await page.waitForFunction(() => document.documentElement.lang === 'ja');
  await page.reload();
  await page.locator('second-law-story h1').waitFor();
});

test('back and forward return to the set-ups before and after', async () => {
  const page = await lab.open(`#${small}`);
  const first = await finished(page);
  await visit(page, `${small}&repulsion=0.3`);
  await page.goBack();
  await page.waitForFunction((text) => document.querySelector('second-law-lab').scenario === text, small);
  assert.deepEqual((await finished(page)).record, first.record, 'the record from what was kept of the first run');
  await page.goForward();
  await page.waitForFunction((text) => document.querySelector('second-law-lab').scenario === text, `${small}&repulsion=0.3`);
  assert.equal((await finished(page)).record.scenario, `${small}&repulsion=0.3`);
});

test('a burst of keys is one step of the history', async () => {
  const page = await lab.open(`#${small}`);
  await finished(page);
  const before = await page.evaluate(() => history.length);
  const repulsion = page.getByRole('textbox', { name: 'Repulsion in the bath' });
  await repulsion.focus();
  for (let press = 0; press < 6; press += 1) await repulsion.press('ArrowUp');
  await page.waitForFunction(() => document.querySelector('second-law-lab').state === 'done');
  assert.equal(await page.evaluate(() => history.length), before + 1);
  await page.goBack();
  await page.waitForFunction((text) => document.querySelector('second-law-lab').scenario === text, small);
});

test("setting the element's scenario changes the address", async () => {
  const page = await lab.open(`#${small}`);
  await finished(page);
  await page.evaluate((text) => (document.querySelector('second-law-lab').scenario = text), `${small}&repulsion=0.3`);
  await page.waitForFunction((text) => location.hash === `#${text}`, `${small}&repulsion=0.3`);
});

test('the copied link opens the same set-up', async () => {
  const page = await lab.open(`#${small}`, clipboard);
  await finished(page);
  await page.getByRole('button', { name: 'Copy link' }).click();
  await page.waitForFunction(async () => (await navigator.clipboard.readText()) !== '');
  assert.equal(await copied(page), `${lab.address}#${small}`);
});

test('a copy is told of only when it is there', async () => {
  const page = await lab.open('about:blank');
  await page.addInitScript(() => {
    // The empty page before has none in Firefox.
    if (navigator.clipboard) navigator.clipboard.writeText = () => new Promise((resolve) => (window.allow = resolve));
  });
  await page.goto(`${lab.address}#${small}`);
  await finished(page);
  await page.getByRole('button', { name: 'Copy link' }).click();
  await page.waitForFunction(() => window.allow);
  const said = page.locator('.share-said');
  assert.equal(await said.innerText(), '');
  await page.evaluate(() => window.allow());
  await said.getByText('Copied').waitFor();
});

test('where the clipboard is forbidden the text stands ready, selected', async () => {
  const page = await lab.open('about:blank');
  await page.addInitScript(() => {
    // The empty page before has none in Firefox.
    if (navigator.clipboard) navigator.clipboard.writeText = () => Promise.reject(new DOMException('forbidden', 'NotAllowedError'));
  });
  await page.goto(`${lab.address}#${small}`);
  await finished(page);
  await page.getByRole('button', { name: 'Copy link' }).click();
  await page.locator('.share-said').getByText('not available').waitFor();
  const selected = await page.evaluate(() => {
    const { value, selectionStart, selectionEnd } = document.activeElement;
    return value.slice(selectionStart, selectionEnd);
  });
  assert.equal(selected, `${lab.address}#${small}`);
});

test('the dialog makes a frame that can be looked at, and texts for every other place', async () => {
  const page = await lab.open(`?utm_source=news#${small}&fbclid=abc`, clipboard);
  await finished(page);
  const opener = page.getByRole('button', { name: 'Embed and share' });
  await opener.press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Take this set-up elsewhere' });
  const text = () => dialog.getByRole('textbox', { name: 'Text to copy' }).inputValue();
  const choose = (name) => dialog.getByRole('radio', { name, exact: true }).press('Space');
  const inner = async (wanted) => {
    const frame = async () => page.frames().find((each) => wanted.test(each.url()));
    for (let left = 100; !(await frame()); left -= 1) {
      assert.ok(left > 0, `no frame of ${wanted}: ${page.frames().map((each) => each.url())}`);
      await page.waitForTimeout(50);
    }
    return frame();
  };

  await dialog.getByRole('button', { name: 'Copy the text' }).click();
  await dialog.getByText('Copied').waitFor();
  const code = (await copied(page)).replaceAll('&amp;', '&');
  // One frame, and a line of link where a filter takes the frame away; of a campaign nothing.
  const [, src, title, sandbox, href] =
    /^<iframe src="([^"]*)" title="([^"]+)"[^>]* sandbox="([^"]*)"[^>]*><\/iframe>\n<p><a href="([^"]*)">[^<]+<\/a><\/p>$/.exec(code);
  assert.deepEqual([src, href], [`${lab.address}#${small}&embed=plot`, `${lab.address}#${small}`]);
  assert.notEqual(title, '');
  assert.match(sandbox, /allow-scripts/);
  assert.equal((await finished(await inner(/embed=plot$/))).scenario, `${small}&embed=plot`, 'the frame is alive');

  // One slider below the plot runs the set-up again.
  await choose(/one slider: Coupling/);
  const frame = await inner(/embed=slider$/);
  await finished(frame);
  const slider = frame.locator('.thumb input[type=range]').first();
  // One step may be less than the two digits that a value has.
  for (let step = 0; step < 4; step += 1) await slider.press('ArrowLeft');
  await frame.waitForFunction(() => document.querySelector('second-law-lab').scenario.includes('coupling='));
  assert.ok(await frame.evaluate(() => document.scrollingElement.scrollHeight <= innerHeight), 'all of it within the frame');

  // A poster of the reader's own set-up carries its picture.
  await choose('a picture to be pressed');
  assert.match(await text(), /<img [^>]*src="data:image\/svg\+xml/);
  await dialog.getByRole('button', { name: 'Run it here' }).click();
  await inner(/embed=plot$/);

  await choose('the plot');
  await dialog.getByLabel('Language').selectOption('ja');
  await dialog.getByLabel('Colours').selectOption('dark');
  await dialog.getByLabel('Size').selectOption('fixed');
  await dialog.getByLabel('Width in pixels').fill('６４０');
  const address = `${lab.address}#${small}&lang=ja&theme=dark`;
  await page.waitForFunction((wanted) => document.querySelector('.builder textarea').value.includes(wanted), 'エントロピー');
  assert.match(await text(), /lang=ja&amp;theme=dark&amp;embed=plot"[^>]* width="640" height="540"/);
  await dialog.getByLabel('Height in pixels').fill('9');
  await dialog.getByText('from 240 to 4000').waitFor();
  assert.match(await text(), /height="540"/, 'what cannot be taken changes nothing');
  await choose('Link');
  assert.equal(await text(), address);
  await choose('QR code');
  assert.ok(
    await dialog
      .getByRole('img', { name: /QR code/ })
      .locator('path')
      .getAttribute('d'),
  );
  await choose('Safe link');
  const safe = await text();
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'detached' });
  assert.ok(await opener.evaluate((element) => element === document.activeElement), 'the focus goes back');
  await page.goto('about:blank');
  await page.goto(safe);
  assert.equal((await finished(page)).scenario, address.split('#')[1]);
  assert.equal(await page.locator('.mended, .alert').count(), 0, 'a safe link needs no mending');
  lab.forgive(/failed to load/);
});

/** Every link that has been published: crate/lab/tests/links.rs holds what each gives. */
const published = JSON.parse(await readFile(join(root, 'tests/links/published.json'), 'utf8'));

test('every preset and every set-up that a document writes out is among the published links', async () => {
  const canonical = (text) => JSON.parse(bindings.read(text));
  const known = new Set(published.map(({ link }) => canonical(link).text));
  for (const id of presets())
    assert.ok(known.has(canonical(`preset=${id}`).text), `preset=${id}: node tests/links/add.mjs presets preset=${id}`);
  const documents = (await readdir(join(root, 'docs'), { recursive: true }))
    .filter((name) => name.endsWith('.md'))
    .map((name) => `docs/${name}`);
  for (const name of ['README.md', 'README.ja.md', ...documents]) {
    const text = (await readFile(join(root, name), 'utf8')).replaceAll('&amp;', '&');
    for (const [link] of text.matchAll(/\b[a-z]+=[\w.,:-]+(&[a-z-]+=[\w.,:-]+)+/g)) {
      const { text: found, errors } = canonical(link);
      if (errors.length > 0) continue;
      assert.ok(known.has(found), `${name} has ${link}: node tests/links/add.mjs ${name} '${link}'`);
    }
  }
});

test('published links open in a browser with the numbers that they gave', async () => {
  const short = published.filter(
    ({ link, numbers }) => Object.keys(numbers).length > 0 && JSON.parse(bindings.estimate(link, 1)).seconds < 0.5,
  );
  assert.ok(short.length > 4);
  const page = await lab.open(`#${small}`);
  await finished(page);
  for (const { link, numbers } of short.slice(0, 8)) {
    const { record } = await visit(page, link);
    for (const [place, then] of Object.entries(numbers)) {
      const now = place
        .slice(1)
        .split('/')
        .reduce((value, key) => value?.[key], record);
      assert.ok(Math.abs(now - then) <= 1e-9 * Math.max(1, Math.abs(then)), `${place} of ${link}: ${now}, and it was ${then}`);
    }
  }
});

test('a link of a newer version says so, and the last set-up stays whole', async () => {
  const page = await lab.open(`#${small}`);
  await finished(page);
  await page.evaluate(() => (location.hash = 'v=2&bath=square-2x3&bosons=3'));
  await page.locator('.alert').waitFor();
  const { record, scenario } = await finished(page);
  assert.equal(record.bath.sites, 4);
  assert.equal(scenario, small);
  assert.equal(await page.evaluate(() => location.hash), '#v=2&bath=square-2x3&bosons=3', 'what was given is not lost');
  assert.match(await page.locator('.alert').innerText(), /made by a newer version/);
});
