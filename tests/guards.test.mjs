// Whatever a link, a host page or the module itself does, the reader sees the page and a message by name.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, afterEach, before, test } from 'node:test';
import { root } from '../tools/project.mjs';
import { finished, openLab, visit } from './support/lab.mjs';

const small = 'bath=square-2x2&bosons=2';

let lab;
before(async () => {
  const [, script] = /<script defer src="\.\/([^"]+)"/.exec(await readFile(join(root, 'dist/index.html'), 'utf8'));
  const head = `<!doctype html><meta charset="utf-8"><title>Host</title><link rel="icon" href="data:,"><script defer src="/lab/${script}"></script>`;
  const unknownEmbed = `${head}<second-law-lab scenario="bath=square-2x2&amp;bosons=2" embed="anything"></second-law-lab>`;
  lab = await openLab({ base: '/lab/', pages: { '/unknown-embed': unknownEmbed } });
});
afterEach(() => lab.clear());
after(() => lab.close());

const alerts = (page) => page.locator('.alert').allInnerTexts();

/** Lets the module's function of this name fail once, as a panic does. */
const breakOnce = (page, name) => page.evaluate((name) => (window.broken = name), name);

/** Opens a page whose module can be broken. */
async function breakable(hash) {
  const page = await lab.open('about:blank');
  await page.addInitScript(() => {
    const { get } = Object.getOwnPropertyDescriptor(WebAssembly.Instance.prototype, 'exports');
    const wrapped = new WeakMap();
    const wrap = (exports) =>
      Object.fromEntries(
        Object.entries(exports).map(([name, value]) => {
          if (typeof value !== 'function') return [name, value];
          const call = (...args) => {
            if (window.broken !== name) return value(...args);
            window.broken = null;
            throw new WebAssembly.RuntimeError('unreachable');
          };
          return [name, call];
        }),
      );
    Object.defineProperty(WebAssembly.Instance.prototype, 'exports', {
      get() {
        if (!wrapped.has(this)) {
          window.instances = (window.instances ?? 0) + 1;
          wrapped.set(this, wrap(get.call(this)));
        }
        return wrapped.get(this);
      },
    });
  });
  await page.goto(`${lab.address}#${hash}`);
  return page;
}

for (const hash of [
  'panel=sizes&attach=12',
  'panel=sizes&family=half&attach=12',
  'preset=integrable-chain&panel=sizes&attach=11',
  'panel=eth&family=half&attach=3',
]) {
  test(`a family that does not go with the attached site is named: ${hash}`, async () => {
    const page = await lab.open(`#${hash}&times=log:0.1:1:4`);
    await page.locator('.plot').waitFor();
    const [said] = await alerts(page);
    assert.match(said, /family=\S+ is not possible; allowed: none, since \S+ has no site at the place of attach=\d+/);
    assert.doesNotMatch(
      await page.evaluate(() => document.querySelector('second-law-lab').scenario),
      /attach|panel|family/,
      'no mixture that nobody asked for',
    );
  });
}

test('a panel that the set-up cannot enter says why, and everything is as before', async () => {
  const hash = 'attach=12&times=log:0.1:1:4';
  const page = await lab.open(`#${hash}`);
  await finished(page);
  await page.locator('[data-name="panel"]').selectOption('sizes');
  const [said] = await alerts(page);
  assert.match(said, /family=sides is not possible; allowed: none/);
  const { scenario, state } = await finished(page);
  assert.deepEqual([scenario, state], [hash, 'done']);
});

test('of thousands of errors in a link ten are said, and how many more there are', async () => {
  const page = await lab.open(`#${Array.from({ length: 1000 }, (_, n) => `k${n}=1`).join('&')}`);
  await page.locator('.plot').waitFor();
  const items = await page.locator('.alert li').allInnerTexts();
  assert.equal(items.length, 11);
  assert.equal(items[10], 'and 990 more');
  assert.ok(items.join('').length < 5000);
});

for (const [call, action] of Object.entries({
  estimate: (page) => page.evaluate((hash) => (location.hash = hash), `${small}&beta=0.2`),
  set: (page) => page.locator('[data-name="theme"]').click(),
  record_draw: (page) => page.setViewportSize({ width: 900, height: 700 }),
  record_at: (page) => page.locator('.plot-surface').press('ArrowLeft'),
})) {
  test(`a panic in ${call} is named, keeps the set-up, and the page goes on with a new instance`, async () => {
    const page = await breakable(small);
    const uncaught = [];
    page.on('pageerror', ({ message }) => uncaught.push(message));
    await finished(page);
    await breakOnce(page, call);
    await action(page);
    await page.getByText('an error of its own').waitFor();
    assert.equal(await page.evaluate(() => window.instances), 2);
    assert.equal((await finished(page)).state, 'failed');
    await page.getByRole('button', { name: 'Try again' }).click();
    await page.waitForFunction(() => document.querySelector('second-law-lab').state === 'done');
    assert.deepEqual(await alerts(page), []);
    const { scenario, record } = await visit(page, `${small}&beta=0.3`);
    assert.deepEqual([scenario, record.scenario], Array(2).fill(`${small}&beta=0.3`));
    // For whoever reports it, the console has it too.
    assert.ok(uncaught.every((message) => message === 'unreachable'));
    lab.forgive(/unreachable/);
  });
}

