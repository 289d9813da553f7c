// What stands above the document's own words where the page cannot be had: what is wrong, in the reader's language and colours.
import type { Failure } from '../engine/failure';
import { languages, ownName, type Lang, type Words } from '../i18n';
import { h } from './dom';
import { icon } from './icons';
import { failureBox } from './messages';

export interface FailureActions {
  retry(): void;
  speak(lang: Lang): void;
  wear(theme: 'light' | 'dark'): void;
}

/** `titled`: what follows has a title of its own. */
export function failurePage(
  failure: Failure,
  words: Words,
  theme: 'light' | 'dark',
  titled: boolean,
  { retry, speak, wear }: FailureActions,
): HTMLElement {
  const { lang, t } = words;
  const other = languages[(languages.indexOf(lang) + 1) % languages.length] ?? lang;
  const next = theme === 'light' ? 'dark' : 'light';
  const said = t('theme.label', { now: t(`theme.${theme}`), next: t(`theme.${next}`) });
  const tools = h(
    'div',
    { class: 'tools' },
    h('button', { type: 'button', 'data-name': 'lang', lang: other, click: () => speak(other) }, ownName(other)),
    h(
      'button',
      { type: 'button', class: 'icon-button', 'data-name': 'theme', 'aria-label': said, title: said, click: () => wear(next) },
      icon(theme),
    ),
  );
  const head = h(
    'header',
    { class: 'masthead' },
    h('div', { class: 'masthead-top' }, h('p', { class: 'brand' }, t('brand')), tools),
    titled ? null : h('h1', {}, t('title')),
  );
  return h(
    'div',
    { class: 'lab lab-failed', lang },
    head,
    failureBox(failure, words, retry, failure.panic ? 'messages.failed' : 'messages.unstarted'),
  );
}
