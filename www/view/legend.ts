// One button a curve: its colour, dash and name, its value at the time that is looked at; a press hides or shows it.
import type { Curve } from '../engine/wasm';
import { steady } from '../format';
import { showsLevels, showsOneState } from '../panel';
import { couplings } from '../session/session';
import type { Context } from './context';
import { h, subscripts, plain, s } from './dom';
import { throttleToFrame } from './frames';
import { icon } from './icons';
import { curveValues } from './readings';

/** A short piece of a curve. */
export const sampleOf = ({ color, dash }: Curve): SVGSVGElement =>
  s('svg', { class: 'sample', viewBox: '0 0 34 10', 'aria-hidden': 'true' }, s('line', { x1: 1, y1: 5, x2: 33, y2: 5, stroke: color, 'stroke-dasharray': dash.join(' ') }));

export function legendView(context: Context): HTMLElement {
  const { session, panel, t, signal } = context;
  // Where no time is looked at, curves have names and no values.
  const list = h('ul', { class: showsLevels(panel) ? 'legend names' : 'legend', 'aria-label': t('legend.label') });
  // Room for the names that are to come: nothing moves when they do.
  list.style.setProperty('--rows', String(context.adds.curves?.length ?? couplings(session.values)));
  /** The lattice shows one curve's run: which, a button beside its name says. */
  const lattice = showsOneState(panel) && !context.adds.curves && !session.hides('lattice');
  let values: HTMLElement[] = [];
  let shown = '';

  const build = (): void => {
    const curves = session.chart.frame?.curves ?? [];
    // The names of the run before hold their place until there are others.
    if (curves.length === 0 && values.length > 0 && session.runner.state === 'running') return;
    const key = JSON.stringify(curves.map(({ label, color, dash }) => [label, color, dash]));
    // Hiding a curve changes no name: the buttons stay under the reader's finger.
    if (key === shown) return press();
    shown = key;
    const place = [...list.querySelectorAll<Element>('button')].indexOf(document.activeElement ?? list);
    values = [];
    const items = curves.map((curve, index) => {
      const value = h('span', { class: 'legend-value' });
      values.push(value);
      const button = h(
        'button',
        {
          type: 'button',
          class: 'curve',
          title: t('legend.toggle', { curve: plain(curve.label) }),
          click: () => session.chart.toggleCurve(index),
        },
        sampleOf(curve),
        h('span', {}, ...subscripts(curve.label.replaceAll(' = ', '\u00a0=\u00a0'))),
        showsLevels(panel) ? null : value,
      );
      const words = t('legend.follow', { curve: plain(curve.label) });
      const follow = h('button', { type: 'button', class: 'follow', 'aria-label': words, title: words, click: () => session.cursor.follow(index) }, icon('lattice'));
      return lattice && curves.length > 1 ? h('li', { class: 'with-follow' }, button, follow) : h('li', {}, button);
    });
    list.replaceChildren(...items);
    if (place >= 0) (list.querySelectorAll('button')[place] ?? list.querySelector('button'))?.focus();
    press();
    update();
  };

  const update = throttleToFrame(() => {
    const found = curveValues(context, session.cursor.shown());
    values.forEach((value, index) => {
      const own = found[index] ?? null;
      value.textContent = own === null ? '' : steady(own, panel.digits);
    });
  }, signal);

  const press = (): void => {
    const followed = session.cursor.followedRun();
    list.querySelectorAll('.curve').forEach((button, index) => button.setAttribute('aria-pressed', String(!session.chart.hidden.has(index))));
    list.querySelectorAll('.follow').forEach((button, index) => button.setAttribute('aria-pressed', String(index === followed)));
  };

  build();
  session.changes.on(['curves'], build, signal);
  session.changes.on(['moment', 'rows', 'followed'], update, signal);
  session.changes.on(['view', 'followed', 'state'], press, signal);
  return list;
}
