// The curve of entropy. Time is folded, not unfolded: the way back runs right to left over the same axis, so that coming home
// is landing on one's own line at zero.
import type { Brush } from './brush';
import { drawForbidden, drawTime, drawTitle, timeScale } from './axes';
import type { Journey } from './journey';
import type { Layout } from './layout';
import type { Findings, Scene } from './scene';
import { clamp, TURN } from './timing';
import { line, type Say } from './words';

/** Steps of a whole curve. */
const STEPS = 240;
/** The plot's height is this many times the largest entropy of the way there. */
const HEADROOM = 1.002;
/** Arrowheads stand on the way back at these times. */
const HEADS = [4.1, 2.7, 0.62];

type Reading = (time: number) => number;

class Curves {
  readonly x: (time: number) => number;
  readonly y: (value: number) => number;
  private readonly brush: Brush;
  private readonly layout: Layout;

  constructor(brush: Brush, layout: Layout, top: number) {
    this.brush = brush;
    this.layout = layout;
    this.x = timeScale(layout);
    this.y = (value) => layout.plot.y + layout.plot.height * (1 - value / top);
  }

  points(read: Reading, from: number, to: number): [number, number][] {
    const count = Math.max(2, Math.ceil((Math.abs(to - from) / TURN) * STEPS));
    return Array.from({ length: count + 1 }, (_, k) => {
      const time = from + ((to - from) * k) / count;
      return [this.x(time), this.y(read(time))];
    });
  }

  draw(read: Reading, from: number, to: number, width: number, alpha = 1, colour: 'curve' | 'card' = 'curve'): void {
    this.brush.line(this.points(read, from, to), colour, width, alpha);
  }

  dot(time: number, value: number, radius: number, alpha = 1): void {
    this.brush.disc(this.x(time), this.y(value), radius, 'curve', alpha);
    this.brush.ring(this.x(time), this.y(value), radius, 'card', Math.max(2, radius * 0.36), alpha);
  }

  /** Arrowheads along the way back. */
  heads(read: Reading, times: number[]): void {
    const { brush, layout } = this;
    const size = 0.34 * layout.type;
    for (const time of times) {
      const [x, y] = [this.x(time), this.y(read(time))];
      const next = time - 0.04;
      const angle = Math.atan2(this.y(read(next)) - y, this.x(next) - x);
      const turned = (along: number, aside: number): [number, number] => [
        x + along * Math.cos(angle) - aside * Math.sin(angle),
        y + along * Math.sin(angle) + aside * Math.cos(angle),
      ];
      brush.line([turned(-size, -size), turned(0.2 * size, 0), turned(-size, size)], 'curve', 0.75 * layout.stroke);
    }
  }

  /** The area between two curves. */
  area(low: Reading, high: Reading, to: number, alpha: number): void {
    const { pen, palette } = this.brush;
    const edge = [...this.points(high, 0, to), ...this.points(low, to, 0)];
    pen.globalAlpha = alpha;
    pen.fillStyle = palette.curve;
    pen.beginPath();
    edge.forEach(([x, y], k) => (k === 0 ? pen.moveTo(x, y) : pen.lineTo(x, y)));
    pen.closePath();
    pen.fill();
    pen.globalAlpha = 1;
  }
}

/** The largest entropy on the way there. */
const highest = (journey: Journey): number =>
  Array.from({ length: STEPS + 1 }, (_, k) => journey.entropy((journey.turn * k) / STEPS)).reduce((a, b) => Math.max(a, b));

const tops = new WeakMap<Journey, number>();

export function drawCurve(brush: Brush, layout: Layout, scene: Scene, findings: Findings, say: Say): void {
  const { plot, strip, type, stroke, hair } = layout;
  const { untouched, arrival } = findings;
  const bottom = plot.y + plot.height;
  drawForbidden(brush, layout, { ...plot, y: bottom, height: strip }, say);
  brush.line(
    [
      [plot.x, bottom],
      [plot.x + plot.width, bottom],
    ],
    'line-strong',
    hair,
  );
  brush.write('0', plot.x - 0.55 * type, bottom + 0.33 * type, { align: 'right' });
  drawTitle(brush, layout, say('story.plot.entropy'), 'curve');
  drawTime(brush, layout, scene.back, say);
  if (!untouched) return;

  const top = tops.get(untouched) ?? highest(untouched) * HEADROOM;
  tops.set(untouched, top);
  const curves = new Curves(brush, layout, top);
  if (plot.height > 90 && top > 1) {
    brush.line(
      [
        [plot.x, curves.y(1)],
        [plot.x + plot.width * 0.012, curves.y(1)],
      ],
      'line-strong',
      hair,
    );
    brush.write('1', plot.x - 0.55 * type, curves.y(1) + 0.33 * type, { align: 'right' });
  }
  if (scene.picture === 'alone') return drawAlone(brush, layout, curves, scene, findings, say);
  if (scene.picture === 'bands') drawBands(brush, layout, curves, scene, untouched, say);

  const out: Reading = (time) => untouched.entropy(untouched.moment(time, false));
  const home: Reading = (time) => untouched.entropy(untouched.moment(time, true));
  const done = scene.back || scene.untouchedTo !== null || scene.nudgedTo !== null;
  // There from the first frame, so that every picture has its meaning.
  curves.draw(out, 0, TURN, stroke * (done ? 0.8 : 0.6), done ? 0.36 : 0.28);
  if (!done) curves.draw(out, 0, Math.max(0.001, scene.time), stroke, scene.opacity);
  const quiet = scene.nudgedTo !== null;
  if (scene.untouchedTo !== null) {
    curves.draw(home, TURN, scene.untouchedTo, stroke * (quiet ? 0.7 : 1), quiet ? 0.55 : 1);
    const reached = scene.untouchedTo + 0.1;
    if (!quiet)
      curves.heads(
        home,
        HEADS.filter((time) => time > reached),
      );
    else if (scene.untouchedTo === 0) curves.dot(0, home(0), stroke * 1.3, 0.9);
  }
  if (scene.nudged && scene.nudgedTo !== null) drawNudged(brush, layout, curves, scene.nudged, scene.nudgedTo, say);
  if (scene.labels && !done) drawLabels(brush, layout, curves, out, scene.time, arrival, say);
  const landed = scene.nudgedTo === 0 && scene.back && scene.time === 0;
  if (!landed) {
    const journey = scene.back && scene.nudged ? scene.nudged : untouched;
    const value = journey.entropy(journey.moment(scene.time, scene.back));
    const x = curves.x(scene.time);
    brush.line(
      [
        [x, curves.y(value)],
        [x, bottom],
      ],
      'curve',
      hair,
      0.5 * scene.opacity,
    );
    curves.dot(scene.time, value, stroke * 1.9, scene.opacity);
  }
}

