// The way from site to site with the arrow keys.

export interface Site {
  x: number;
  y: number;
}

/** The site that comes next in a direction, if there is one. */
export function nearest(sites: Site[], from: number, direction: Site): number | undefined {
  const here = sites[from];
  if (!here) return undefined;
  let best: { index: number; cost: number } | undefined;
  sites.forEach(({ x, y }, index) => {
    const [dx, dy] = [x - here.x, y - here.y];
    const along = dx * direction.x + dy * direction.y;
    const aside = Math.abs(dx * direction.y) + Math.abs(dy * direction.x);
    if (along <= 0.1 || aside > along * 1.5) return;
    const cost = along + 2 * aside;
    if (!best || cost < best.cost) best = { index, cost };
  });
  return best?.index;
}