test('after a panic another element of the same page can be run again as well', async () => {
  const page = await breakable(small);
  await finished(page);
  await page.evaluate((scenario) => {
    const other = document.createElement('second-law-lab');
    other.id = 'other';
    other.setAttribute('scenario', scenario);
    document.body.append(other);
  }, small);
  const other = page.locator('#other');
  await page.waitForFunction(() => document.querySelector('#other').state === 'done');
  await breakOnce(page, 'read');
  await page.evaluate(() => (location.hash = 'bosons=3'));
  await other.getByText('an error of its own').waitFor();
  await other.getByRole('button', { name: 'Try again' }).click();
  await page.waitForFunction(() => document.querySelector('#other').state === 'done');
  assert.equal(await page.evaluate(() => window.instances), 2);
  lab.forgive(/unreachable/);
});

test('a record longer than the longest text of the browser is read all the same', async () => {
  const text = 'bath=square-2x3&bosons=2&times=log:0.1:10:2000';
  const page = await lab.open(`#${text}`);
  const { record } = await finished(page);
  assert.ok(JSON.stringify(record).length > 2 ** 20);
  await page.evaluate(() => {
    // As in Chromium, where the text of a long array of bytes is empty; here a megabyte is long.
    const { decode } = TextDecoder.prototype;
    TextDecoder.prototype.decode = function (...given) {
      const text = decode.apply(this, given);
      return text.length > 2 ** 20 ? '' : text;
    };
  });
  await visit(page, small);
  const again = await visit(page, text);
  assert.equal(again.state, 'done');
  assert.deepEqual(again.record, record);
});

test('whatever a script assigns as the scenario is taken as text', async () => {
  const page = await lab.open(`#${small}`);
  await finished(page);
  for (const [given, said] of [
    ['5', '“5” has no value'],
    ['({})', '“[object Object]” has no value'],
    ['null', '“null” has no value'],
    ['Symbol("x")', '“Symbol(x)” has no value'],
    ['undefined', '“undefined” has no value'],
  ]) {
    // biome-ignore lint/security/noGlobalEval: the cases are values that only JavaScript can write, in a page of the test.
    await page.evaluate((given) => (document.querySelector('second-law-lab').scenario = eval(given)), given).catch(() => {});
    await page.getByText(said).waitFor();
  }
});

test('an attribute embed that is none of its values is named', async () => {
  const page = await lab.open('/unknown-embed');
  assert.equal((await finished(page)).state, 'done');
  assert.match((await alerts(page))[0], /embed=anything is not possible; allowed: off, full, plot/);
  await page.evaluate(() => document.querySelector('second-law-lab').setAttribute('embed', 'plot'));
  await page.locator('.embed-plot').waitFor();
});

test("a host's own names do not stop a change of language", async () => {
  const page = await lab.open(`#${small}`);
  await finished(page);
  await page.evaluate(() => {
    const button = document.createElement('button');
    button.dataset.name = 'a"]b';
    document.body.append(button);
    button.focus();
    document.querySelector('second-law-lab').setAttribute('lang', 'ja');
  });
  await page.locator('.lab[lang="ja"]').waitFor();
});

test('what is said of a copy stays its full time when it is said again', async () => {
  const page = await lab.open(`#${small}`, { permissions: ['clipboard-read', 'clipboard-write'] });
  await finished(page);
  await page.clock.install();
  const copy = page.getByRole('button', { name: 'Copy link' });
  const said = page.locator('.share-said');
  await copy.click();
  await said.getByText('Copied').waitFor();
  await page.clock.runFor(2000);
  // Emptied, so that it is seen when it is said again: the clipboard has its own time.
  await said.evaluate((element) => (element.textContent = ''));
  await copy.click();
  await said.getByText('Copied').waitFor();
  await page.clock.runFor(2000);
  assert.match(await said.innerText(), /Copied/);
  await page.clock.runFor(1500);
  assert.equal(await said.innerText(), '');
});
