// Numbers as readers see them.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bytes, handy, number, steady, whole } from '../../www/format.ts';

test('a number keeps its significant digits and writes powers of ten', () => {
  assert.equal(number(0.138632712820665), '0.1386');
  assert.equal(number(2.5), '2.5');
  assert.equal(number(0), '0');
  assert.equal(number(-0), '0');
  assert.equal(number(123456, 3), '123000');
  assert.equal(number(0.001), '0.001');
  assert.equal(number(0.00099), '9.9×10⁻⁴');
  assert.equal(number(1e6), '1×10⁶');
  assert.equal(number(1.2345e-12, 3), '1.23×10⁻¹²');
});

test('minus is the minus sign, in exponents a raised one', () => {
  assert.equal(number(-1.5), '−1.5');
  assert.equal(number(-1.5e-7), '−1.5×10⁻⁷');
  assert.equal(whole(-1820, 'en'), '−1,820');
});

test('what is no number is a dash', () => {
  for (const value of [NaN, Infinity, -Infinity]) {
    assert.equal(number(value), '–');
    assert.equal(steady(value), '–');
  }
});

test('a steady number keeps its decimals and loses the sign of a rounded zero', () => {
  assert.equal(steady(0.5), '0.500');
  assert.equal(steady(-1.23456, 2), '−1.23');
  assert.equal(steady(-0.0004), '0.000');
  assert.equal(steady(-0.0006), '−0.001');
});

test('a handy number is one a reader would write', () => {
  assert.equal(handy(3.1749), 3.2);
  assert.equal(handy(0.012345), 0.012);
  assert.equal(handy(98765), 99000);
});

test('bytes go by powers of a thousand', () => {
  assert.equal(bytes(0), '0 B');
  assert.equal(bytes(1000), '1 kB');
  assert.equal(bytes(48_300_000), '48 MB');
  assert.equal(bytes(2.5e15), '2500 TB');
});
