// What keeps the page from starting is said as it is, beside what the document says without it.
import assert from 'node:assert/strict';
import { after, afterEach, before, test } from 'node:test';
import { packed } from './support/module.mjs';
import { finished, openLab } from './support/lab.mjs';

const small = 'bath=square-2x2&bosons=2';

let lab;
before(async () => (lab = await openLab()));
afterEach(async () => {
  // Browsers report in the console what is brought about here.
  lab.forgive(/./);
  await lab.clear();
});
after(() => lab.close());

/** Opens the page with another answer in place of its module. */
const withModule = (answer) => async (page) => page.route('**/*.bin', (route) => route.fulfill(answer));

const withPolicy = (change) => (page) =>
  page.route(lab.address, async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, body: change(await response.text()) });
  });

const script = (action) => (page) => page.addInitScript(action);

const damaged = Buffer.from(packed);
const middle = Math.floor(damaged.length / 2);
damaged.fill(0xff, middle, middle + 64);

const cases = {
  'a module cut short': [
    withModule({ body: Buffer.from(packed.subarray(0, 100_000)) }),
    'arrived only in part (100000 bytes)',
    '途中までしか届きませんでした',
  ],
  'an empty answer': [withModule({ body: '' }), 'arrived only in part (0 bytes)', '途中までしか届きませんでした'],
  'a damaged module': [withModule({ body: damaged }), 'arrived damaged', '壊れていて使えません'],
  'a page in place of the module': [
    withModule({ contentType: 'text/html', body: '<!doctype html><title>Sign in</title>' }),
    'something else (text/html)',
    '別のもの（text/html）',
  ],
  'no module': [withModule({ status: 404, body: '' }), 'could not be loaded (404', '読み込めませんでした'],
  'a policy against WebAssembly': [
    withPolicy((html) => html.replace(" 'wasm-unsafe-eval'", '')),
    'forbids WebAssembly',
    'WebAssembly を禁じています',
  ],
  'a policy against workers': [
    withPolicy((html) => html.replace(/worker-src [^;]*/, "worker-src 'none'")),
    'forbids background workers',
    '（Worker）を禁じています',
  ],
  'no workers': [script(() => delete window.Worker), 'background workers, which are missing', 'Worker）で計算しますが'],
  'no SIMD': [script(() => (WebAssembly.validate = () => false)), 'needs WebAssembly with 128-bit SIMD', '128ビットSIMD'],
  'no WebAssembly': [script(() => delete window.WebAssembly), 'computes with WebAssembly, which is missing', 'WebAssembly が必要ですが'],
};

for (const [name, [arrange, english, japanese]] of Object.entries(cases)) {
  test(`${name} is said in both languages`, async () => {
    const page = await lab.open('about:blank');
    await arrange(page);
    await page.goto(`${lab.address}#${small}`);
    const alert = page.locator('.alert');
    await alert.getByText(english).waitFor();
    assert.equal(await alert.count(), 1);
    await page.locator('[data-name="lang"]').click();
    await alert.getByText(japanese).waitFor();
    assert.equal(await page.evaluate(() => document.documentElement.lang), 'ja');
  });
}

test('without WebAssembly the document keeps its words, and language and colours can be chosen', async () => {
  const page = await lab.open('about:blank', { colorScheme: 'light' });
  await script(() => delete window.WebAssembly)(page);
  await page.goto(`${lab.address}#${small}&lang=ja`);
  await page.getByText('WebAssembly が必要ですが').waitFor();
  assert.ok(await page.getByRole('heading', { name: 'The second law, out of a single quantum state' }).isVisible());
  assert.ok(await page.getByText('それでもエントロピーは生まれます').isVisible());
  await page.locator('[data-name="theme"]').click();
  assert.equal(await page.evaluate(() => document.documentElement.dataset.theme), 'dark');
  await page.locator('[data-name="lang"]').click();
  await page.getByText('computes with WebAssembly').waitFor();
  assert.ok(!(await page.locator('.late').isVisible()), 'nothing is said twice');
});

test('what was wrong may be over, and the choices made meanwhile stay', async () => {
  const page = await lab.open('about:blank');
  await withModule({ body: '' })(page);
  await page.goto(`${lab.address}#${small}`);
  await page.locator('.alert').waitFor();
  await page.locator('[data-name="lang"]').click();
  await page.unroute('**/*.bin');
  await page.getByRole('button', { name: 'やり直す' }).click();
  const { state, scenario } = await finished(page);
  assert.deepEqual([state, scenario], ['done', `${small}&lang=ja`]);
});

for (const [script, hash] of [
  ['index', ''],
  ['story', ''],
  ['lab', `#${small}`],
]) {
  test(`without the script ${script} the document says that nothing has started`, async () => {
    const page = await lab.open('about:blank');
    await page.route(`**/${script}-*.js`, (route) => route.abort());
    await page.goto(`${lab.address}${hash}`);
    const late = page.locator('.late');
    assert.ok(!(await late.isVisible()), 'not while it may still come');
    await late.waitFor({ timeout: 20_000 });
    assert.match(await late.innerText(), /has not started yet[\s\S]*始まっていません/);
  });
}

/** Lets every instance of the page's module have no more than so many pages of 64 kB. */
const withMemory = (page, pages) =>
  page.addInitScript((most) => {
    const { compile } = WebAssembly;
    WebAssembly.compile = (given) => {
      const bytes = new Uint8Array(given);
      let at = 8;
      const number = () => {
        for (let [value, shift] = [0, 0]; ; shift += 7) {
          const byte = bytes[at++];
          value |= (byte & 127) << shift;
          if (byte < 128) return value;
        }
      };
      const leb = (value) => (value < 128 ? [value] : [(value & 127) | 128, ...leb(value >> 7)]);
      while (at < bytes.length) {
        const [start, id, size] = [at, bytes[at++], number()];
        const end = at + size;
        if (id === 5) {
          at += 2;
          const limits = [1, 1, ...leb(number()), ...leb(most)];
          return compile(new Uint8Array([...bytes.subarray(0, start), id, ...leb(limits.length), ...limits, ...bytes.subarray(end)]));
        }
        at = end;
      }
      return compile(bytes);
    };
  }, pages);

test('where memory runs out that is said, with what would fit, and the next run works', async () => {
  const page = await lab.open('about:blank');
  await withMemory(page, 1000);
  for (const [lang, said] of [
    ['en', 'no memory left'],
    ['ja', 'メモリーが足りません'],
  ]) {
    await page.goto('about:blank');
    await page.goto(`${lab.address}#panel=eth&bosons=6&lang=${lang}`);
    const { state } = await finished(page);
    assert.equal(state, 'failed');
    const status = page.locator('[data-figure="main"] .status');
    assert.match(await status.innerText(), new RegExp(said));
    const fits = status.getByRole('button', { name: 'bosons=' });
    const bosons = /bosons=(\d)/.exec(await fits.innerText())[1];
    await fits.click();
    await page.waitForFunction(() => document.querySelector('second-law-lab').state === 'done');
    const { scenario } = await finished(page);
    assert.match(scenario, new RegExp(`bosons=${bosons}\\b`));
  }
});
