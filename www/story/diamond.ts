// The lattice stands on its corner: home at the left, the far corner at the right, so that distance from home runs the same
// way as time beside it. Sites of equal distance form columns.

import type { Lattice } from '../engine/wasm';
import lattice from '../pkg/story-lattice.json';

/** The paper's bath as the program has it, its bonds in the record's order: the last one leads home. */
const { sites, bonds } = lattice as unknown as Pick<Lattice, 'sites' | 'bonds'>;

/** Length of the bond to home; the others are 1. */
const DOORSTEP = 1.18;

/** The bath's sites in order. */
export const BATH_SITES = [...sites.keys()];
/** The home site's number, the last. */
export const HOME = sites.length;
export const FAR = HOME - 1;

export const BONDS = bonds;

/** Places in bonds, home at the origin. */
export const PLACES: readonly { x: number; y: number }[] = [
  ...sites.map(([x, y]) => ({ x: DOORSTEP + (x + y) / Math.SQRT2, y: (y - x) / Math.SQRT2 })),
  { x: 0, y: 0 },
];

/** The site next to one in a direction of the screen: along the columns or along the rows of the diamond. */
export function beside(site: number, key: string): number {
  const [x, y] = sites[site] ?? [0, 0];
  const step: Record<string, [number, number]> = { ArrowRight: [1, 1], ArrowLeft: [-1, -1], ArrowUp: [1, -1], ArrowDown: [-1, 1] };
  const [dx, dy] = step[key] ?? [0, 0];
  // At an edge of the diamond one goes along it.
  for (const [nextX, nextY] of [
    [x + dx, y + dy],
    [x + dx, y],
    [x, y + dy],
  ] as const) {
    const next = sites.findIndex((place) => place[0] === nextX && place[1] === nextY);
    if (next >= 0) return next;
  }
  return site;
}
