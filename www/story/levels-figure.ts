// Each dot: one state of the surroundings, followed on its own; energy to the right, entropy produced upwards.
import { drawForbidden, drawTitle } from './axes';
import type { Brush } from './brush';
import { count, counted } from './counts';
import type { Layout } from './layout';
import type { Findings } from './scene';
import { clamp } from './timing';
import { line, type Lang, type Say } from './words';

/** What the plot spans: most of the values; those above stand as ticks at the top edge. */
const SPANS = {
  every: { low: -0.35, high: 2.9, ticks: [1, 2], words: 0.62 },
  gentle: { low: -0.02, high: 0.13, ticks: [0.05, 0.1], words: 0.098 },
} as const;

/** Energies of the bath lie within this many units of 0. */
const WIDEST = 10.6;

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
  const { low, high, ticks, words } = SPANS[which];
  const top = plot.y - 0.3 * head;
  const bottom = plot.y + plot.height + strip;
  const y = (value: number): number => bottom - ((bottom - top) * (value - low)) / (high - low);
  const x = (energy: number): number => plot.x + (plot.width * (energy + WIDEST)) / (2 * WIDEST);
  const zero = y(0);
  const named = Math.min(plot.width * 0.36, brush.width(say('story.plot.forbidden'), { size: 0.93 }));
  drawForbidden(brush, layout, plot.x, zero, plot.width, bottom - zero, say, plot.x + 1.2 * type + named / 2, named);
  brush.line(
    [
      [plot.x, zero],
      [plot.x + plot.width, zero],
    ],
    'line-strong',
    1.2,
  );
  for (const tick of [0, ...ticks])
    brush.write(String(tick), plot.x - 0.5 * type, y(tick) + 0.33 * type, { align: 'right', size: tick ? 0.93 : 1 });

  const { states, below } = counted(levels);
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
  const middle = plot.x + plot.width / 2;
  if (complete[which] && share === 1) {
    const said = say('story.plot.below', { states: count(states, lang), below: count(below, lang) });
    const most = plot.width * (which === 'gentle' ? 0.56 : 0.94);
    brush.write(line(said), middle, y(words), { align: 'center', colour: 'ink', weight: 650, size: 1.25, most });
  }
  if (which === 'every' && complete.every)
    brush.write(line(say('story.plot.each')), middle, y(0.38), { align: 'center', size: 0.95, most: plot.width * 0.96 });
  const foot = bottom + 1.35 * type;
  brush.write(say('story.plot.low'), plot.x, foot);
  brush.write(say('story.plot.high'), plot.x + plot.width, foot, { align: 'right' });
}
