// Each dot: one state of the surroundings, followed on its own; energy to the right, entropy produced upwards.
import { drawTitle, nameForbidden } from './axes';
import type { Brush } from './brush';
import { count, counted } from './counts';
import type { Layout } from './layout';
import type { Findings } from './scene';
import { clamp } from './timing';
import { line, type Lang, type Say } from './words';

/** What the plot spans: most of the values; those above stand as ticks at the top edge. What dips below zero has the upper part
 * of the strip, and the strip's name the rest of it. */
const SPANS = {
  every: { low: -0.35, high: 2.9, ticks: [1, 2] },
  gentle: { low: -0.028, high: 0.13, ticks: [0.05, 0.1] },
} as const;

/** Energies of the bath lie within this many units of 0. */
const WIDEST = 10.6;

/** Sizes of the finding and of the sentence below it, and the distance of their base lines, in sizes of the type. */
const RESULT = 1.25;
const EACH = 0.95;
const LINE = 1.4;
/** A capital's height, and what hangs below the base line, in sizes of the letters. */
const CAPITAL = 0.75;
const TAIL = 0.25;
/** Letters of the finding smaller than this are not read. */
const SMALLEST = 0.8;
/** Two lines need this much room, in sizes of the type. */
const TWO_LINES = 3.2;

/** Base lines of the sentences in the room between two heights; where two have none, the finding stands alone. */
export function sentences(from: number, to: number, type: number): { result: { base: number; size: number }; each: number | null } {
  const room = to - from;
  const two = room >= TWO_LINES * type;
  const size = Math.min(RESULT, (0.9 * room) / ((CAPITAL + TAIL) * type));
  const height = type * (CAPITAL * size + (two ? LINE + TAIL * EACH : TAIL * size));
  const base = from + (room - height) / 2 + CAPITAL * size * type;
  return { result: { base, size }, each: two ? base + LINE * type : null };
}

export function drawLevels(
  brush: Brush,
  layout: Layout,
  which: 'every' | 'gentle',
  { levels: all, complete }: Findings,
  share: number,
  say: Say,
  lang: Lang,
): void {
  const { plot, strip, head, type } = layout;
  const levels = all[which];
  const { low, high, ticks } = SPANS[which];
  const top = plot.y - 0.3 * head;
  const bottom = plot.y + plot.height + strip;
  const zero = bottom - Math.max(Math.min(strip, 0.3 * (bottom - top)), ((bottom - top) * low) / (low - high));
  const y = (value: number): number => zero - ((zero - top) * value) / high;
  const x = (energy: number): number => plot.x + (plot.width * (energy + WIDEST)) / (2 * WIDEST);
  const below = { x: plot.x, y: zero, width: plot.width, height: bottom - zero };
  brush.hatch(below.x, below.y, below.width, below.height);
  const name = say('story.plot.forbidden');
  const named = clamp(0.36 * plot.width, brush.width(name, { size: 0.85 }), brush.width(name, { size: 0.93 }));
  const part = which === 'gentle' ? { ...below, y: bottom - strip, height: strip } : below;
  if (part.height > 1.2 * type) nameForbidden(brush, layout, part, say, plot.x + 0.6 * type + named / 2, named);
  brush.line(
    [
      [plot.x, zero],
      [plot.x + plot.width, zero],
    ],
    'line-strong',
    1.2,
  );
  // They are evenly spaced: where two would touch, the last is enough.
  const close = zero - y(ticks[0]) < 1.1 * type;
  for (const tick of [0, ...(close ? ticks.slice(-1) : ticks)])
    brush.write(String(tick), plot.x - 0.5 * type, y(tick) + 0.33 * type, { align: 'right', size: tick ? 0.93 : 1 });

  const { states, below: dips, lowest } = counted(levels);
  const title = complete[which] ? say('story.plot.levels', { states: count(states, lang) }) : say('story.plot.levels.any');
  drawTitle(brush, layout, line(title), 'curve');
  const radius = layout.place === 'stage' ? 0.6 * layout.stroke : clamp(plot.width / 420, 1.3, 2.4);
  const shown = levels.slice(0, Math.ceil(levels.length * share));
  for (const { energy, entropy_production: value } of shown) {
    if (value === null) continue;
    if (value > high)
      brush.line(
        [
          [x(energy) - 2.4, top + 3],
          [x(energy), top],
          [x(energy) + 2.4, top + 3],
        ],
        'curve',
        1.2,
        0.6,
      );
    else if (value < 0) brush.disc(x(energy), y(value), radius * 1.5, 'ink');
    else brush.disc(x(energy), y(value), radius, 'curve', 0.42);
  }
  if (complete[which]) {
    // Between the curve and zero; where some dip below zero, in the bowl of the others.
    const { result, each } =
      which === 'every' ? sentences(y(clamp(lowest, 0, high)), zero, type) : { result: { base: y(0.098), size: RESULT }, each: null };
    const middle = plot.x + plot.width / 2;
    if (each !== null) brush.write(line(say('story.plot.each')), middle, each, { align: 'center', size: EACH, most: plot.width * 0.96 });
    if (share === 1 && result.size >= SMALLEST) {
      // The last to be drawn: nothing lies on the finding.
      const found = say('story.plot.below', { states: count(states, lang), below: count(dips, lang) });
      const most = plot.width * (which === 'gentle' ? 0.56 : 0.94);
      brush.write(line(found), middle, result.base, { align: 'center', colour: 'ink', weight: 650, size: result.size, most });
    }
  }
  const foot = bottom + 1.35 * type;
  brush.write(say('story.plot.low'), plot.x, foot);
  brush.write(say('story.plot.high'), plot.x + plot.width, foot, { align: 'right' });
}
