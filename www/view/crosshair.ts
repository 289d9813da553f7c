// A line at the time that is looked at, a dot on every curve, and beside the pointer the values.
import { number, steady } from '../format';
import type { Context } from './context';
import { h, oncePerFrame, s } from './dom';
import { fractionOf } from './scale';

export function crosshair({ session, signal }: Context): { overlay: SVGSVGElement; readout: HTMLElement; update: () => void } {
  const line = s('line', { class: 'cross-line' });
  const dots = s('g');
  const overlay = s('svg', { class: 'plot-overlay', 'aria-hidden': 'true' }, line, dots);
  const readout = h('div', { class: 'readout', 'aria-hidden': 'true' });

  const update = oncePerFrame(() => {
    const { frame } = session.chart;
    const moment = session.gaze.shown();
    const place = frame && moment ? fractionOf(frame.x, moment.time) : NaN;
    const inside = place >= -1e-9 && place <= 1 + 1e-9;
    overlay.classList.toggle('empty', !inside);
    readout.classList.toggle('empty', !inside || !session.gaze.pointing());
    if (!frame || !moment || !inside) return;
    const x = frame.left + place * frame.width;
    line.setAttribute('x1', String(x));
    line.setAttribute('x2', String(x));
    line.setAttribute('y1', String(frame.top));
    line.setAttribute('y2', String(frame.top + frame.height));
    const rows: HTMLElement[] = [];
    const circles: SVGElement[] = [];
    moment.runs.forEach((run) => {
      const { index } = run;
      const curve = frame.curves[index];
      const value = run.entropy_production;
      if (!curve || value === null || session.chart.hidden.has(index)) return;
      const up = fractionOf(frame.y, value);
      if (up >= 0 && up <= 1) {
        circles.push(s('circle', { class: 'cross-dot', cx: frame.left + fractionOf(frame.x, run.time) * frame.width, cy: frame.top + (1 - up) * frame.height, r: 4, fill: curve.color }));
      }
      rows.push(h('div', {}, h('span', {}, `γ′ = ${number(run.coupling)}`), h('strong', {}, steady(value))));
    });
    dots.replaceChildren(...circles);
    readout.replaceChildren(h('div', { class: 'readout-time' }, `t = ${number(moment.time)}`), ...rows);
    const leftHalf = place < 0.5;
    readout.style.left = leftHalf ? `${x + 14}px` : 'auto';
    readout.style.right = leftHalf ? 'auto' : `calc(100% - ${x - 14}px)`;
    readout.style.top = `${frame.top + 40}px`;
  }, signal);

  return { overlay, readout, update };
}
