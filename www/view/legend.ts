// One button a curve: its colour, dash and name, its value at the time that is looked at; a press hides or shows it.
import type { Curve } from '../engine/wasm';
import { steady } from '../format';
import { showsLevels, valueOf } from '../panel';
import type { Context } from './context';
import { h, oncePerFrame, rich, plain, s } from './dom';

/** A short piece of a curve. */
export const sampleOf = ({ color, dash }: Curve): SVGSVGElement =>
  s('svg', { class: 'sample', viewBox: '0 0 34 10', 'aria-hidden': 'true' }, s('line', { x1: 1, y1: 5, x2: 33, y2: 5, stroke: color, 'stroke-dasharray': dash.join(' ') }));

export function legendView({ session, panel, t, signal }: Context): HTMLElement {
  // Where no time is looked at, curves have names and no values.
  const list = h('ul', { class: showsLevels(panel) ? 'legend names' : 'legend', 'aria-label': t('legend.label') });
  let values: HTMLElement[] = [];

  const build = (): void => {
    values = [];
    const items = (session.chart.frame?.curves ?? []).map((curve, index) => {
      const value = h('span', { class: 'legend-value' });
      values.push(value);
      const button = h(
        'button',
        {
          type: 'button',
          'aria-pressed': String(!session.chart.hidden.has(index)),
          title: t('legend.toggle', { curve: plain(curve.label) }),
          click: () => session.chart.toggleCurve(index),
        },
        sampleOf(curve),
        h('span', {}, ...rich(curve.label)),
        showsLevels(panel) ? null : value,
      );
      return h('li', {}, button);
    });
    list.replaceChildren(...items);
    update();
  };

  const update = oncePerFrame(() => {
    const moment = session.gaze.shown();
    values.forEach((value, index) => {
      const run = moment?.runs.find((each) => each.index === index);
      const found = run ? valueOf(panel, run) : null;
      value.textContent = found === null ? '' : steady(found, panel.digits);
    });
  }, signal);

  const press = (): void => {
    list.querySelectorAll('button').forEach((button, index) => {
      button.setAttribute('aria-pressed', String(!session.chart.hidden.has(index)));
    });
  };

  build();
  session.changes.on(['curves'], build, signal);
  session.changes.on(['moment', 'rows'], update, signal);
  session.changes.on(['view'], press, signal);
  return list;
}
