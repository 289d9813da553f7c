// Small parts of the page's state: listeners, errors, the chart's axes, the time grid.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Emitter } from '../../www/emitter.ts';
import { failureOf } from '../../www/engine/failure.ts';
import { Chart } from '../../www/session/chart.ts';

test('a listener of several aspects is called once for a change of them all, and not after it has left', () => {
  const changes = new Emitter();
  const leaving = new AbortController();
  let calls = 0;
  changes.on(['rows', 'moment'], () => calls++, leaving.signal);
  changes.emit('rows', 'moment');
  assert.equal(calls, 1);
  changes.emit('view');
  assert.equal(calls, 1);
  leaving.abort();
  changes.emit('rows');
  assert.equal(calls, 1);
});

test('whatever is thrown becomes a failure with a code', () => {
  const typed = Object.assign(new Error('bosons=99'), { code: 'bad-value', parameter: 'bosons', said: { key: 'no', arguments: {} } });
  assert.deepEqual(failureOf(typed), { code: 'bad-value', parameter: 'bosons', message: { key: 'no', arguments: {} } });
  assert.equal(failureOf(new WebAssembly.RuntimeError('unreachable')).panic, true);
  assert.equal(failureOf(new WebAssembly.RuntimeError('unreachable')).code, 'panic');
  assert.equal(failureOf('a string').detail, 'a string');
  assert.equal(failureOf(new TypeError('x')).code, 'unknown');
});

test('zoom and hidden curves belong to a panel', () => {
  const changes = new Emitter();
  let views = 0;
  changes.on(['view'], () => views++);
  const chart = new Chart(changes);
  assert.equal(chart.zoomed(), false);
  chart.setAxis('x', { range: [1, 2] });
  assert.deepEqual(chart.x, { scale: 'log', range: [1, 2] });
  assert.equal(chart.zoomed(), true);
  chart.resetZoom();
  assert.equal(chart.zoomed(), false);
  chart.toggleCurve(3);
  assert.deepEqual([...chart.hidden], [3]);
  chart.toggleCurve(3);
  assert.deepEqual([...chart.hidden], []);
  assert.equal(views, 4);
  chart.toggleCurve(1);
  chart.clear();
  assert.equal(chart.hidden.size, 0);
});
