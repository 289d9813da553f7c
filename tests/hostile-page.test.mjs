// What a link, a file, an attribute or a message may not do to the page: run, load or show anything of its own.
import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, afterEach, before, test } from 'node:test';
import { root } from '../tools/project.mjs';
import { hostileTexts, injections } from './support/hostile.mjs';
import { finished, openLab, visit } from './support/lab.mjs';
import { bindings } from './support/module.mjs';

const small = 'bath=square-2x2&bosons=2';
/** What keeps a link's run short, whatever else stands in it. */
const short = 'bath=square-2x2&bosons=2&coupling=1&times=lin:0:1:3&samples=1&family=none';
const schema = JSON.parse(bindings.schema()).parameters;
const quick = (text) => JSON.parse(bindings.estimate(text, 1)).seconds < 0.05;

let lab;
before(async () => (lab = await openLab()));
afterEach(() => lab.clear());
after(() => lab.close());

/** Everything in the document that could run or load something, and what scripts of a link would have left. */
const traces = (page) =>
  page.evaluate(() => {
    const all = [...document.querySelectorAll('*')];
    const loading = ['href', 'xlink:href', 'src', 'srcset', 'data', 'action', 'formaction', 'style'];
    const handlers = all.flatMap((element) => [...element.attributes].filter(({ name }) => /^on/i.test(name)).map(({ name }) => name));
    const addresses = all.flatMap((element) =>
      [...element.attributes].filter(({ name, value }) => loading.includes(name) && /^\s*javascript:|third-party/i.test(value)),
    );
    const count = (name) => document.querySelectorAll(name).length;
    return {
      hacked: window.hacked ?? null,
      handlers,
      addresses: addresses.map(({ name, value, ownerElement }) => `${ownerElement.localName} ${name}=${value}`),
      embedded: ['iframe', 'object', 'embed', 'base', 'meta[http-equiv=refresh]'].map(count),
      // The page's own come from files; what stands in the document is data.
      scripts: [...document.scripts].filter(({ src, type }) =>
        src ? new URL(src).origin !== location.origin : !/^application\/(ld\+)?json$/.test(type),
      ).length,
    };
  });

const clean = { hacked: null, handlers: [], addresses: [], embedded: [0, 0, 0, 0, 0], scripts: 0 };

test('two hundred links run, load and show nothing of their own', async () => {
  const page = await lab.open(`#${small}`);
  await finished(page);
  const placed = injections.flatMap((text) => [
    text,
    `bosons=${text}`,
    `${text}=1`,
    `preset=${text}`,
    `hide=${text}`,
    `${short}&lang=${text}`,
  ]);
  // So little that all of it is rounded away, in the picture too.
  placed.push(`${short}&disorder=5e-324`);
  const generated = [];
  for (const { text } of hostileTexts(schema, 100_000, 3)) {
    if (generated.length + placed.length >= 200) break;
    if (quick(text)) generated.push(text);
  }
  for (const text of [...placed, ...generated]) {
    // A text that no address can hold is one that no link has.
    await page.evaluate((text) => (location.hash = text), text.toWellFormed?.() ?? text);
    await page.waitForFunction(() => document.querySelector('second-law-lab, second-law-story') !== null);
    assert.deepEqual(await traces(page), clean, text);
  }
  assert.ok(placed.length + generated.length >= 200);
  assert.equal((await visit(page, `${small}&beta=0.2`)).state, 'done', 'and the next link runs');
});

test('hostile links that a page is opened with are no different', async () => {
  for (const text of injections) {
    const page = await lab.open('about:blank');
    await page.goto(`${lab.address}#${short}&bosons=${encodeURIComponent(text)}&${encodeURIComponent(text)}`);
    await finished(page);
    assert.deepEqual(await traces(page), clean, text);
    await page.close();
  }
});

test('files that are no records are named as such, and what stands in one does not run', async () => {
  const page = await lab.open(`#${small}`);
  await finished(page);
  const file = page.locator('input[type=file]');
  const give = (text) => file.setInputFiles({ name: 'record.json', mimeType: 'application/json', buffer: Buffer.from(text) });
  const nested = '['.repeat(100_000) + ']'.repeat(100_000);
  for (const text of ['', 'null', '5', '[]', '{', '\ufeff{}', '{"scenario":5}', '{"scenario":{}}', nested, 'x'.repeat(5_000_000)]) {
    const said = page.locator('.share-said');
    await said.evaluate((element) => (element.textContent = ''));
    await give(text);
    await said.getByText('not a record').waitFor();
    assert.deepEqual(await traces(page), clean);
  }
  for (const injection of injections) {
    const beta = `beta=0.${11 + injections.indexOf(injection)}`;
    const scenario = `${small}&${beta}&hide=${injection}`;
    await give(
      JSON.stringify({ scenario, runs: injection, ['__proto__']: { hacked: 1 } }).replace('"runs"', '"__proto__":{"hacked":1},"runs"'),
    );
    // Of characters that are not seen nothing is left to be named.
    const named = page.locator('.alert').getByText('hide').or(page.locator('.mended'));
    await named.first().waitFor();
    await page.waitForFunction((beta) => document.querySelector('second-law-lab').scenario.includes(beta), beta.replace(/0$/, ''));
    assert.deepEqual(await traces(page), clean, injection);
  }
  assert.equal((await visit(page, `${small}&beta=0.9`)).state, 'done');
});

test('attributes and messages of a host are text and nothing else', async () => {
  const page = await lab.open(`#${small}`);
  await finished(page);
  for (const injection of injections) {
    await page.evaluate((injection) => {
      const element = document.querySelector('second-law-lab');
      for (const name of ['scenario', 'lang', 'theme', 'embed']) element.setAttribute(name, injection);
      for (const data of [injection, { type: 'scenario', scenario: injection, text: injection }, [injection], null, { __proto__: null }]) {
        window.postMessage(data, '*');
      }
    }, injection);
    await page.waitForTimeout(20);
    assert.deepEqual(await traces(page), clean, injection);
  }
  await page.evaluate((scenario) => {
    const element = document.querySelector('second-law-lab');
    for (const name of ['lang', 'theme', 'embed']) element.removeAttribute(name);
    element.setAttribute('scenario', scenario);
  }, `${small}&beta=0.3`);
  await page.waitForFunction((text) => document.querySelector('second-law-lab').scenario === text, `${small}&beta=0.3`);
  assert.equal((await finished(page)).state, 'done');
});

test('no text is ever read as HTML or as a program', async () => {
  const forbidden =
    /\b(innerHTML|outerHTML|insertAdjacentHTML|setHTMLUnsafe|srcdoc|DOMParser|document\.write|createContextualFragment|eval\(|new Function)/;
  for (const folder of ['www', 'site']) {
    for (const name of await readdir(join(root, folder), { recursive: true })) {
      if (!/\.[jt]s$/.test(name) || name.startsWith('pkg')) continue;
      assert.doesNotMatch(await readFile(join(root, folder, name), 'utf8'), forbidden, `${folder}/${name}`);
    }
  }
});
