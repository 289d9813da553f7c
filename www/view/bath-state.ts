// The numbers of the bath's state, and how it was found.
import type { EigenstateSummary } from '../engine/wasm';
import { number, whole } from '../format';
import type { Key } from '../i18n';
import type { Context } from './context';
import { h, subscripts } from './dom';
import { prose } from './prose';

/** A number, and its standard error where it is estimated. */
const estimated = (value: number, error: number | undefined, digits: number): string =>
  error === undefined ? number(value, digits) : `${number(value, digits)} ± ${number(error, 2)}`;

export function factsView({ session, lang, t, signal }: Context): HTMLElement {
  const list = h('dl', { class: 'facts' });
  const words = h('p', {});
  const none = t('facts.none');
  const entry = (term: Key, value: string): HTMLElement => h('div', {}, h('dt', {}, ...subscripts(t(term))), h('dd', {}, value));
  const known = (term: Key, value: number | null, digits: number, error?: number): HTMLElement =>
    entry(term, value === null ? none : estimated(value, error, digits));

  const place = ({ index, multiplicity, residual }: EigenstateSummary): HTMLElement[] => {
    if (index !== null)
      return [entry('facts.index', multiplicity > 1 ? t('facts.multiplet', { index, count: multiplicity }) : String(index))];
    return residual === undefined ? [] : [entry('facts.index', t('facts.uncounted')), entry('facts.residual', number(residual, 2))];
  };

  const ofState = (state: EigenstateSummary): HTMLElement[] => [
    ...place(state),
    known(state.index === null && state.residual === undefined ? 'facts.mean' : 'facts.energy', state.energy, 6),
    ...(state.canonical_energy_error === undefined
      ? []
      : [known('facts.canonical', state.canonical_energy, 5, state.canonical_energy_error)]),
    known('facts.beta', state.beta, 5),
    known('facts.betaMu', state.beta_mu, 5, state.beta_mu_error),
    ...(state.sector === '' ? [] : [entry('facts.sector', [...state.sector].join(' ').replaceAll('-', '−'))]),
  ];

  const how = ({ index, residual }: EigenstateSummary): Key =>
    index !== null ? 'notes.state.text' : residual !== undefined ? 'notes.state.interior' : 'notes.state.thermal';

  const update = (): void => {
    const bath = session.runner.result?.bath ?? null;
    const eigenstate = bath && 'eigenstate' in bath ? bath.eigenstate : null;
    words.replaceChildren(h('span', {}, ...(eigenstate ? prose(t(how(eigenstate))) : [])));
    words.hidden = !eigenstate;
    if (!bath) return;
    list.replaceChildren(
      entry('facts.dimension', whole(bath.dimension, lang)),
      ...(eigenstate ? ofState(eigenstate) : [known('facts.ground', bath.ground_energy, 6), known('facts.top', bath.top_energy, 6)]),
    );
  };
  update();
  session.changes.on(['state'], update, signal);
  return h('div', {}, list, words);
}
