// In the panel of growing baths: how long the theorem holds beside its curves, each bath in numbers, and which baths there are.
import { latticeName, type SizeRecord } from '../engine/wasm';
import { number, whole } from '../format';
import type { Context, PanelView } from '../view/context';
import { h, subscripts } from '../view/dom';
import { familyChoice } from '../view/family';
import { findingsView } from '../view/findings';
import { sidePlotView, type SidePlot } from '../view/side-plot';

/** The time until which the theorem holds, against the side length. */
const HOLDING: SidePlot = { plot: 'sizes', title: 'holding.title', text: 'holding.text', overTime: false, legend: () => true };

/** What is left at late times, against the number of states. */
const LATE: SidePlot = { plot: 'late', title: 'late.title', text: 'late.text', overTime: false, legend: () => true };

/** A place for one of two plots: the first where the theorem is followed from one eigenstate, the second where it is from several. */
function eitherView(context: Context, one: SidePlot, several: SidePlot): HTMLElement {
  const { session, signal } = context;
  const views = [sidePlotView(context, one), sidePlotView(context, several)];
  const update = (): void => {
    const shown = Number(session.values['levels']) > 1 ? 1 : 0;
    views.forEach((view, k) => (view.hidden = k !== shown));
  };
  update();
  session.changes.on(['scenario'], update, signal);
  return h('div', { class: 'either' }, ...views);
}

/** Several eigenstates are asked for by those who ask what is left of them: that stands beside the curves then, and how long the theorem holds below. */
const besideView = (context: Context): HTMLElement => eitherView(context, HOLDING, LATE);

/** The bath of each curve in numbers. */
function bathsTable({ session, lang, t, say, signal }: Context): HTMLElement {
  const body = h('tbody', {});
  const heads = ['baths.bath', 'baths.filling', 'baths.states', 'baths.state', 'baths.betaMu', 'baths.holds'] as const;
  const table = h(
    'table',
    {},
    h('caption', {}, t('baths.title')),
    h('thead', {}, h('tr', {}, ...heads.map((head) => h('th', { scope: 'col' }, ...subscripts(t(head)))))),
    body,
  );
  const box = h('div', { class: 'table-scroll', tabindex: 0, role: 'region', 'aria-label': t('baths.title') }, table);

  const state = ({ state: bath }: SizeRecord): string => {
    const { index, residual } = bath?.eigenstate ?? {};
    if (typeof index === 'number') return t('baths.index', { index });
    return residual === undefined ? '–' : t('baths.residual', { residual: number(residual, 2) });
  };
  const betaMu = ({ state: bath }: SizeRecord): string => {
    const { beta_mu: value, beta_mu_error: error } = bath?.eigenstate ?? {};
    if (typeof value !== 'number') return '–';
    return number(value, 5) + (error === undefined ? '' : ` ± ${number(error, 2)}`);
  };
  const holds = ({ holds: all }: SizeRecord): string =>
    all
      .map(({ until, followed }) => (until === null ? t('baths.longer', { time: number(followed) }) : `t = ${number(until, 3)}`))
      .join('; ');

  const update = (): void => {
    const { state: phase, result } = session.runner;
    const sizes = phase === 'done' && result && 'growth' in result ? result.sizes : [];
    box.hidden = sizes.length === 0;
    body.replaceChildren(
      ...sizes.map((size) => {
        const name = `${say(latticeName(size.bath))}, N = ${size.bosons}`;
        const cells = [
          name,
          number(size.filling, 3),
          size.state ? whole(size.state.dimension, lang) : '–',
          state(size),
          betaMu(size),
          holds(size),
        ];
        return h('tr', {}, ...cells.map((cell) => h('td', {}, cell)));
      }),
    );
  };
  update();
  session.changes.on(['state'], update, signal);
  return box;
}

function bathsView(context: Context): HTMLElement {
  const { session, t, signal } = context;
  const plots = h(
    'div',
    { class: 'side-plots' },
    eitherView(context, LATE, HOLDING),
    sidePlotView(context, { plot: 'deviation', title: 'deviation.title', text: 'deviation.sizes', overTime: true }),
    sidePlotView(context, { plot: 'production', title: 'production.title', text: 'production.text', overTime: true }),
  );
  const theorem = h('div', { class: 'sizes' }, findingsView(context), familyChoice(context), bathsTable(context), plots);
  const excuse = h('p', { class: 'explanation' }, t('irreversible.text'));
  const update = (): void => {
    theorem.hidden = session.irreversible;
    excuse.hidden = !theorem.hidden;
  };
  update();
  session.changes.on(['scenario'], update, signal);
  return h('div', { class: 'below' }, theorem, excuse);
}

export const sizes: PanelView = { beside: besideView, after: bathsView };
