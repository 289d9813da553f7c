// The panels as the schema tells them, and the way from site to site.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { panelOf, showsLevels, showsOneState, valueOf } from '../../www/panel.ts';
import { nearest } from '../../www/view/geometry.ts';

const panel = (id, uses, column = null) => ({ id, uses, column });
const curve = panel('curve', ['evolution'], 'heat');
const points = panel('points', ['levels']);
const sizes = panel('sizes', ['evolution', 'family'], 'heat');
globalThis.moduleSchema = JSON.stringify({ parameters: [], panels: [curve, points, sizes] });

test("a set-up's panel is the one that it names, else the first", () => {
  assert.equal(panelOf({ panel: 'points' }).id, 'points');
  assert.equal(panelOf({}).id, 'curve');
});

test('what a panel is about follows from what it uses', () => {
  assert.deepEqual([curve, points, sizes].map(showsLevels), [false, true, false]);
  assert.deepEqual([curve, points, sizes].map(showsOneState), [true, false, false]);
});

test('a curve shows the column that its panel names, and nothing where there is none', () => {
  const run = { index: 0, coupling: 1, time: 2, values: { heat: 0.25, energy: null }, density: [] };
  assert.equal(valueOf(curve, run), 0.25);
  assert.equal(valueOf(points, run), null);
  assert.equal(valueOf(panel('other', [], 'energy'), run), null);
  assert.equal(valueOf(panel('other', [], 'missing'), run), null);
});

test('arrow keys go to the nearest site in their direction, and stay at the edge', () => {
  const square = [0, 1, 2].flatMap((y) => [0, 1, 2].map((x) => ({ x, y })));
  const right = { x: 1, y: 0 };
  assert.equal(nearest(square, 0, right), 1);
  assert.equal(nearest(square, 4, { x: 0, y: -1 }), 1);
  assert.equal(nearest(square, 5, right), undefined);
  // On a slanted lattice the next row stands half a step aside.
  const slanted = [
    { x: 0, y: 0 },
    { x: 1, y: 0 },
    { x: 0.5, y: 0.87 },
  ];
  assert.equal(nearest(slanted, 0, { x: 0, y: 1 }), 2);
});
