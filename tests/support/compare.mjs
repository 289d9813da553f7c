// Equality up to rounding.
import assert from 'node:assert/strict';

/**
 * Asserts that two JSON values have the same shape, keys and texts, and numbers within `tolerance`
 * (absolute below 1, relative above).
 */
export function assertClose(actual, expected, tolerance, path = '$') {
  if (typeof expected === 'number' && typeof actual === 'number') {
    const difference = Math.abs(actual - expected);
    const allowed = tolerance * Math.max(1, Math.abs(expected));
    assert.ok(difference <= allowed, `${path}: ${actual} differs from ${expected} by ${difference} > ${allowed}`);
  } else if (typeof expected === 'object' && expected !== null && typeof actual === 'object' && actual !== null) {
    assert.equal(Array.isArray(actual), Array.isArray(expected), path);
    assert.deepEqual(Object.keys(actual).sort(), Object.keys(expected).sort(), path);
    for (const key of Object.keys(expected)) {
      assertClose(actual[key], expected[key], tolerance, `${path}.${key}`);
    }
  } else {
    assert.equal(actual, expected, path);
  }
}
