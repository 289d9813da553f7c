// What is drawn in a frame: all of it where there is time, and no more than fits where there is not.
import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { throttleToFrame } from '../../www/view/frames.ts';

const { signal } = new AbortController();

/** A clock that only drawing moves, and the frames that are asked for. */
let now;
let frames;
let drawn;

beforeEach(() => {
  now = 0;
  frames = [];
  drawn = [];
  globalThis.requestAnimationFrame = (action) => frames.push(action);
  Object.defineProperty(globalThis.performance, 'now', { value: () => now, configurable: true });
});

/** Shows the next frame; what is drawn in it. */
function frame() {
  drawn = [];
  assert.equal(frames.length, 1, 'one frame at a time');
  frames.shift()();
  return drawn;
}

/** Draws `name`, which takes so many ms. */
const draws = (name, ms, more = () => {}) =>
  throttleToFrame(() => {
    drawn.push(name);
    now += ms;
    more();
  }, signal);

test('what takes no time is drawn in one frame, once, however often it is asked for', () => {
  const [a, b] = [draws('a', 1), draws('b', 1)];
  for (const ask of [a, b, a, b, a]) ask();
  assert.deepEqual(frame(), ['a', 'b']);
  assert.equal(frames.length, 0);
});

test('what takes long is spread over frames, in its order', () => {
  for (const name of ['a', 'b', 'c', 'd']) draws(name, 5)();
  assert.deepEqual(frame(), ['a', 'b']);
  draws('e', 5)();
  assert.deepEqual(frame(), ['c', 'd']);
  assert.deepEqual(frame(), ['e']);
  assert.equal(frames.length, 0);
});

test('what is asked for while a frame is drawn comes with the next one', () => {
  const again = draws('again', 0);
  draws('a', 20, again)();
  draws('b', 0)();
  assert.deepEqual(frame(), ['a']);
  assert.deepEqual(frame(), ['b', 'again']);
  assert.equal(frames.length, 0);
});

test('what goes first is drawn in its frame, whatever waits', () => {
  for (const name of ['a', 'b', 'c']) draws(name, 5)();
  assert.deepEqual(frame(), ['a', 'b']);
  throttleToFrame(() => drawn.push('first'), signal, true)();
  assert.deepEqual(frame(), ['first', 'c']);
});

test('one that fails holds up no other, and can be asked for again', () => {
  let broken = true;
  const a = draws('a', 0, () => {
    if (broken) throw new Error('a');
  });
  a();
  draws('b', 0)();
  assert.throws(frame, /a/);
  broken = false;
  a();
  assert.deepEqual(frame(), ['b', 'a']);
});

test('what has been left is not drawn', () => {
  const life = new AbortController();
  throttleToFrame(() => drawn.push('left'), life.signal)();
  life.abort();
  assert.deepEqual(frame(), []);
});
