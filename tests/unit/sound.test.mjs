// The course of a curve as tones.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { noteOf } from '../../www/view/sound.ts';

const linear = { scale: 'linear', min: -1, max: 3 };

test('the pitch rises with the height in the plot, by octaves', () => {
  assert.deepEqual(noteOf(-1, linear), { pitch: 220, negative: true });
  assert.deepEqual(noteOf(1, linear), { pitch: 440, negative: false });
  assert.deepEqual(noteOf(3, linear), { pitch: 880, negative: false });
  assert.equal(noteOf(0.1, { scale: 'log', min: 0.01, max: 1 }).pitch, 440, 'on a logarithmic axis too');
});

test('what is not in view, and what is no number, is silent', () => {
  for (const value of [null, 3.1, -1.1, Number.NaN]) assert.equal(noteOf(value, linear), null);
});
