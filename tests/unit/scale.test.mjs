// Places on axes and colours of a heat map.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { colorOf, fractionOf, valueAt } from '../../www/view/scale.ts';

const linear = { scale: 'linear', min: -2, max: 6 };
const log = { scale: 'log', min: 0.01, max: 100 };

test('fractions go from 0 at the start to 1 at the end', () => {
  for (const axis of [linear, log]) {
    assert.equal(fractionOf(axis, axis.min), 0);
    assert.equal(fractionOf(axis, axis.max), 1);
  }
  assert.equal(fractionOf(linear, 0), 0.25);
  assert.ok(Math.abs(fractionOf(log, 1) - 0.5) < 1e-15);
});

test('a value comes back from its fraction, outside the axis too', () => {
  for (const axis of [linear, log]) {
    for (const fraction of [-0.5, 0, 0.1, 0.77, 1, 1.3]) {
      assert.ok(Math.abs(fractionOf(axis, valueAt(axis, fraction)) - fraction) < 1e-12, `${axis.scale} ${fraction}`);
    }
  }
});

test('a colour lies between its neighbours, and ends are ends', () => {
  const scale = { axis: { scale: 'log', min: 1e-4, max: 1 }, colors: ['#000000', '#0000ff', '#ff00ff'] };
  assert.equal(colorOf(scale, 1e-4), 'rgb(0 0 0)');
  assert.equal(colorOf(scale, 1), 'rgb(255 0 255)');
  assert.equal(colorOf(scale, 1e-2), 'rgb(0 0 255)');
  assert.equal(colorOf(scale, 1e-3), 'rgb(0 0 128)');
  assert.equal(colorOf(scale, 1e-9), 'rgb(0 0 0)');
  assert.equal(colorOf(scale, 0), 'rgb(0 0 0)');
  assert.equal(colorOf(scale, 50), 'rgb(255 0 255)');
});
