// Records are read piece by piece, to what reading them whole gives.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parsed } from '../../www/engine/pieces.ts';
import { chooser, random } from '../support/random.mjs';

const bytes = (value) => new TextEncoder().encode(JSON.stringify(value));

test('whatever JSON there is, its pieces make the same value', () => {
  const { below, among, maybe } = chooser(random(7));
  const texts = ['', '"', '\\', '\\"', '{"a":[1,2]}', '],}', 'S_B – エントロピー', '\n\u0000', '__proto__x', ':,'];
  const any = (depth) => {
    switch (below(depth > 7 ? 4 : 6)) {
      case 0:
        return among([0, -0.5, 1e-300, 6.02e23, 17]);
      case 1:
        return among(texts);
      case 2:
        return maybe(0.5);
      case 3:
        return null;
      case 4:
        return Array.from({ length: below(5) }, () => any(depth + 1));
      default:
        return Object.fromEntries(Array.from({ length: below(5) }, () => [among(texts), any(depth + 1)]));
    }
  };
  for (let k = 0; k < 2000; k += 1) {
    const value = any(0);
    for (const piece of [0, 20, undefined]) assert.deepEqual(parsed(bytes(value), piece), value);
  }
});
