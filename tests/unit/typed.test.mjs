// What is typed into a field, read as a link has it.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isOneNumber, numeral, plainly } from '../../www/view/typed.ts';

test('full-width signs, dashes and the minus of the page are what a link writes', () => {
  for (const minus of ['-', '−', '－', '–', 'ー']) assert.equal(plainly(` ${minus}０．５ `), '-0.5');
  assert.equal(plainly('0.2、0.8'), '0.2,0.8');
  assert.equal(plainly('ｌｏｇ：0.01：10：30'), 'log:0.01:10:30');
});

test('a single number may have a decimal comma; a list keeps its commas', () => {
  assert.equal(numeral('0,3'), '0.3');
  assert.equal(numeral('−０，３'), '-0.3');
  assert.equal(numeral('1,5e-3'), '1.5e-3');
  for (const kept of ['0,2,0,8', '0.2,0.8', ',5', '12', 'x,1']) assert.equal(numeral(kept), kept);
});

test('a row takes one number, and no list', () => {
  for (const one of ['0,3', '12', '\u22120.5', '1e-3', '1,5e-3', '.5', '2.']) assert.ok(isOneNumber(numeral(one)), one);
  for (const none of ['1.234,5', '1,2,3', '0.2\u30010.8', '', 'x', '0x10', '1 2', '1,']) assert.ok(!isOneNumber(numeral(none)), none);
});
