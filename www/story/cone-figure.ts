// How far the news has come: time to the right, distance from home upwards, two decades of the change of the density.
import { drawTime, drawTitle, timeScale } from './axes';
import type { Brush } from './brush';
import type { LightCone } from '../engine/wasm';
import type { Layout } from './layout';
import type { Scene } from './scene';
import { clamp } from './timing';
import { line, type Say } from './words';

/** Shades span this many powers of ten below the largest change. */
const DECADES = 2;
/** What is still to come is this faint. */
const TO_COME = 0.28;

export function drawCone(brush: Brush, layout: Layout, scene: Scene, cone: LightCone | null, say: Say): void {
  const { plot, strip, head, type, stroke } = layout;
  const x = timeScale(layout);
  const top = plot.y - 0.2 * head;
  const bottom = plot.y + plot.height + strip;
  drawTitle(brush, layout, line(say('story.plot.cone')), 'green-text');
  brush.box(plot.x, top, plot.width, bottom - top, 'forbid');
  drawTime(brush, layout, false, say);
  if (!cone) return;

  const distances = cone.distance.filter((distance) => distance > 0);
  const step = (bottom - top) / distances.length;
  const largest = Math.max(...cone.signal.flatMap((row) => distances.map((distance) => row[distance] ?? 0)));
  const shade = (value: number): number => clamp(1 + Math.log10(Math.max(value / largest, 1e-9)) / DECADES);
  for (const distance of distances) {
    const y = bottom - step * distance;
    cone.time.forEach((time, row) => {
      const next = cone.time[row + 1];
      const alpha = shade(cone.signal[row]?.[distance] ?? 0);
      if (next === undefined || alpha < 0.01) return;
      // Neighbours overlap by a hair, or their edges would show.
      const width = Math.min(x(next) - x(time) + 1, plot.x + plot.width - x(time));
      brush.blend(x(time), y + 1, width, step - 2, 'green', 'forbid', alpha * (time <= scene.time ? 1 : TO_COME));
    });
    const arrival = cone.arrival[distance];
    if (arrival === null || arrival === undefined) continue;
    const radius = Math.max(3.5, 1.3 * stroke);
    const alpha = arrival <= scene.time ? 1 : 0.4;
    brush.disc(x(arrival), y + step / 2, radius, 'ink', alpha);
    brush.ring(x(arrival), y + step / 2, radius, 'card', 2, alpha);
  }
  brush.line(
    [
      [x(scene.time), top],
      [x(scene.time), bottom],
    ],
    'ink',
    1.6,
  );
  const row = (distance: number): number => bottom - step * (distance - 0.5) + 0.35 * type;
  brush.write(line(say('story.lattice.far')), plot.x + 0.6 * type, row(distances.length), { colour: 'ink', weight: 600 });
  brush.write(line(say('story.plot.near')), plot.x + plot.width - 0.6 * type, row(1), { colour: 'ink', weight: 600, align: 'right' });
  // Where it fits into what lies before the news; not from afar.
  const unheard = line(say('story.plot.unheard'));
  if (layout.place !== 'stage' && brush.width(unheard) < plot.width * 0.3) brush.write(unheard, plot.x + 0.6 * type, row(5.8));
}
