// Below the figure: what is seen, the numbers of the bath's state, what is claimed and what is this page's own choice.
import { table, version } from '../engine/wasm';
import { number } from '../format';
import { textOf, type Key } from '../i18n';
import { showsLevels, showsOneState } from '../panel';
import type { Context } from './context';
import { filled, h, type Child } from './dom';
import { factsView } from './bath-state';
import { aboutLink, galleryLink } from './gallery';
import { linkTo } from './link';
import { glossed, type Term } from './terms';
import { workView } from './work';

/** More rows than this make a page that no browser likes. */
const MOST_ROWS = 1000;

function dataTable({ session, panel, t, isKey, signal }: Context): HTMLElement {
  const title = t(showsLevels(panel) ? 'table.levels' : 'table.title');
  const place = h('div', { class: 'table-scroll', tabindex: 0, role: 'region', 'aria-label': title });
  const details = h('details', { class: 'table' }, h('summary', {}, title), place);
  const update = (): void => {
    if (!details.open || !session.runner.record || session.runner.state === 'running') return;
    const { columns, rows } = table(session.runner.record);
    const heading = (column: string): string => {
      const distance = /^signal_at_distance_(\d+)$/.exec(column)?.[1];
      if (distance !== undefined) return t('column.signal', { distance });
      const own = `column.${panel.id}.${column}`;
      const key = `column.${column}`;
      return isKey(own) ? t(own) : isKey(key) ? t(key) : column;
    };
    const cell = (value: number | null): string => (value === null ? '–' : number(value, 6));
    place.replaceChildren(
      h(
        'table',
        {},
        h('caption', {}, rows.length > MOST_ROWS ? t('table.cut', { count: MOST_ROWS, all: rows.length }) : t('table.caption')),
        h('thead', {}, h('tr', {}, ...columns.map((column) => h('th', { scope: 'col' }, heading(column))))),
        h('tbody', {}, ...rows.slice(0, MOST_ROWS).map((row) => h('tr', {}, ...row.map((value, place) => (place === 0 ? h('th', { scope: 'row' }, cell(value)) : h('td', {}, cell(value))))))),
      ),
    );
  };
  details.addEventListener('toggle', update);
  session.changes.on(['state'], update, signal);
  return details;
}

const link = (address: string, words: string): HTMLElement => h('a', { href: address, rel: 'noopener', target: '_blank', lang: 'en' }, words);

const card = (title: string, ...children: Child[]): HTMLElement => h('section', { class: 'note' }, h('h2', {}, title), ...children);

/** What is much the same below every figure is folded, but on paper. */
function folded({ signal }: Context, title: string, ...children: Child[]): HTMLElement {
  const details = h('details', { class: 'note' }, h('summary', {}, h('h2', {}, title)), ...children);
  let before = false;
  const onPaper = (): void => {
    before = details.open;
    details.open = true;
  };
  addEventListener('beforeprint', onPaper, { signal });
  addEventListener('afterprint', () => (details.open = before), { signal });
  return details;
}

export function notesView(context: Context): HTMLElement {
  const { panel, t } = context;
  const levels = showsLevels(panel);
  const seen = new Set<Term>();
  /** What the panel itself has to say under a heading. */
  const own = (key: string): HTMLElement => h('p', {}, ...glossed(context, textOf(context, key), seen));
  const text = (key: Key): HTMLElement => own(key);
  return h(
    'div',
    { class: 'notes' },
    card(t('notes.see'), ...[1, 2, 3].map((part) => own(`notes.${panel.id}.${part}`))),
    h(
      'div',
      { class: 'notes-folded' },
      levels
        ? folded(context, t('notes.levels'), factsView(context), text('notes.levels.text'), text('notes.state.units'))
        : folded(context, t('notes.state'), showsOneState(panel) ? factsView(context) : own(`notes.state.${panel.id}`), text('notes.state.units')),
      levels
        ? folded(context, t('notes.claim'), text('notes.claim.levels.1'), text('notes.claim.levels.2'), text('notes.claim.2'))
        : folded(context, t('notes.claim'), text('notes.claim.1'), text('notes.claim.2')),
      folded(context, t('notes.choice'), text('notes.choice.1'), text(levels ? 'notes.choice.levels' : 'notes.choice.2')),
    ),
    dataTable(context),
  );
}

export const footerView = (context: Context, ...more: Child[]): HTMLElement => {
  const { session, t, signal } = context;
  const address = h('p', { class: 'print-only' });
  const update = (): void => void (address.textContent = linkTo(session.text));
  update();
  session.changes.on(['scenario'], update, signal);
  return h(
    'footer',
    {},
    galleryLink(context),
    h('p', {}, ...filled(t('footer.paper'), { work: workView(t) }), ' ', link('https://doi.org/10.1103/PhysRevLett.119.100601', 'Phys. Rev. Lett. 119, 100601 (2017)'), ' · ', link('https://arxiv.org/abs/1603.07857', 'arXiv:1603.07857')),
    h('p', {}, t('footer.version', { version: version() })),
    aboutLink(context),
    ...more,
    address,
  );
};
