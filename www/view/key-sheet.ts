// The sheet of keys, on `?`: what each does, by where it does it.
import { loadAside, type Key, type Words } from '../i18n';
import { h } from './dom';
import { LATTICE_KEYS, LECTURE_KEYS, PAGE_KEYS, PLOT_KEYS } from './key-list';
import { wearStyles } from './lecture-styles';

const GROUPS = { page: PAGE_KEYS, plot: PLOT_KEYS, lattice: LATTICE_KEYS, lecture: LECTURE_KEYS };

/** What is written on a key. */
const SIGNS: Record<string, string> = {
  ArrowLeft: '←',
  ArrowRight: '→',
  ArrowUp: '↑',
  ArrowDown: '↓',
  PageUp: 'Page ↑',
  PageDown: 'Page ↓',
  Escape: 'Esc',
  '-': '−',
};

const signOf = ({ t }: Words, key: string): string =>
  key === ' ' ? t('aside.keys.space') : (SIGNS[key] ?? (key.length === 1 ? key.toUpperCase() : key));

/** Opens it, and closes it on the second press; Escape and a press on it close it too. */
export async function openSheet(words: Words, place: HTMLElement): Promise<void> {
  const before = place.querySelector<HTMLDialogElement>('.key-sheet');
  if (before) return before.close();
  await loadAside(words);
  wearStyles(document);
  const { t } = words;
  const groups = Object.entries(GROUPS).map(([name, keys]) =>
    h(
      'section',
      {},
      h('h3', {}, t(`aside.keys.${name}` as Key)),
      h(
        'dl',
        {},
        ...Object.entries(keys).map(([action, names]) =>
          h(
            'div',
            {},
            h('dt', {}, ...names.map((key) => h('kbd', {}, signOf(words, key)))),
            h('dd', {}, t(`aside.keys.${name}.${action}` as Key)),
          ),
        ),
      ),
    ),
  );
  const leave = h('button', { type: 'button', click: () => sheet.close() }, t('messages.dismiss'));
  const title = h('h2', { id: 'key-sheet-title' }, t('aside.keys.title'));
  const sheet: HTMLDialogElement = h(
    'dialog',
    { class: 'key-sheet', 'aria-labelledby': title.id },
    title,
    h('div', { class: 'key-groups' }, ...groups),
    leave,
  );
  sheet.addEventListener('close', () => sheet.remove());
  sheet.addEventListener('click', ({ target }) => target === sheet && sheet.close());
  place.append(sheet);
  sheet.showModal();
}
