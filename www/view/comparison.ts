// Beside the curves of one eigenstate those of a canonical bath: dashed, with the number of samples and the times when the two part.
import { comparisonOf, marksOf, type Comparison, type TimeMark } from '../engine/wasm';
import { number, whole } from '../format';
import type { Context } from './context';
import { h, subscripts } from './dom';
import { throttleToFrame } from './frames';
import { runName } from './readings';

/** When two curves part, counted in both Lieb–Robinson marks. */
function parting(context: Context, run: number, time: number | null, marks: TimeMark[]): string {
  const { session, t } = context;
  const curve = runName(context, run);
  if (time === null) return t('compare.together', { curve, time: number(session.times.to) });
  const of = (kind: TimeMark['kind']): number => marks.find((mark) => mark.kind === kind)?.time ?? NaN;
  const [arrival, bound] = [of('arrival'), of('lieb-robinson')];
  const when = time < bound ? 'compare.early' : time < arrival ? 'compare.between' : 'compare.late';
  return t('compare.parted', { curve, time: number(time, 3), arrival: number(time / arrival, 2), bound: number(time / bound, 2), when: t(when) });
}

/** How the dashed curves were made. */
function method({ session, lang, t }: Context, { exact, samples }: Comparison): string {
  const bath = session.runner.result?.bath;
  if (exact) return t('compare.exact', { count: bath ? whole(bath.dimension, lang) : '' });
  const all = Number(session.values['samples']);
  return t(samples < all ? 'compare.sampling' : 'compare.sampled', { count: samples, all });
}

export function comparisonView(context: Context): HTMLElement {
  const { session, t, signal } = context;
  const on = (): boolean => session.values['compare'] === 'canonical';
  const toggle = h(
    'button',
    { type: 'button', class: 'toggle', 'data-name': 'compare', click: () => void session.change('compare', on() ? 'none' : 'canonical') },
    h('span', { class: 'toggle-mark', 'aria-hidden': 'true' }),
    t('compare.button'),
  );
  const hint = h('p', { class: 'compare-hint' });
  const list = h('ul');
  const rule = h('p', { class: 'compare-rule' });
  const root = h('section', { class: 'compare', 'aria-label': t('compare.button') }, h('div', { class: 'compare-head' }, toggle, hint), list, rule);

  const update = throttleToFrame(() => {
    // There is nothing to compare the mixture with but itself.
    root.hidden = session.values['state'] === 'canonical' || session.hides('compare');
    toggle.setAttribute('aria-pressed', String(on()));
    const { record, state } = session.runner;
    const comparison = on() && record ? comparisonOf(record) : null;
    hint.textContent = comparison ? method(context, comparison) : t('compare.hint');
    const whole = comparison && record && state === 'done' ? comparison.partings : [];
    const marks = record ? marksOf(record) : [];
    list.replaceChildren(...whole.map(({ time }, run) => h('li', {}, ...subscripts(parting(context, run, time, marks)))));
    list.hidden = rule.hidden = whole.length === 0;
    rule.textContent = t('compare.rule', { threshold: comparison?.threshold ?? '' });
  }, signal);
  update();
  session.changes.on(['scenario', 'rows', 'state', 'curves'], update, signal);
  return root;
}
