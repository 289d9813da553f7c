// One eigenstate of the bath in words, and the way to its entropy production.
import { steady } from '../format';
import type { PanelSpec } from '../engine/wasm';
import type { Spot } from '../session/levels';
import type { Context } from './context';
import { h } from './dom';
import { throttleToFrame } from './frames';

interface Row {
  label: string;
  said: string;
}

/** What an observable's average is called. */
const SYMBOLS: Record<string, string> = { density: '⟨n⟩', hopping: '⟨b†b + h.c.⟩', pair: '⟨nn⟩', 'local-state': '½‖ρ − ρ′‖₁', entanglement: 'S' };

/** Whether the points show an observable in the states themselves. */
const measured = ({ uses }: PanelSpec): boolean => uses.includes('observable');

export const levelName = ({ t }: Context, { index }: Spot): string => (index === null ? t('level.unnumbered') : t('level.name', { index }));

const parity = (sector: string): string => [...sector].join(' ').replaceAll('-', '−');

/** Names and values of a point, the energy first. */
export function levelRows({ session, panel, t }: Context, { y, level }: Spot): Row[] {
  const rows: Row[] = [];
  const add = (label: string, value: number | null, digits: number): void => {
    if (value !== null) rows.push({ label, said: steady(value, digits) });
  };
  const symbol = measured(panel) ? (SYMBOLS[session.values['observable'] ?? ''] ?? '') : `${panel.symbol}(t*)`;
  if (!level) return [{ label: symbol, said: steady(y, 4) }];
  add('E', level.energy, 4);
  if (level.sector !== '') rows.push({ label: t('level.sector'), said: parity(level.sector) });
  add('β', level.beta, 4);
  if ('beta_mu' in level) {
    add('βμ', level.beta_mu, 4);
    add('⟨nₛ⟩(t*)', level.occupation, 4);
  }
  add(symbol, y, 4);
  // A distance from the canonical state is its own deviation.
  if ('canonical' in level && session.values['observable'] !== 'local-state') {
    add(t('level.canonical'), level.canonical, 4);
    add(t('level.deviation'), level.deviation, 4);
  }
  return rows;
}

export const levelText = (context: Context, spot: Spot): string =>
  [levelName(context, spot), ...levelRows(context, spot).map(({ label, said }) => `${label} = ${said}`)].join('; ');

/** Below the plot: the eigenstate that is looked at, and a button that follows its entropy production. */
export function levelView(context: Context): HTMLElement {
  const { session, panel, t, signal } = context;
  const name = h('strong');
  const values = h('p', { class: 'level-values' });
  const button = h('button', { type: 'button', class: 'primary', 'data-name': 'level', click: () => open() }, t('level.open'));
  const open = (): void => {
    const index = session.levels.shown()?.index;
    if (typeof index === 'number') session.openLevel(index);
  };
  const update = throttleToFrame(() => {
    const spot = session.levels.shown();
    name.textContent = spot ? levelName(context, spot) : t('level.none');
    values.replaceChildren(...(spot ? levelRows(context, spot).map(({ label, said }) => h('span', {}, `${label} = `, h('b', {}, said))) : [t('level.hint')]));
    button.disabled = !spot || spot.index === null;
  }, signal);
  const root = h('div', { class: 'level' }, h('div', { class: 'level-words' }, name, values), button);
  // The gaps between levels have no points.
  const show = (): void => void (root.hidden = measured(panel) && session.values['observable'] === 'gaps');
  update();
  show();
  session.changes.on(['level'], update, signal);
  session.changes.on(['scenario'], show, signal);
  return root;
}
