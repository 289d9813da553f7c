// The lattice stands on its corner: home at the left, the far corner at the right, so that distance from home runs the same
// way as time beside it. Sites of equal distance form columns.

/** Sites in a row of the bath: it is the square of the paper's set-up. */
export const SIDE = 4;
/** Length of the bond to home; the others are 1. */
const DOORSTEP = 1.18;

/** The bath's sites in order. */
export const BATH_SITES = Array.from({ length: SIDE * SIDE }, (_, site) => site);
/** The home site's number, the last. */
export const HOME = BATH_SITES.length;
export const FAR = HOME - 1;

const column = (site: number): number => site % SIDE;
const row = (site: number): number => Math.floor(site / SIDE);

/** Bonds in the record's order: from each site of the bath to its right and its upper neighbour, then from the attached site to home. */
export const BONDS: readonly (readonly [number, number])[] = [
  ...BATH_SITES.flatMap((site) => {
    const right: [number, number][] = column(site) + 1 < SIDE ? [[site, site + 1]] : [];
    const upper: [number, number][] = row(site) + 1 < SIDE ? [[site, site + SIDE]] : [];
    return [...right, ...upper];
  }),
  [0, HOME],
];

/** Places in bonds, home at the origin. */
export const PLACES: readonly { x: number; y: number }[] = [
  ...BATH_SITES.map((site) => ({ x: DOORSTEP + (column(site) + row(site)) / Math.SQRT2, y: (row(site) - column(site)) / Math.SQRT2 })),
  { x: 0, y: 0 },
];

/** The site next to one in a direction of the screen: along the columns or along the rows of the diamond. */
export function beside(site: number, key: string): number {
  const [x, y] = [site % SIDE, Math.floor(site / SIDE)];
  const step: Record<string, [number, number]> = { ArrowRight: [1, 1], ArrowLeft: [-1, -1], ArrowUp: [1, -1], ArrowDown: [-1, 1] };
  const [dx, dy] = step[key] ?? [0, 0];
  const inside = (value: number): boolean => value >= 0 && value < SIDE;
  // At an edge of the diamond one goes along it.
  for (const [nextX, nextY] of [
    [x + dx, y + dy],
    [x + dx, y],
    [x, y + dy],
  ] as const) {
    if (inside(nextX) && inside(nextY)) return nextX + SIDE * nextY;
  }
  return site;
}
