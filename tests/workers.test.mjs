// What the elements of a page share: workers that rest, end and die, and what is kept for later.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, afterEach, before, test } from 'node:test';
import { root } from '../tools/project.mjs';
import { finished, openLab, visit } from './support/lab.mjs';
import { random } from './support/random.mjs';

const small = 'bath=square-2x2&bosons=2';
/** Some seconds of work in several parts. */
const heavy = 'bath=square-3x4&bosons=5&times=lin:0:40:300&coupling=0.5,1,1.5,2&occupation=0.5';

/** Set-ups that are opened, and a fifth of them cancelled, while nothing may grow; `npm run reliability` takes more. */
const CANCELS = Number(process.env.CANCELS ?? 200);

let lab;
before(async () => {
  const [, script] = /<script defer src="\.\/([^"]+)"/.exec(await readFile(join(root, 'dist/index.html'), 'utf8'));
  const host = `<!doctype html><meta charset="utf-8"><title>Host</title><link rel="icon" href="data:,"><script defer src="/lab/${script}"></script><body></body>`;
  lab = await openLab({ base: '/lab/', pages: { '/host': host } });
});
afterEach(() => lab.clear());
after(() => lab.close());

const state = (page) => page.evaluate(() => document.querySelector('second-law-lab').state);
const isDone = () => document.querySelector('second-law-lab').state === 'done';

/** A page of someone else's on which elements come and go. */
async function hostPage() {
  const page = await lab.open('/host');
  await page.evaluate(() => {
    const at = (name) => document.getElementById(name);
    window.acts = {
      add(name, scenario) {
        const element = document.createElement('second-law-lab');
        element.id = name;
        element.setAttribute('embed', 'plot');
        element.setAttribute('scenario', scenario);
        Object.assign(element.style, { position: 'fixed', left: '0', top: '0', width: '400px' });
        document.body.append(element);
      },
      remove: (name) => at(name).remove(),
      show: (name) => (at(name).style.left = '0'),
      hide: (name) => (at(name).style.left = '-9000px'),
      run: (name, scenario) => (at(name).scenario = scenario),
      cancel: (name) => at(name).querySelector('button.cancel')?.click(),
    };
  });
  return page;
}

const act = (page, name, ...given) => page.evaluate(([name, given]) => window.acts[name](...given), [name, given]);
const until = (page, name, wanted) =>
  page.waitForFunction(([name, wanted]) => document.getElementById(name).state === wanted, [name, wanted], { timeout: 60_000 });

test('an element off screen rests, and one on the screen that shares its work or its workers goes on', async () => {
  const page = await hostPage();
  await act(page, 'add', 'hidden', heavy);
  await until(page, 'hidden', 'running');
  await page.waitForTimeout(300);
  await act(page, 'hide', 'hidden');
  await page.waitForTimeout(700);
  await page.evaluate(() => {
    window.progress = 0;
    document.getElementById('hidden').addEventListener('progress', () => (window.progress += 1));
  });
  await page.waitForTimeout(700);
  assert.equal(await page.evaluate(() => window.progress), 0, 'it rests');
  await act(page, 'add', 'other', `${small}&beta=0.2`);
  await until(page, 'other', 'done');
  // The same work is wanted by one that is seen: it goes on, for both.
  await act(page, 'add', 'same', heavy);
  await until(page, 'same', 'done');
  await act(page, 'remove', 'same');
  await act(page, 'run', 'other', `${small}&beta=0.3`);
  await until(page, 'other', 'done');
  await act(page, 'show', 'hidden');
  await until(page, 'hidden', 'done');
});

