// Messages from the page around a frame: what is one, what is refused and how it is named, and how many are followed.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Allowance } from '../../www/host/allowance.ts';
import { isOurs, readMessage } from '../../www/host/read.ts';

const message = (name, fields = {}) => ({ type: `second-law-lab:${name}`, version: 1, ...fields });

test('a message in its shape is read as it is', () => {
  const right = [
    message('hello'),
    message('set', { scenario: 'bath=square-2x2' }),
    message('set', { values: { beta: 0.5, coupling: '0.2,1' }, live: true, id: 'slider' }),
    ...['run', 'cancel', 'play', 'pause', 'reverse'].map((name) => message(name, { id: 7 })),
    message('seek', { time: 2 }),
    message('picture', { format: 'svg' }),
    message('get', { what: 'result' }),
  ];
  for (const data of right) assert.equal(readMessage(data), data);
});

test('whatever else comes is refused, and named', () => {
  const cyclic = {};
  cyclic.self = cyclic;
  for (const [data, code, parameter, given] of [
    [message('hello', { version: 2 }), 'version', 'version', '2'],
    [{ type: 'second-law-lab:hello' }, 'version', 'version', null],
    [message('hello', { version: 1n }), 'version', 'version', '1'],
    [message('jump'), 'type', 'type', 'jump'],
    [message('constructor'), 'type', 'type', 'constructor'],
    [message('__proto__'), 'type', 'type', '__proto__'],
    [message('set'), 'missing', 'scenario', null],
    [message('set', { scenario: 'beta=1', values: { beta: 1 } }), 'field', 'values', 'values'],
    [message('set', { scenario: 7 }), 'value', 'scenario', '7'],
    [message('set', { scenario: 'x'.repeat(10_001) }), 'value', 'scenario', `${'x'.repeat(60)}\u2026`],
    [message('set', { values: {} }), 'value', 'values', '{}'],
    [message('set', { values: [1] }), 'value', 'values', '{}'],
    [message('set', { values: cyclic }), 'value', 'values', '{}'],
    [message('set', { values: { beta: NaN } }), 'value', 'values', '{}'],
    [message('set', { values: Object.fromEntries(Array.from({ length: 65 }, (_, key) => [key, 1])) }), 'value', 'values', '{}'],
    [message('set', { values: { ['x'.repeat(61)]: 1 } }), 'value', 'values', '{}'],
    [message('set', { values: { beta: 1 }, live: 'yes' }), 'value', 'live', 'yes'],
    [message('set', { values: { beta: 1 }, lively: true }), 'field', 'lively', 'lively'],
    [message('run', { now: true }), 'field', 'now', 'now'],
    [message('seek', { time: Infinity }), 'value', 'time', 'Infinity'],
    [message('seek', { time: '2' }), 'value', 'time', '2'],
    [message('picture', { format: 'gif' }), 'value', 'format', 'gif'],
    [message('get', { what: ['scenario'] }), 'value', 'what', '{}'],
    [message('run', { id: cyclic }), 'value', 'id', '{}'],
  ]) {
    const { id: _, ...refusal } = readMessage(data);
    assert.deepEqual([refusal.code, refusal.parameter, refusal.given], [code, parameter, given]);
  }
  assert.equal(readMessage(message('jump', { id: 7 })).id, 7, 'the answer can be told from others');
});

test('what is not meant for the lab is left alone', () => {
  for (const data of [
    null,
    7,
    'second-law-lab:hello',
    [],
    {},
    { type: 7 },
    { type: 'other' },
    new Date(),
    { subject: 'lti.frameResize' },
  ]) {
    assert.equal(isOurs(data), false);
  }
  assert.ok(isOurs(message('hello')));
});

test('so many messages at once, and so many a second after that', () => {
  const allowance = new Allowance(10, 5);
  const taken = (now, count) => Array.from({ length: count }, () => allowance.take(1, now)).filter(Boolean).length;
  assert.equal(taken(1000, 20), 10);
  assert.equal(taken(1000, 1), 0);
  assert.equal(taken(2000, 20), 5);
  assert.equal(taken(60_000, 20), 10, 'no more than at first, however long nothing came');
  assert.equal(allowance.take(4, 60_400), false);
  assert.equal(allowance.take(4, 60_800), true, 'a picture counts as several');
  assert.equal(allowance.take(1, 0), false, 'a clock that goes back gives nothing');
});
