// Where the sites of a lattice are drawn, in units of the distance between neighbours.

export interface Site {
  x: number;
  y: number;
}

export interface Lattice {
  /** Bath sites, then the system. */
  sites: Site[];
  /** Pairs of neighbouring bath sites. */
  bonds: [number, number][];
  attach: number;
}

/** The lattice of the parameters `bath` (square-4x4, chain-12) and `attach`. */
export function lattice(bath: string, attach: number): Lattice {
  const [lx, ly] = (/^square-(\d+)x(\d+)$/.exec(bath) ?? []).slice(1).map(Number);
  if (lx !== undefined && ly !== undefined) return rectangle(lx, ly, attach);
  return chain(Number(bath.replace('chain-', '')), attach);
}

function rectangle(lx: number, ly: number, attach: number): Lattice {
  const sites = Array.from({ length: lx * ly }, (_, i) => ({ x: i % lx, y: Math.floor(i / lx) }));
  const bonds: [number, number][] = [];
  for (let i = 0; i < lx * ly; i++) {
    if (i % lx < lx - 1) bonds.push([i, i + 1]);
    if (i + lx < lx * ly) bonds.push([i, i + lx]);
  }
  const { x, y } = sites[attach] ?? { x: 0, y: 0 };
  // Outwards from an edge or corner; from the inside, into the middle of a cell.
  const dx = x === 0 ? -1 : x === lx - 1 ? 1 : 0;
  const dy = y === 0 ? -1 : y === ly - 1 ? 1 : 0;
  const reach = dx !== 0 && dy !== 0 ? 0.8 : dx === 0 && dy === 0 ? 0 : 1.05;
  const system = reach === 0 ? { x: x + 0.5, y: y - 0.5 } : { x: x + dx * reach, y: y + dy * reach };
  return { sites: [...sites, system], bonds, attach };
}

/** A chain is bent into an open ring, to be as tall as it is wide; the system sits outside it. */
function chain(length: number, attach: number): Lattice {
  const gap = 2;
  const radius = Math.max(0.9, (length + gap) / (2 * Math.PI));
  const place = (position: number, distance: number): Site => {
    const angle = (2 * Math.PI * (position + (gap + 1) / 2)) / (length + gap);
    return { x: distance * Math.sin(angle), y: distance * Math.cos(angle) };
  };
  const sites = Array.from({ length }, (_, i) => place(i, radius));
  const bonds = Array.from({ length: length - 1 }, (_, i): [number, number] => [i, i + 1]);
  return { sites: [...sites, place(attach, radius + 1.1)], bonds, attach };
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
