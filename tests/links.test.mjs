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

test('the copied embed code is a frame with the same set-up', async () => {
  const page = await lab.open(`#${small}`, clipboard);
  await finished(page);
  await page.getByRole('button', { name: 'Copy embed code' }).click();
  await page.waitForFunction(async () => (await navigator.clipboard.readText()) !== '');
  const frame = await page.evaluate(async () => {
    const code = document.createElement('template');
    code.innerHTML = await navigator.clipboard.readText();
    const { children } = code.content;
    const [frame] = children;
    return { count: children.length, tag: frame.tagName, src: frame.src, title: frame.title, sandbox: frame.sandbox.value };
  });
  assert.equal(frame.count, 1);
  assert.equal(frame.tag, 'IFRAME');
  assert.notEqual(frame.title, '');
  const { origin, pathname, hash } = new URL(frame.src);
  assert.equal(`${origin}${pathname}`, lab.address);
  assert.match(hash, /[#&]embed=(plot|full)/);
  assert.ok(hash.includes(small), hash);
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
