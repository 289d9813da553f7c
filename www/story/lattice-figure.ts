// The lattice: how much of a particle is at each site, and how it flows.
// Area is kept: a ring is room for one particle, a disc what is there. Green is what came on top of the start, blue what was
// there already; all green together is one particle, so that the eye can follow a fluid.
import type { Brush } from './brush';
import { BATH_SITES, BONDS, FAR, HOME, PLACES } from './diamond';
import type { Journey } from './journey';
import type { Layout } from './layout';
import { shown, type Findings, type Scene } from './scene';
import { clamp, smooth } from './timing';
import { line, type Say } from './words';

type Lattice = NonNullable<Layout['lattice']>;

/** A current of this many particles a unit of time is drawn at full strength. */
const FULL_CURRENT = 0.3;
/** Weak flow is drawn stronger than in proportion, or it would not be seen; the weakest is left out. */
const CURRENT_POWER = 0.62;
const WEAKEST = 0.05;
/** From this time on the flow is mostly noise to the eye, and its drops become fainter until the next. */
const NOISE = { from: 3, to: 4.2, kept: 0.55 };
/** Drops on a bond go once along it while this share of a particle crosses. */
const CROSSING = 1 / 7;
const DOORSTEP_CROSSING = 2 / 11;
/** Green discs of less than this share of a particle are not drawn. */
const SMALLEST = 0.0008;

export interface Point {
  x: number;
  y: number;
}

export const siteAt = ({ bond, homeX, homeY }: Lattice, site: number): Point => {
  const place = PLACES[site] ?? { x: 0, y: 0 };
  return { x: homeX + place.x * bond, y: homeY + place.y * bond };
};

export function drawLattice(brush: Brush, layout: Layout, scene: Scene, findings: Findings, say: Say): void {
  const { lattice } = layout;
  if (!lattice) return;
  const now = shown(scene, findings);
  BONDS.forEach((_, bond) => drawBond(brush, lattice, scene, bond, now));
  for (const site of [...BATH_SITES, HOME]) drawSite(brush, layout, lattice, scene, site, now);
  drawNames(brush, layout, lattice, scene, findings.arrival, say);
  if (scene.site !== null && (scene.back || scene.rings > 0)) drawNudge(brush, layout, lattice, scene, scene.site, say);
}

type Now = { journey: Journey; moment: number } | null;

function drawBond(brush: Brush, lattice: Lattice, scene: Scene, bond: number, now: Now): void {
  const [first, second] = BONDS[bond] ?? [0, 0];
  const [a, b] = [siteAt(lattice, first), siteAt(lattice, second)];
  const length = Math.hypot(b.x - a.x, b.y - a.y);
  const [ux, uy] = [(b.x - a.x) / length, (b.y - a.y) / length];
  const at = (distance: number): [number, number] => [a.x + ux * distance, a.y + uy * distance];
  const [from, to] = [lattice.radius * 1.06, length - lattice.radius * 1.06];
  const width = Math.max(1.2, lattice.bond * 0.035);
  const doorstep = second === HOME;
  if (doorstep && scene.picture === 'alone') {
    // The door is shut.
    const [middle, gap] = [(from + to) / 2, lattice.bond * 0.1];
    brush.line([at(from), at(middle - gap)], 'line', width);
    brush.line([at(middle + gap), at(to)], 'line', width);
    return;
  }
  brush.line([at(from), at(to)], 'line', width);
  if (!now) return;
  const current = now.journey.current(bond, now.moment);
  const strength = clamp((Math.abs(current) / FULL_CURRENT) ** CURRENT_POWER);
  if (strength < WEAKEST) return;
  const fading = 1 - (1 - NOISE.kept) * smooth(clamp((scene.time - NOISE.from) / (NOISE.to - NOISE.from)));
  const opacity = scene.opacity * fading;
  brush.line([at(from), at(to)], 'green', lattice.bond * 0.2 * strength, 0.16 * strength * opacity);
  // One drop a bond, two on the doorstep. Its place is the flow so far, so that it turns round when the film does.
  const drops = doorstep ? 2 : 1;
  const flow = now.journey.flow(bond, now.moment) / (doorstep ? DOORSTEP_CROSSING / drops : CROSSING);
  const way = Math.sign(current);
  const angle = Math.atan2(uy * way, ux * way);
  for (let drop = 0; drop < drops; drop++) {
    const share = ((((drop + flow) % drops) + drops) % drops) / drops;
    const swelling = Math.sin(Math.PI * share);
    const [x, y] = at(from * 0.84 + (length - from * 1.68) * share);
    const radius = lattice.bond * 0.066 * (0.45 + 0.55 * strength) * Math.sqrt(swelling);
    const tail = lattice.bond * (0.1 + 0.2 * strength) * way;
    const { pen, palette } = brush;
    pen.globalAlpha = clamp(0.25 + strength) * Math.min(1, swelling * 1.6) * opacity;
    pen.fillStyle = palette.green;
    pen.beginPath();
    pen.moveTo(x - ux * tail, y - uy * tail);
    pen.arc(x, y, radius, angle - Math.PI / 2, angle + Math.PI / 2);
    pen.closePath();
    pen.fill();
    pen.globalAlpha = 1;
  }
}

