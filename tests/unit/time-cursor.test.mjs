// The time that is looked at.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Emitter } from '../../www/emitter.ts';
import { TimeCursor } from '../../www/session/time-cursor.ts';

/** A record of two runs, the second of which has not come as far. */
const record = {
  at: (time) =>
    JSON.stringify({
      runs: [
        { index: 0, coupling: 0.5, time: Math.min(time, 10) },
        { index: 1, coupling: 2, time: Math.min(time, 4) },
      ],
    }),
  runs: () => JSON.stringify([{ coupling: 0.5 }, { coupling: 2 }, { coupling: 1 }]),
  detail: (name) => {
    const [, run, time] = name.split(':').map(Number);
    return JSON.stringify({ run, time });
  },
};

function gaze(over = {}) {
  const changes = new Emitter();
  const heard = [];
  changes.on(['moment'], () => heard.push('moment'));
  changes.on(['playing'], () => heard.push('playing'));
  const sight = {
    record: () => record,
    times: () => ({ spacing: 'log', from: 0.01, to: 100, count: 5 }),
    scale: () => 'log',
    rest: () => null,
    ...over,
  };
  return { gaze: new TimeCursor(sight, changes), heard };
}

test('without a choice the newest is shown, and the pointer goes before the choice', () => {
  const { gaze: cursor } = gaze();
  assert.equal(cursor.shown().time, 10);
  cursor.choose(3);
  assert.equal(cursor.shown().time, 3);
  cursor.hover(1);
  assert.equal(cursor.shown().time, 1);
  assert.equal(cursor.place(), 1);
  cursor.hover(null);
  assert.equal(cursor.shown().time, 3);
  cursor.choose(null);
  assert.equal(cursor.shown().time, 10);
});

test('a record may rest at a time of its own, which any choice goes before', () => {
  const { gaze: cursor } = gaze({ rest: () => 2 });
  assert.equal(cursor.shown().time, 2);
  cursor.choose(3);
  assert.equal(cursor.shown().time, 3);
});

test('an empty record shows nothing, and the place is the first time', () => {
  const { gaze: cursor } = gaze({ record: () => null });
  assert.equal(cursor.shown(), null);
  assert.equal(cursor.signal(), null);
  assert.equal(cursor.place(), 0.01);
  assert.equal(cursor.followedRun(), 0);
});

test('a pointer that stays where it is changes nothing', () => {
  const { gaze: cursor, heard } = gaze();
  cursor.hover(1);
  cursor.hover(1);
  assert.deepEqual(heard, ['moment']);
});

test('what was read is forgotten when the record changes', () => {
  let end = 10;
  const { gaze: cursor } = gaze({
    record: () => ({ ...record, at: () => JSON.stringify({ runs: [{ index: 0, coupling: 1, time: end }] }) }),
  });
  assert.equal(cursor.shown().time, 10);
  end = 20;
  assert.equal(cursor.shown().time, 10);
  cursor.refresh();
  assert.equal(cursor.shown().time, 20);
});

test('the lattice follows the strongest coupling that has begun, or the run that is chosen', () => {
  const { gaze: cursor } = gaze();
  assert.equal(cursor.followedRun(), 1);
  cursor.follow(2);
  assert.equal(cursor.followedRun(), 2);
  assert.deepEqual(cursor.signal(), { run: 2, time: 10 });
  cursor.follow(7);
  assert.equal(cursor.followedRun(), 1, 'a run that there is not');
});

test('fractions of the time axis are logarithmic only where the first time allows it', () => {
  const { gaze: cursor } = gaze();
  assert.ok(Math.abs(cursor.fraction(1) - 0.5) < 1e-15);
  assert.ok(Math.abs(cursor.timeAt(0.5) - 1) < 1e-14);
  const { gaze: linear } = gaze({ times: () => ({ spacing: 'linear', from: 0, to: 20, count: 5 }) });
  assert.equal(linear.fraction(5), 0.25);
  assert.equal(linear.timeAt(0.25), 5);
});

test('playing goes from where it is to the end, and from the end to the start', () => {
  const frames = [];
  globalThis.requestAnimationFrame = (frame) => frames.push(frame);
  const { gaze: cursor, heard } = gaze();
  cursor.choose(1);
  cursor.play();
  cursor.play();
  assert.equal(heard.filter((name) => name === 'playing').length, 1);
  const start = performance.now();
  frames.shift()(start + 3000);
  assert.ok(cursor.place() > 1 && cursor.place() < 100);
  frames.shift()(start + 60_000);
  assert.equal(cursor.place(), 100);
  assert.equal(cursor.playing, false);
  assert.equal(frames.length, 0);
  cursor.play();
  assert.equal(cursor.place(), 0.01);
  cursor.pause();
  frames.shift()(start + 70_000);
  assert.equal(cursor.place(), 0.01, 'a frame after the pause moves nothing');
});
