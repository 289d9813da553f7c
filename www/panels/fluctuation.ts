// Below the plot of the fluctuation theorem: a canonical bath beside it, how it is violated, the whole distribution at one time; or
// why there is nothing to see.
import { onsetOf } from '../engine/wasm';
import { number, steady } from '../format';
import { valueOf } from '../panel';
import { comparisonView } from '../view/comparison';
import type { Context, PanelView } from '../view/context';
import { distributionView } from './distribution';
import { h } from '../view/dom';
import { throttleToFrame } from '../view/frames';
import { runName } from '../view/readings';
import { sidePlotView } from '../view/side-plot';

/** An occupation for which the theorem says something. */
const MIXED = '0.5';

function explanation({ session, t }: Context): HTMLElement {
  return h(
    'div',
    { class: 'explanation' },
    h('p', {}, t('irreversible.text')),
    h(
      'button',
      { type: 'button', class: 'primary', click: () => void session.change('occupation', MIXED) },
      t('irreversible.button', { occupation: MIXED }),
    ),
  );
}

function theoremView(context: Context): HTMLElement {
  const { session, panel, t, signal } = context;
  const violations = (): string =>
    (session.cursor.shown()?.runs ?? [])
      .flatMap((run) => {
        const average = valueOf(panel, run);
        if (average === null) return [];
        return [`${runName(context, run.index)}: t = ${number(run.time)}, |⟨e⁻ˢ⟩ − 1| = ${number(Math.abs(average - 1), 3)}`];
      })
      .join('; ');
  const fitted = h('p', { class: 'onset' });
  const fit = throttleToFrame(() => {
    const { record } = session.runner;
    const { until, powers } = record ? onsetOf(record) : { until: 0, powers: [] };
    const found = powers.flatMap((power, run) => (power === null ? [] : [`${steady(power, 2)} (${runName(context, run)})`]));
    fitted.textContent = found.length > 0 ? t('deviation.powers', { powers: found.join(t('list.comma')), until: number(until, 2) }) : '';
  }, signal);
  session.changes.on(['rows', 'state', 'curves'], fit, signal);
  fit();
  const plots = h(
    'div',
    { class: 'side-plots' },
    sidePlotView(
      context,
      { plot: 'deviation', title: 'deviation.title', text: 'deviation.text', overTime: true, summary: violations },
      fitted,
    ),
    sidePlotView(context, { plot: 'departure', title: 'departure.title', text: 'departure.text', overTime: false }),
  );
  const excuse = explanation(context);
  const theorem = h('div', {}, comparisonView(context), plots, distributionView(context));
  const root = h('div', { class: 'below' }, theorem, excuse);
  const update = (): void => {
    theorem.hidden = session.irreversible;
    excuse.hidden = !theorem.hidden;
  };
  update();
  session.changes.on(['scenario'], update, signal);
  return root;
}

export const fluctuation: PanelView = { below: theoremView };
