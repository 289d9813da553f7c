// A line at the time that is looked at, a dot on every curve, and beside the pointer the values; on a map also a line at the distance.
import { number } from '../format';
import type { Frame } from '../engine/wasm';
import type { Context } from './context';
import { h, s } from './dom';
import { throttleToFrame } from './frames';
import { putReadout } from './readout';
import { readings } from './readings';
import { fractionOf } from '../engine/axis';

export function crosshair(context: Context): { overlay: SVGSVGElement; readout: HTMLElement; update: () => void } {
  const { session, adds, signal } = context;
  const line = s('path', { class: 'cross-line' });
  const level = s('line', { class: 'cross-line' });
  const dots = s('g');
  const overlay = s('svg', { class: adds.map ? 'plot-overlay on-map' : 'plot-overlay', 'aria-hidden': 'true' }, line, level, dots);
  // The legend has the values of curves; a card would cover them.
  const card = adds.map !== undefined || session.hides('legend');
  const readout = h('div', { class: 'readout', 'aria-hidden': 'true' });

  const update = throttleToFrame(() => {
    const { frame } = session.chart;
    const moment = session.cursor.shown();
    const place = frame && moment ? fractionOf(frame.x, moment.time) : NaN;
    const inside = place >= -1e-9 && place <= 1 + 1e-9;
    overlay.classList.toggle('empty', !inside);
    readout.classList.toggle('empty', !card || !inside || !session.cursor.pointing());
    if (!frame || !moment || !inside) return;
    const at = (fraction: number): number => frame.left + fraction * frame.width;
    const up = (fraction: number): number => frame.top + (1 - fraction) * frame.height;
    const draw = (element: SVGLineElement, x1: number, y1: number, x2: number, y2: number): void =>
      Object.entries({ x1, y1, x2, y2 }).forEach(([name, value]) => element.setAttribute(name, String(value)));
    line.setAttribute('d', piecesOf(frame, at(place)));
    const found = readings(context, moment);
    const circles: SVGElement[] = [];
    for (const { run, x, y } of found) {
      const height = fractionOf(frame.y, y);
      if (!(height >= 0 && height <= 1)) continue;
      circles.push(s('circle', { class: 'cross-dot', cx: at(fractionOf(frame.x, x)), cy: up(height), r: 4, fill: frame.curves[run]?.color ?? 'currentColor' }));
      if (adds.map) draw(level, at(0), up(height), at(1), up(height));
    }
    dots.replaceChildren(...circles);
    const rows = found.map(({ label, said }) => h('div', {}, h('span', {}, label), h('strong', {}, said)));
    readout.replaceChildren(h('div', { class: 'readout-time' }, `t = ${number(moment.time)}`), ...rows);
    const leftHalf = place < 0.5;
    putReadout(readout, at(place), frame.top + 40, leftHalf);
  }, signal);

  return { overlay, readout, update };
}

/** An upright line across the plot, as a path with gaps where words stand. */
function piecesOf({ top, height, words }: Frame, x: number): string {
  const gaps = words.filter(({ left, right }) => left < x && x < right).sort((a, b) => a.top - b.top);
  const path = gaps.map((gap) => `V${Math.max(top, gap.top)}M${x} ${Math.min(top + height, gap.bottom)}`);
  return `M${x} ${top}${path.join('')}V${top + height}`;
}