for (const seed of [1, 2, 3]) {
  test(`whatever elements come, go, hide and cancel, what is seen and wanted is done: seed ${seed}`, async () => {
    const page = await hostPage();
    const next = random(seed);
    const among = (list) => list[Math.floor(next() * list.length)];
    const scenario = () =>
      `bath=square-3x3&bosons=3&times=lin:0:${10 + Math.floor(20 * next())}:100&beta=${among(['0.1', '0.2', '0.3'])}&coupling=1,2`;
    /** Of each element: whether it is seen, and whether its last run was cancelled. */
    const elements = new Map();
    const done = [];
    for (let step = 0; step < 40; step += 1) {
      const names = [...elements.keys()];
      const free = ['a', 'b', 'c', 'd', 'e'].filter((name) => !elements.has(name));
      const kind = names.length === 0 ? 'add' : among(['add', 'remove', 'show', 'hide', 'hide', 'run', 'run', 'cancel']);
      if (kind === 'add' && free.length === 0) continue;
      const name = kind === 'add' ? free[0] : among(names);
      const given = ['add', 'run'].includes(kind) ? [scenario()] : [];
      done.push([kind, name, ...given].join(' '));
      await act(page, kind, name, ...given);
      if (kind === 'add') elements.set(name, { seen: true, cancelled: false });
      else if (kind === 'remove') elements.delete(name);
      else if (kind === 'run') elements.get(name).cancelled = false;
      else if (kind === 'cancel') elements.get(name).cancelled = true;
      else elements.get(name).seen = kind === 'show';
      if (next() < 0.5) await page.waitForTimeout(Math.floor(120 * next()));
    }
    const over = (name, states) =>
      page
        .waitForFunction(([name, states]) => states.includes(document.getElementById(name).state), [name, states], { timeout: 30_000 })
        .catch(async () =>
          assert.fail(`${name} is ${await page.evaluate((name) => document.getElementById(name).state, name)} after\n${done.join('\n')}`),
        );
    // A cancel may come before a run begins or after it ends; without one there is one end.
    const ends = ({ cancelled }) => (cancelled ? ['done', 'cancelled', 'idle'] : ['done']);
    for (const [name, element] of elements) if (element.seen) await over(name, ends(element));
    for (const [name, element] of elements) {
      await act(page, 'show', name);
      await over(name, ends(element));
    }
  });
}

/** Has the page's first workers, so many, begin with this code, and counts in `window.made` those that do; one works at a time. */
const beginning = (page, code, most = 1000) =>
  page.addInitScript(
    ([code, most]) => {
      const make = URL.createObjectURL;
      window.made = 0;
      URL.createObjectURL = (blob) => {
        if (!blob.type.startsWith('text/javascript') || window.made === most) return make(blob);
        window.made += 1;
        return make(new Blob([code, blob], { type: blob.type }));
      };
      Object.defineProperty(navigator, 'hardwareConcurrency', { value: 1 });
    },
    [code, most],
  );

/** A worker that ends when it is told: the drivers of browsers do not all reach into workers. */
const MORTAL = "new BroadcastChannel('end').onmessage = () => self.close();";
/** In the page: tells the workers to end. */
const end = () => new BroadcastChannel('end').postMessage(null);

test('a run rests while a press is answered, and goes on under a key that is held', async () => {
  const page = await lab.open('about:blank');
  await page.addInitScript(() => {
    window.rests = [];
    const { postMessage } = Worker.prototype;
    Worker.prototype.postMessage = function (message, ...more) {
      if (message.type === 'rest') window.rests.push(message.resting);
      return postMessage.call(this, message, ...more);
    };
  });
  await page.goto(`${lab.address}#bath=square-4x4&bosons=5&times=lin:0:100:300&coupling=0.5,1,1.5,2`);
  await page.waitForFunction(
    () => document.querySelector('second-law-lab').record || performance.getEntriesByName('second-law:first-point').length > 0,
  );
  assert.deepEqual(await page.evaluate(() => window.rests), []);
  await page.keyboard.press('Shift');
  await page.waitForFunction(
    () => window.rests.includes(true) && window.rests.filter((resting) => resting).length * 2 === window.rests.length,
  );
  assert.equal(await page.evaluate(() => document.querySelector('second-law-lab').state), 'running');
  // Faster than pictures come.
  await page.evaluate(() =>
    setInterval(() => document.body.dispatchEvent(new KeyboardEvent('keydown', { key: 'Shift', bubbles: true })), 5),
  );
  assert.equal((await finished(page)).state, 'done');
  const rests = await page.evaluate(() => window.rests);
  assert.ok(rests.length > 4, `${rests.length}`);
});

