// The lattice stands on its corner: home at the left, the far corner at the right, so that distance from home runs the same
// way as time beside it. Sites of equal distance form columns.
import { lattice } from '../view/geometry';

const BATH = 'square-4x4';
/** Length of the bond to home; the others are 1. */
const DOORSTEP = 1.18;

const { sites, bonds } = lattice(BATH, 0);

/** The home site's number, the last. */
export const HOME = sites.length - 1;
/** The bath's sites in order. */
export const BATH_SITES = sites.slice(0, HOME).map((_, site) => site);
export const FAR = HOME - 1;
/** Sites in a row of the bath. */
export const SIDE = Math.sqrt(BATH_SITES.length);

/** Bonds in the record's order: the bath's, then the one from the attached site to home. */
export const BONDS: readonly (readonly [number, number])[] = [...bonds, [0, HOME]];

/** Places in bonds, home at the origin. */
export const PLACES: readonly { x: number; y: number }[] = sites.map(({ x, y }, site) =>
  site === HOME ? { x: 0, y: 0 } : { x: DOORSTEP + (x + y) / Math.SQRT2, y: (y - x) / Math.SQRT2 },
);

/** The site next to one in a direction of the screen: along the columns or along the rows of the diamond. */
export function beside(site: number, key: string): number {
  const [x, y] = [site % SIDE, Math.floor(site / SIDE)];
  const step: Record<string, [number, number]> = { ArrowRight: [1, 1], ArrowLeft: [-1, -1], ArrowUp: [1, -1], ArrowDown: [-1, 1] };
  const [dx, dy] = step[key] ?? [0, 0];
  const inside = (value: number): boolean => value >= 0 && value < SIDE;
  // At an edge of the diamond one goes along it.
  for (const [nextX, nextY] of [[x + dx, y + dy], [x + dx, y], [x, y + dy]] as const) {
    if (inside(nextX) && inside(nextY)) return nextX + SIDE * nextY;
  }
  return site;
}