function drawSite(
  brush: Brush,
  { place, stroke }: Layout,
  { bond, radius, ...lattice }: Lattice,
  scene: Scene,
  site: number,
  now: Now,
): void {
  const { x, y } = siteAt({ bond, radius, ...lattice }, site);
  const home = site === HOME;
  brush.disc(x, y, radius, 'card');
  if (now) {
    const filled = clamp(now.journey.density(site, now.moment));
    // Home's own particle is the one that spreads: all of it is green.
    const added = home ? filled : clamp(filled - now.journey.before(site));
    if (!home) brush.disc(x, y, radius * 0.97 * Math.sqrt(filled), 'bath-fill', scene.opacity);
    if (added > SMALLEST) {
      const disc = radius * 0.97 * Math.sqrt(added);
      brush.disc(x, y, disc, 'green', scene.opacity);
      if (!home && added > 0.01) brush.ring(x, y, disc, 'card', Math.max(1, bond * 0.016), scene.opacity);
    }
  }
  const rim = Math.max(1.2, bond * (home ? 0.055 : 0.022), place === 'stage' ? stroke * (home ? 1.1 : 0.8) : 0);
  brush.ring(x, y, radius, home ? 'green' : 'line-strong', rim);
  if (scene.picking > 0 && !home) {
    if (scene.pointed === site) brush.ring(x, y, radius + 2, 'ink', Math.max(3, bond * 0.07), scene.picking);
    else {
      const wave = 0.55 + 0.45 * Math.abs(Math.sin(scene.beat * 3.1 - (PLACES[site]?.x ?? 0) * 0.7));
      brush.ring(x, y, radius, 'accent', Math.max(2, bond * 0.045), scene.picking * wave);
    }
  }
}

function drawNames(brush: Brush, layout: Layout, lattice: Lattice, scene: Scene, arrival: number | null, say: Say): void {
  const { type } = layout;
  const home = siteAt(lattice, HOME);
  const size = layout.place === 'stage' ? 1 : clamp((lattice.bond * 0.26) / type, 0.86, 1.12);
  const name = say('story.lattice.home');
  const half = brush.width(name, { size, weight: 650 }) / 2;
  // In a small frame the name would touch the next site: there it moves outwards as far as it may.
  const x = Math.max(home.x, lattice.x + half + 8);
  brush.write(name, x, home.y + lattice.radius + type * size * 1.15, { align: 'center', colour: 'green-text', weight: 650, size });

  if (arrival === null || scene.back || scene.picking > 0 || (scene.picture !== 'film' && scene.picture !== 'cone')) return;
  const far = siteAt(lattice, FAR);
  const near = clamp((scene.time - arrival + 0.22) / 0.35) * scene.opacity;
  if (near > 0 && lattice.farLabel) {
    brush.pen.globalAlpha = near;
    const lines = line(say('story.lattice.farLines')).split('|');
    lines.forEach((text, k) =>
      brush.write(text, far.x + lattice.radius + 0.5 * type, far.y + type * (0.34 + (k - (lines.length - 1) / 2) * 1.15)),
    );
    brush.pen.globalAlpha = 1;
  }
  const spread = clamp((scene.time - arrival) / 0.5);
  if (spread > 0 && spread < 1)
    brush.ring(far.x, far.y, lattice.radius * (1 + 0.55 * spread), 'green', 2.5, (1 - spread) * 0.8 * scene.opacity);
}

function drawNudge(brush: Brush, layout: Layout, lattice: Lattice, scene: Scene, site: number, say: Say): void {
  const { x, y } = siteAt(lattice, site);
  const { bond, radius } = lattice;
  brush.ring(x, y, radius, 'ink', Math.max(2.4, bond * 0.05));
  if (scene.rings > 0 && scene.rings < 1) {
    for (const delay of [0, 0.22]) {
      const spread = clamp((scene.rings - delay) / (1 - delay));
      if (spread > 0) brush.ring(x, y, radius * (1 + 1.5 * spread), 'ink', Math.max(2, bond * 0.05 * (1 - spread)), 1 - spread);
    }
  }
  if (layout.mini) return;
  // Named in the empty corner of the diamond, with the same ring.
  const { type } = layout;
  const name = say('story.lattice.nudged');
  const right = lattice.x + lattice.width - Math.max(10, type);
  const height = lattice.y + 1.75 * type;
  const width = brush.write(name, right, height, { align: 'right', colour: 'ink', weight: 650 });
  brush.ring(right - width - 0.92 * type, height - 0.33 * type, 0.42 * type, 'ink', Math.max(2, 0.16 * type));
}