test('the work of a worker that ends in mid-run is given to another, with the same result', async () => {
  const page = await lab.open('about:blank');
  // With one worker at a time another one must come.
  await beginning(page, MORTAL);
  // Long enough on any machine that it is not over before the second worker ends.
  await page.goto(`${lab.address}#bath=square-4x4&bosons=5&times=lin:0:100:300&coupling=0.5,1,1.5,2`);
  const undisturbed = JSON.stringify((await finished(page)).record);
  await page.reload();
  await page.waitForFunction(() => document.querySelector('second-law-lab').state === 'running');
  for (let deaths = 0; deaths < 2; deaths += 1) {
    await page.waitForTimeout(300);
    const made = await page.evaluate(() => window.made);
    const start = performance.now();
    await page.evaluate(end);
    await page.waitForFunction((made) => window.made > made, made, { polling: 20, timeout: 10_000 });
    const took = performance.now() - start;
    assert.ok(took < 3000, `noticed within two seconds, and a moment to begin: ${took} ms`);
  }
  const { state, record } = await finished(page);
  assert.equal(state, 'done');
  assert.equal(JSON.stringify(record), undisturbed);
});

test('a worker that ends between its job and its lock is noticed too', async () => {
  const page = await lab.open('about:blank');
  // The first two workers end as they ask for the lock by which their end would be seen.
  await beginning(page, 'LockManager.prototype.request = () => (self.close(), new Promise(() => {}));', 2);
  const start = performance.now();
  await page.goto(`${lab.address}#${small}`);
  assert.equal((await finished(page)).state, 'done');
  assert.equal(await page.evaluate(() => window.made), 2);
  assert.ok(performance.now() - start < 10_000, 'each noticed within two seconds');
});

test('workers that have ended while idle are not given work', async () => {
  const page = await lab.open('about:blank');
  await beginning(page, MORTAL);
  await page.goto(`${lab.address}#${small}`);
  await finished(page);
  await page.evaluate(end);
  const start = performance.now();
  await visit(page, `${small}&beta=0.2`);
  assert.ok(performance.now() - start < 4000, 'noticed within two seconds');
});

test('a part that ends every worker ends the run by name, and the next run works', async () => {
  const page = await lab.open('about:blank');
  await page.addInitScript(() => {
    window.workers = [];
    window.Worker = class extends Worker {
      constructor(...given) {
        super(...given);
        window.workers.push(this);
      }
    };
  });
  await page.goto(`${lab.address}#${small}`);
  await finished(page);
  const code = await page.evaluate((hash) => {
    // Behind the pool's back, as when the system ends them.
    window.kill = setInterval(() => window.workers.forEach((worker) => worker.terminate()), 100);
    location.hash = hash;
    const lab = document.querySelector('second-law-lab');
    return new Promise((resolve) => lab.addEventListener('error', ({ detail }) => resolve(detail.code), { once: true }));
  }, heavy);
  assert.equal(code, 'worker');
  await page.getByText('background worker').waitFor();
  await page.evaluate(() => clearInterval(window.kill));
  assert.equal((await visit(page, `${small}&beta=0.2`)).state, 'done');
});

