// What parts found is computed once, shared, and forgotten oldest first.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { OutputCache } from '../../www/engine/outputs.ts';

/** A pool whose jobs end when the test says so. */
function fakePool() {
  const jobs = [];
  return {
    jobs,
    cancelled: [],
    start(job) {
      jobs.push(job);
      return jobs.length;
    },
    /** Whether the listeners of each job rest. */
    resting: new Map(),
    rest(id, resting) {
      this.resting.set(id, resting);
    },
    cancel(id) {
      this.cancelled.push(id);
    },
  };
}

const part = (key) => ({ key, part: `run:${key}`, phase: 'run', bytes: 0, place: 0, inputs: [] });

function listener() {
  const heard = [];
  return {
    heard,
    onProgress: (fraction) => heard.push(fraction),
    onRows: (rows) => heard.push(Object.keys(rows).join()),
    onOutput: (output) => heard.push(`output of ${output.byteLength}`),
    onFailed: (failure) => heard.push(failure.code),
  };
}

const rows = (name, count = 1) => ({ [name]: new Float64Array(count) });

test('equal keys are one computation, and who comes later hears what was said', () => {
  const pool = fakePool();
  const outputs = new OutputCache(pool);
  const [early, late] = [listener(), listener()];
  outputs.request(part('a'), [], early, false);
  pool.jobs[0].onRows(rows('time'));
  pool.jobs[0].onProgress(0.5);
  outputs.request(part('a'), [], late, false);
  assert.equal(pool.jobs.length, 1);
  pool.jobs[0].onDone(new ArrayBuffer(8));
  assert.deepEqual(early.heard, ['time', 0.5, 'output of 8']);
  assert.deepEqual(late.heard, ['time', 0.5, 'output of 8']);
  assert.equal(outputs.get('a').rows.length, 1);
});

test('a computation is cancelled when its last listener leaves', () => {
  const pool = fakePool();
  const outputs = new OutputCache(pool);
  const leave = [listener(), listener()].map((each) => outputs.request(part('a'), [], each, false));
  leave[0].leave();
  assert.deepEqual(pool.cancelled, []);
  leave[1].leave();
  assert.deepEqual(pool.cancelled, [1]);
  outputs.request(part('a'), [], listener(), false);
  assert.equal(pool.jobs.length, 2, 'and begun anew when it is wanted again');
});

test('a computation rests only while all who listen do', () => {
  const pool = fakePool();
  const outputs = new OutputCache(pool);
  const seen = outputs.request(part('a'), [], listener(), false);
  const unseen = outputs.request(part('a'), [], listener(), true);
  assert.equal(pool.resting.get(1), false);
  seen.rest(true);
  assert.equal(pool.resting.get(1), true);
  unseen.leave();
  seen.rest(false);
  assert.equal(pool.resting.get(1), false);
});

test('a failure is told to all and not remembered', () => {
  const pool = fakePool();
  const outputs = new OutputCache(pool);
  const both = [listener(), listener()];
  for (const each of both) outputs.request(part('a'), [], each, false);
  pool.jobs[0].onFailed({ code: 'panic' });
  assert.deepEqual(
    both.map(({ heard }) => heard),
    [['panic'], ['panic']],
  );
  assert.equal(outputs.has('a'), false);
});

test('beyond the room the one used longest ago is forgotten, never the newest', () => {
  const pool = fakePool();
  const outputs = new OutputCache(pool);
  const find = (key, bytes) => {
    outputs.request(part(key), [], listener(), false);
    pool.jobs.at(-1).onDone(new ArrayBuffer(bytes));
  };
  const third = 16 * 2 ** 20;
  for (const key of ['a', 'b', 'c']) find(key, third);
  assert.ok(outputs.get('a'), 'exactly full is not too full');
  find('d', 1);
  assert.deepEqual(
    ['a', 'b', 'c', 'd'].map((key) => outputs.has(key)),
    [true, false, true, true],
  );
  find('huge', 4 * third);
  assert.deepEqual(
    ['a', 'c', 'd', 'huge'].map((key) => outputs.has(key)),
    [false, false, false, true],
  );
});
