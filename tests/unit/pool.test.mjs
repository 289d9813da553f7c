// The pool, with workers that do what the test says.
import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';

const hired = [];

globalThis.PageWorker = class {
  posted = [];
  terminated = false;
  constructor() {
    hired.push(this);
  }
  postMessage(message) {
    this.posted.push(message);
  }
  terminate() {
    this.terminated = true;
  }
  /** A message from the worker's side. */
  say(message) {
    this.onmessage({ data: message });
  }
  types() {
    return this.posted.map(({ type }) => type);
  }
};

globalThis.document = { addEventListener: () => {} };
// The pool's pulse beats when a test says so; there are no locks, as in a frame without an origin.
let beat;
globalThis.window = { setInterval: (action) => ((beat = action), 1), clearInterval: () => {} };
Object.defineProperty(globalThis, 'navigator', { value: { hardwareConcurrency: 2 }, configurable: true });
const { Pool } = await import('../../www/engine/pool.ts');

beforeEach(() => hired.splice(0));

const ROOM = 1e9;

function job(part, { bytes = 0, seconds = 0, place = 0 } = {}) {
  const heard = [];
  return {
    part,
    work: part,
    recipe: new Uint8Array(),
    bytes,
    seconds,
    place,
    inputs: [],
    heard,
    onProgress: (fraction) => heard.push(fraction),
    onRows: () => heard.push('rows'),
    onDone: () => heard.push('done'),
    onFailed: (failure) => heard.push(failure.code),
  };
}

const started = () => hired.flatMap(({ posted }) => posted.filter(({ type }) => type === 'start').map(({ work }) => work));

test('a job starts as soon as its worker is ready, no more at a time than there are processors', () => {
  const pool = new Pool({}, PageWorker, ROOM);
  for (const part of ['a', 'b', 'c']) pool.start(job(part));
  assert.equal(hired.length, 2);
  assert.deepEqual(started(), []);
  for (const worker of hired) worker.say({ type: 'ready' });
  assert.deepEqual(started(), ['a', 'b']);
  hired[0].say({ type: 'done', id: 1, output: new ArrayBuffer(0) });
  assert.deepEqual(started().sort(), ['a', 'b', 'c']);
});

test('of those that wait the one earliest in the plan is next', () => {
  const pool = new Pool({}, PageWorker, ROOM);
  for (const [part, place] of [
    ['a', 0],
    ['b', 1],
    ['c', 9],
    ['d', 4],
  ])
    pool.start(job(part, { place }));
  for (const worker of hired) worker.say({ type: 'ready' });
  hired[1].say({ type: 'done', id: 2, output: new ArrayBuffer(0) });
  assert.deepEqual(started().at(-1), 'd');
});

test('jobs that together hold more than there is room for wait for one another', () => {
  const pool = new Pool({}, PageWorker, ROOM);
  pool.start(job('a', { bytes: 0.7 * ROOM }));
  pool.start(job('b', { bytes: 0.7 * ROOM }));
  pool.start(job('c', { bytes: 0.2 * ROOM }));
  for (const worker of [...hired]) worker.say({ type: 'ready' });
  assert.deepEqual(started(), ['a', 'c']);
  // After so much the worker's memory has grown: another takes its place.
  hired[0].say({ type: 'done', id: 1, output: new ArrayBuffer(0) });
  assert.equal(hired[0].terminated, true);
  hired.at(-1).say({ type: 'ready' });
  assert.deepEqual(started(), ['a', 'c', 'b']);
});

test('what a worker says after a cancel is not heard', (t) => {
  t.mock.timers.enable({ apis: ['setTimeout'] });
  const pool = new Pool({}, PageWorker, ROOM);
  const first = job('a');
  pool.start(first);
  hired[0].say({ type: 'ready' });
  hired[0].say({ type: 'progress', id: 1, fraction: 0.5 });
  pool.cancel(1);
  hired[0].say({ type: 'progress', id: 1, fraction: 0.6 });
  hired[0].say({ type: 'rows', id: 1, rows: {} });
  assert.deepEqual(first.heard, [0.5]);
  hired[0].say({ type: 'cancelled', id: 1 });
  t.mock.timers.tick(1000);
  assert.equal(hired[0].terminated, false, 'it stopped in time and is kept');
});

test('a worker that does not stop is thrown away', (t) => {
  t.mock.timers.enable({ apis: ['setTimeout'] });
  const pool = new Pool({}, PageWorker, ROOM);
  pool.start(job('a'));
  hired[0].say({ type: 'ready' });
  pool.cancel(1);
  t.mock.timers.tick(1000);
  assert.equal(hired[0].terminated, true);
  pool.start(job('b'));
  hired[1].say({ type: 'ready' });
  assert.deepEqual(started(), ['a', 'b']);
});

test('a panic costs the worker, another error does not', () => {
  const pool = new Pool({}, PageWorker, ROOM);
  const jobs = ['a', 'b'].map((part) => job(part));
  for (const each of jobs) pool.start(each);
  for (const worker of hired) worker.say({ type: 'ready' });
  hired[0].say({ type: 'failed', id: 1, error: { code: 'panic', panic: true } });
  hired[1].say({ type: 'failed', id: 2, error: { code: 'not-converged' } });
  assert.deepEqual(
    jobs.map(({ heard }) => heard),
    [['panic'], ['not-converged']],
  );
  assert.deepEqual(
    hired.map(({ terminated }) => terminated),
    [true, false],
  );
});

test('the job of a worker that breaks goes to another, and after three such ends it fails by name', () => {
  const pool = new Pool({}, PageWorker, ROOM);
  const one = job('a');
  pool.start(one);
  for (const end of [1, 2, 3]) {
    assert.equal(hired.length, end);
    assert.deepEqual(one.heard, []);
    hired.at(-1).onerror({ preventDefault() {}, message: 'gone' });
  }
  assert.deepEqual(one.heard, ['worker']);
});

test('a job that rests waits, and the others go on', () => {
  const pool = new Pool({}, PageWorker, ROOM);
  pool.prewarm(1);
  hired[0].say({ type: 'ready' });
  const id = pool.start(job('a'));
  pool.rest(id, true);
  assert.ok(hired[0].types().includes('rest'));
  pool.rest(id, false);
  assert.deepEqual(started(), ['a']);
});

/** Beats without a word until the newest worker is given up for another. */
function beatsUntilReplaced() {
  const workers = hired.length;
  for (let beats = 1; beats <= 1000; beats += 1) {
    beat();
    if (hired.length > workers) return beats;
  }
  return null;
}

test('a worker without a lock may be silent for as long as its step may take, and longer each time that was too short', () => {
  const begun = (seconds) => {
    const pool = new Pool({}, PageWorker, ROOM);
    hired.splice(0);
    pool.start(job('a', { seconds }));
    const answer = () => {
      hired.at(-1).say({ type: 'ready' });
      hired.at(-1).say({ type: 'begun', id: 1, lock: '' });
    };
    answer();
    return { answer };
  };
  const { answer } = begun(0.1);
  const first = beatsUntilReplaced();
  answer();
  const second = beatsUntilReplaced();
  assert.deepEqual([first, second], [8, 84]);
  begun(1000);
  assert.equal(beatsUntilReplaced(), 241, 'two minutes at most');
  // Given a job and not begun with it: it is not in a step.
  new Pool({}, PageWorker, ROOM).start(job('b', { seconds: 1000 }));
  hired.at(-1).say({ type: 'ready' });
  assert.equal(beatsUntilReplaced(), 4);
});