test('a worker that never gets ready is given up, by name', async () => {
  const page = await lab.open('about:blank');
  await page.addInitScript(() => {
    const { postMessage } = Worker.prototype;
    Worker.prototype.postMessage = function (message, ...more) {
      if (!(window.deaf && message.type === 'init')) postMessage.call(this, message, ...more);
    };
    window.deaf = true;
  });
  await page.clock.install();
  await page.goto(`${lab.address}#${small}`);
  await page.waitForFunction(() => document.querySelector('second-law-lab').state === 'running');
  for (let second = 0; second < 40 && (await state(page)) === 'running'; second += 1) await page.clock.runFor(1000);
  assert.equal(await state(page), 'failed');
  await page.evaluate(() => (window.deaf = false));
  await page.clock.resume();
  await page.getByRole('button', { name: 'Try again' }).click();
  await page.waitForFunction(isDone);
});

test('workers are let go when nothing has been asked of them for a while, and come back', async () => {
  const page = await lab.open('about:blank');
  await page.clock.install();
  await page.goto(`${lab.address}#${small}`);
  for (let second = 0; second < 30 && (await state(page)) !== 'done'; second += 1) {
    await page.clock.runFor(200);
    await page.waitForTimeout(50);
  }
  assert.equal(await state(page), 'done');
  assert.ok(page.workers().length > 0);
  await page.clock.runFor(30_000);
  await page.waitForTimeout(500);
  assert.equal(page.workers().length, 0);
  await page.clock.resume();
  assert.equal((await visit(page, `${small}&beta=0.2`)).state, 'done');
});

// Only Chromium says how much of its heap is used.
const otherBrowser = (process.env.BROWSER ?? 'chromium') !== 'chromium';

test('nothing grows with use', { skip: otherBrowser }, async () => {
  const page = await lab.open(`#${small}`);
  await finished(page);
  const session = await page.context().newCDPSession(page);
  // What the browser is about to let go is not what the page holds: the least of several looks.
  const measure = async () => {
    const looks = [];
    for (let look = 0; look < 5; look += 1) {
      if (look > 0) await page.waitForTimeout(200);
      await session.send('HeapProfiler.collectGarbage');
      const { usedSize } = await session.send('Runtime.getHeapUsage');
      const { nodes, jsEventListeners } = await session.send('Memory.getDOMCounters');
      looks.push({ usedSize, nodes, jsEventListeners });
    }
    const least = (name) => Math.min(...looks.map((each) => each[name]));
    return { usedSize: least('usedSize'), nodes: least('nodes'), jsEventListeners: least('jsEventListeners') };
  };
  const use = async (from, count) => {
    for (let k = from; k < from + count; k += 1) {
      await page.evaluate((hash) => (location.hash = hash), `${small}&beta=${(0.1 + k / 1000).toFixed(3)}`);
      if (k % 3 === 0) await page.waitForTimeout(5);
      if (k % 5 === 0) await page.evaluate(() => document.querySelector('button.cancel')?.click());
    }
    await visit(page, `${small}&repulsion=${from / 1000}`);
  };
  // The cache of what parts found fills first, and the browser's own of compiled code.
  await use(1, 200);
  const before = await measure();
  await use(300, CANCELS);
  const after = await measure();
  for (const [name, value] of Object.entries(after)) assert.ok(value <= 1.2 * before[name] + 20, `${name}: ${before[name]} -> ${value}`);
  // Marks of a hundred runs, and the stages of one.
  const times = await page.evaluate(() => performance.getEntriesByType('mark').length + performance.getEntriesByType('measure').length);
  assert.ok(times < 400, `${times} marks and measures`);
});

test('the page answers while it computes', async () => {
  const page = await lab.open('#bosons=8');
  await page.waitForFunction(() => document.querySelector('second-law-lab').state === 'running');
  const longest = await page.evaluate(async () => {
    const end = performance.now() + 2000;
    let longest = 0;
    for (let last = performance.now(); last < end; ) {
      await new Promise((resolve) => setTimeout(resolve));
      const now = performance.now();
      longest = Math.max(longest, now - last);
      last = now;
    }
    return longest;
  });
  assert.ok(longest <= 100, `the main thread was busy for ${longest} ms`);
});
