// What a host says to the lab in its frame, and hears: every message of docs/embedding.md as it stands there, from another origin.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, afterEach, before, test } from 'node:test';
import { root } from '../tools/project.mjs';
import { serve } from '../tools/serve.mjs';
import { finished, openLab } from './support/lab.mjs';

const small = 'bath=square-2x2&bosons=2&times=lin:0:4:9';
const text = await readFile(join(root, 'docs/embedding.md'), 'utf8');
const section = (title) => text.split(`### ${title}\n`)[1].split(/\n##/)[0];
const examples = (title) => [...section(title).matchAll(/```json\n([\s\S]*?)```/g)].map(([, json]) => JSON.parse(json));
const nameOf = ({ type }) => type.replace('second-law-lab:', '');
const message = (name, fields = {}) => ({ type: `second-law-lab:${name}`, version: 1, ...fields });

let lab;
before(async () => (lab = await openLab()));
afterEach(() => lab.clear());
after(() => lab.close());

/** Opens a host of another origin whose page keeps what its frame says; `say` posts to the frame, `heard` waits for an answer. */
async function hosted(hash, sandbox, check, prepare = async () => {}) {
  const content = `<!doctype html><html lang="en"><title>Host</title><link rel="icon" href="data:,"><body>
    <iframe title="lab" src="${lab.address}#${hash}" width="600" height="400" ${sandbox}></iframe>
    <iframe title="other" srcdoc="<script>addEventListener('message', ({ data }) => parent.frames[0].postMessage(data, '*'))</script>"></iframe>
    <script>window.said = []; addEventListener('message', ({ source, data, origin }) => source === frames[0] && said.push({ ...data, origin }));</script>`;
  const host = await serve({ pages: { '/': content } });
  try {
    const page = await lab.open(host.address);
    await prepare(page);
    const [, frame] = page.frames();
    const post = (data) => page.evaluate((data) => frames[0].postMessage(data, '*'), data);
    /** The first message of that name, and with these fields, that came after the last one waited for. */
    const heard = async (name, fields = {}) => {
      const wanted = { type: `second-law-lab:${name}`, ...fields };
      const found = await page.waitForFunction((wanted) => {
        const place = said.findIndex((each) => Object.entries(wanted).every(([key, value]) => each[key] === value));
        return place >= 0 && said.splice(0, place + 1).at(-1);
      }, wanted);
      return found.jsonValue();
    };
    await check({
      page,
      frame,
      post,
      heard,
      said: (name) => page.evaluate((type) => said.filter((each) => each.type === type), `second-law-lab:${name}`),
    });
  } finally {
    await host.close();
  }
}

for (const sandbox of ['', 'sandbox="allow-scripts"']) {
  test(`every message of the documentation, from another origin ${sandbox}`, async () => {
    await hosted(`${small}&embed=plot`, sandbox, async ({ page, frame, post, heard, said }) => {
      await finished(frame);
      // Before hello, and from a window that is not the host's.
      await post(message('set', { values: { repulsion: 0.7 } }));
      await post(message('get', { what: 'scenario' }));
      await page.evaluate(() => {
        const other = frames[1];
        other.postMessage({ type: 'second-law-lab:hello', version: 1 }, '*');
        other.postMessage({ type: 'second-law-lab:set', version: 1, values: { repulsion: 0.7 } }, '*');
      });
      const sent = examples('To the lab');
      assert.equal(nameOf(sent[0]), 'hello');
      const answers = [];
      for (const example of sent) {
        await post(example);
        switch (nameOf(example)) {
          case 'hello':
            answers.push(await heard('ready'));
            assert.equal(answers[0].scenario, `${small}&embed=plot`, 'nothing of what came before had an effect');
            assert.equal(answers[0].origin, sandbox ? 'null' : new URL(lab.address).origin);
            break;
          case 'set':
            answers.push(await heard('scenario', example.id ? { id: example.id } : {}));
            assert.ok(example.id ? answers.at(-1).scenario === example.scenario : answers.at(-1).values.repulsion === '0.3');
            answers.push(await heard('progress'), await heard('result'));
            break;
          case 'seek':
            await frame.waitForFunction(() => /2\.5/.test(document.querySelector('.transport-time')?.textContent ?? ''));
            break;
          case 'play':
            await frame.waitForFunction(() => document.querySelector('[data-action=play]').ariaLabel === 'Pause');
            break;
          case 'pause':
            await frame.waitForFunction(() => document.querySelector('[data-action=play]').ariaLabel !== 'Pause');
            break;
          case 'picture': {
            const picture = await heard('picture', { id: example.id });
            answers.push({ ...picture, bytes: {} });
            assert.equal(picture.mediaType, 'image/svg+xml');
            break;
          }
          case 'get': {
            answers.push(await heard('result', { id: example.id }));
            assert.equal(answers.at(-1).record.scenario, (await finished(frame)).record.scenario);
            break;
          }
          case 'reverse':
            assert.equal((await heard('scenario')).values.turn, '2.5');
            break;
          default:
            assert.ok(['run', 'cancel'].includes(nameOf(example)), nameOf(example));
        }
      }
      await post(message('jump', { id: 'wrong' }));
      answers.push(await heard('error', { id: 'wrong' }));
      assert.match(answers.at(-1).message, /“jump”.*hello, set, run/);
      await post(message('run', { id: 'more', speed: 2 }));
      assert.match((await heard('error', { id: 'more' })).message, /“run” has no field “speed”; allowed: none\./);
      answers.push(...(await said('height')));
      // What is documented of each answer is what it has.
      for (const example of examples('From the lab')) {
        const answer = answers.find(({ type }) => type === example.type);
        if (!answer && ['height', 'key'].includes(nameOf(example))) continue;
        const { origin: _, id: __, ...fields } = answer;
        assert.deepEqual(Object.keys(fields).sort(), Object.keys(example).sort(), nameOf(example));
      }
    });
  });
}

test('a poster runs when its host asks for it, and not before', async () => {
  await hosted(`${small}&embed=poster`, 'sandbox="allow-scripts"', async ({ frame, post, heard }) => {
    await frame.locator('[data-action=play]').waitFor();
    await post(message('hello'));
    await post(message('get', { what: 'scenario' }));
    assert.equal(await frame.evaluate(() => customElements.get('second-law-lab')), undefined, 'nothing of the engine is loaded');
    await post(message('run'));
    assert.equal((await heard('ready')).scenario, `${small}&embed=poster`);
    assert.equal((await heard('result')).record.bath.sites, 4);
  });
});

test('what cannot be followed changes nothing, and is answered by name', async () => {
  await hosted(`${small}&embed=plot&lang=ja`, 'sandbox="allow-scripts"', async ({ page, frame, post, heard, said }) => {
    const { scenario } = await finished(frame);
    await post(message('hello'));
    await heard('ready');
    const wrong = [
      [message('set', { values: { beta: 0.3, repulsion: 'much' } }), 'bad-value', 'repulsion'],
      [message('set', { values: { colour: 'red' } }), 'unknown-key', 'colour'],
      [message('seek', { time: 99 }), 'message-outside', 'time'],
      [message('seek'), 'message-missing', 'time'],
      [{ ...message('run'), version: 2 }, 'message-version', 'version'],
    ];
    for (const [data, code, parameter] of wrong) {
      await post({ ...data, id: code });
      const error = await heard('error', { id: code });
      assert.deepEqual([error.code, error.parameter], [code, parameter]);
      assert.match(error.message, /[\u3040-\u30ff]/, 'in the language of the page');
    }
    assert.equal((await finished(frame)).scenario, scenario);
    assert.equal(await frame.locator('.alert').count(), 0, 'the reader hears nothing of it');
    // More than is followed: it is said once, and the page is none the worse.
    await page.evaluate(() => {
      for (let count = 0; count < 500; count += 1) frames[0].postMessage({ type: 'second-law-lab:get', version: 1, what: 'scenario' }, '*');
    });
    await heard('error', { code: 'message-rate' });
    const answered = (await said('scenario')).length;
    assert.ok(answered < 300, `${answered} after the flood`);
    const again = message('picture', { format: 'png', id: 'picture' });
    await page.waitForFunction(
      (again) => {
        if (said.some(({ id }) => id === again.id)) return true;
        frames[0].postMessage(again, '*');
        return false;
      },
      again,
      { polling: 100 },
    );
    const { mediaType } = await heard('picture', { id: 'picture' });
    assert.equal(mediaType, 'image/png');
  });
});

for (const sandbox of ['', 'sandbox="allow-scripts"']) {
  test(`the film of the story follows messages ${sandbox}`, async () => {
    await hosted('chapter=film&embed=plot&lang=ja', sandbox, async ({ page, frame, post, heard }) => {
      const shown = () => frame.locator('[role=slider]').getAttribute('aria-valuenow');
      const refused = async (code, id) => {
        const error = await heard('error', { id });
        assert.equal(error.code, code);
        assert.match(error.message, /[\u3040-\u30ff]/, 'in the language of the page');
      };
      await post(message('reverse'));
      await post(message('hello', { id: 'hello' }));
      const ready = await heard('ready', { id: 'hello' });
      assert.equal(ready.state, 'done');
      await post(message('get', { what: 'result', id: 'result' }));
      const { record } = await heard('result', { id: 'result' });
      assert.equal(record.scenario, ready.scenario);
      await post(message('get', { what: 'scenario', id: 'scenario' }));
      assert.equal((await heard('scenario', { id: 'scenario' })).values.turn, '5');
      await post(message('get', { what: 'progress', id: 'progress' }));
      assert.deepEqual((await heard('progress', { id: 'progress' })).phases, []);

      assert.equal(await shown(), '1.0', 'it rests: what came before hello had no effect');
      await post(message('seek', { time: 2.5 }));
      await frame.waitForFunction(() => document.querySelector('[role=slider]').ariaValueNow === '2.5');
      await post(message('seek', { time: 5.5, id: 'late' }));
      await refused('message-outside', 'late');
      await post(message('set', { values: { coupling: 2 }, id: 'values' }));
      await refused('message-no-values', 'values');
      await post(message('picture', { format: 'svg', id: 'svg' }));
      await refused('message-no-picture', 'svg');
      await post(message('picture', { format: 'png', id: 'png' }));
      assert.equal((await heard('picture', { id: 'png' })).mediaType, 'image/png');

      await post(message('play'));
      await frame.waitForFunction(() => Number(document.querySelector('[role=slider]').ariaValueNow) > 2.5);
      await post(message('pause'));
      await frame.waitForFunction(() => document.querySelector('[data-action=play]').ariaLabel === '映像を動かす');
      const held = await shown();
      await post(message('reverse'));
      await frame.waitForFunction(() => document.querySelector('.story-number'));
      await post(message('reverse', { id: 'again' }));
      await refused('message-not-now', 'again');
      await frame.locator('[data-action=nudge]').waitFor();
      assert.equal(await shown(), '0.0', `it came home from ${held}`);
      assert.doesNotMatch(await frame.locator('.story-belly').textContent(), /予想/, 'nobody was asked');

      // Another set-up is the lab's, which answers from then on.
      await post(message('set', { scenario: `${small}&embed=plot`, id: 'lab' }));
      await frame.locator('second-law-lab .plot').first().waitFor();
      await post(message('hello', { id: 'lab' }));
      assert.equal((await heard('ready', { id: 'lab' })).scenario, `${small}&embed=plot`);
      assert.equal(page.url().includes('#'), false);
    });
  });
}

test('who says hello to a frame without an engine is told why there is none', async () => {
  for (const hash of [`${small}&embed=plot`, 'chapter=film&embed=plot']) {
    await hosted(
      hash,
      '',
      async ({ post, heard }) => {
        await post(message('hello'));
        const error = await heard('error', { code: 'no-webassembly' });
        assert.ok(error.message.length > 20, error.message);
      },
      async (page) => {
        await page.addInitScript(() => delete globalThis.WebAssembly);
        await page.reload();
      },
    );
  }
});