/** The way back after a nudge: dashed, and it stays up while the untouched one dives. */
function drawNudged(brush: Brush, layout: Layout, curves: Curves, nudged: Journey, to: number, say: Say): void {
  const { plot, type, stroke, hair } = layout;
  const read: Reading = (time) => nudged.entropy(nudged.moment(time, true));
  curves.draw(read, TURN, to, stroke * 1.9, 1, 'card');
  brush.pen.setLineDash([stroke * 2.6, stroke * 2.2]);
  curves.draw(read, TURN, to, stroke);
  brush.pen.setLineDash([]);
  if (to !== 0) return;
  const end = nudged.left;
  curves.dot(0, end, stroke * 1.9);
  brush.write(say('story.plot.nudged'), plot.x + 0.1 * type, curves.y(end) - 1.05 * type, { colour: 'curve', weight: 650 });
  // What stays: the gap between coming home and not.
  brush.line(
    [
      [plot.x, curves.y(end) + 3 * stroke],
      [plot.x, plot.y + plot.height - 2.4 * stroke],
    ],
    'curve',
    Math.max(1.4, hair),
    0.55,
  );
  if (plot.width > 430) brush.write(say('story.plot.untouched'), curves.x(0.42), curves.y(0.2), { colour: 'curve' });
}

/** Words at the curve; what would touch its neighbour is left out. */
function drawLabels(brush: Brush, layout: Layout, curves: Curves, out: Reading, time: number, arrival: number | null, say: Say): void {
  const { plot, type, stroke, hair } = layout;
  const y = plot.y - 0.95 * type;
  const size = 0.97;
  const mixed = say('story.plot.mixed');
  const right = plot.x + plot.width + 0.8 * type;
  const mixedWidth = brush.width(mixed, { size });
  let newsEnd = plot.x;
  if (arrival !== null) {
    const news = line(say('story.plot.news'));
    const left = plot.x - 0.4 * type;
    const width = Math.min(right - left, brush.width(news, { size }));
    let middle = curves.x(arrival);
    brush.line(
      [
        [middle, curves.y(out(arrival)) - 0.9 * stroke],
        [middle, y + 0.35 * type],
      ],
      'soft',
      hair,
    );
    if (middle + width / 2 > right - mixedWidth - 0.7 * type) {
      middle = Math.max(left + width / 2, right - mixedWidth - 0.9 * type - width / 2);
    }
    brush.write(news, middle, y, { align: 'center', size, colour: time >= arrival ? 'ink' : 'soft', most: right - left });
    newsEnd = middle + width / 2 + 0.3 * type;
  }
  if (newsEnd < right - mixedWidth) brush.write(mixed, right, y, { align: 'right', size, colour: time >= 4.2 ? 'ink' : 'soft' });
}

/** Left alone, nothing changes: the entropy that the same site makes while its door is shut. */
function drawAlone(brush: Brush, { plot, type, stroke }: Layout, curves: Curves, { time }: Scene, { alone }: Findings, say: Say): void {
  if (!alone) return;
  const read: Reading = (at) => alone.entropy(alone.moment(at, false));
  curves.draw(read, 0, Math.max(0.001, time), stroke);
  curves.dot(time, read(time), stroke * 1.9);
  const words = { align: 'center', colour: 'ink', weight: 600, size: 1.1 } as const;
  brush.write(line(say('story.plot.alone')), curves.x(TURN / 2), plot.y + plot.height - 1.2 * type, { ...words, most: plot.width });
}

/** The two parts that the entropy is made of. */
function drawBands(brush: Brush, { plot }: Layout, curves: Curves, { time, opacity }: Scene, untouched: Journey, say: Say): void {
  const own: Reading = (at) => untouched.uncertainty(at);
  curves.area(() => 0, own, time, 0.34 * opacity);
  curves.area(own, (at) => untouched.entropy(at), time, 0.14 * opacity);
  curves.draw(own, 0, Math.max(0.001, time), 2, opacity, 'card');
  const words = { align: 'center', colour: 'ink', weight: 600, size: 1.06, rim: false, most: plot.x + plot.width - curves.x(1) } as const;
  brush.pen.globalAlpha = clamp((time - 2.2) / 0.8);
  const middle = untouched.uncertainty(3);
  brush.write(line(say('story.plot.passed')), curves.x(2.95), curves.y((middle + untouched.entropy(3)) / 2) + 4, words);
  brush.write(line(say('story.plot.uncertain')), curves.x(2.95), curves.y(middle / 2) + 4, words);
  brush.pen.globalAlpha = 1;
}
