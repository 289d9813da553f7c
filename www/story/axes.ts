// The frame of a plot: title, time, the forbidden strip.
import type { Brush, Colour } from './brush';
import type { Box, Layout } from './layout';
import { TURN } from './timing';
import type { Say } from './words';

export type Across = (value: number) => number;

/** Places of times. */
export const timeScale =
  ({ plot }: Layout): Across =>
  (time) =>
    plot.x + (plot.width * time) / TURN;

export function drawTitle(brush: Brush, { plot, head, row, type, half }: Layout, title: string, colour: Colour): void {
  const y = plot.y - head - type * (row ? 0.55 : 0.35);
  const left = plot.x - 0.2 * type;
  brush.write(title, left, y, { colour, weight: 650, size: 1.06, most: half.x + half.width - 0.9 * type - left });
}

/** Time under the plot, and an arrow in the direction in which the film runs; ticks that would touch it are left out. */
export function drawTime(brush: Brush, layout: Layout, back: boolean, say: Say): void {
  const { plot, strip, type } = layout;
  const x = timeScale(layout);
  const y = plot.y + plot.height + strip + 1.35 * type;
  const label = say(back ? 'story.plot.back' : 'story.plot.time');
  const width = brush.width(label, { weight: 600 });
  const middle = x(TURN / 2);
  const half = width / 2 + 1.8 * type;
  for (let tick = 0; tick <= TURN; tick++) {
    if (Math.abs(x(tick) - middle) > half) brush.write(String(tick), x(tick), y, { align: 'center' });
  }
  const left = middle - (width + 1.7 * type) / 2;
  if (back) {
    brush.arrow(left + 1.2 * type, y - 0.33 * type, -1.2 * type, 'curve');
    brush.write(label, left + 1.7 * type, y, { colour: 'curve', weight: 600 });
  } else {
    brush.write(label, left, y, { weight: 600 });
    brush.arrow(left + width + 0.5 * type, y - 0.33 * type, 1.2 * type, 'soft');
  }
}

/** A strip in which nothing may lie, with its name in a gap of the hatching. */
export function drawForbidden(brush: Brush, layout: Layout, strip: Box, say: Say): void {
  brush.hatch(strip.x, strip.y, strip.width, strip.height);
  nameForbidden(brush, layout, strip, say, strip.x + strip.width / 2, strip.width - layout.type);
}

/** The name of what is forbidden, about the middle of a part of its strip. */
export function nameForbidden(brush: Brush, { type }: Layout, { y, height }: Box, say: Say, middle: number, most: number): void {
  const name = say('story.plot.forbidden');
  const natural = brush.width(name, { size: 0.93 });
  const size = 0.93 * Math.min(1, most / natural);
  const own = Math.min(natural, most);
  const base = y + height / 2 + 0.33 * size * type;
  brush.box(middle - own / 2 - 0.5 * size * type, base - 0.95 * size * type, own + size * type, 1.3 * size * type, 'forbid');
  brush.write(name, middle, base, { align: 'center', size, rim: false });
}
