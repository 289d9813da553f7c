// The page's head: its name, the way to every chapter and footnote, and the reader's own choices.
import { languages, ownName } from '../i18n';
import type { Context } from './context';
import { h } from './dom';
import { icon } from './icons';
import { storyLink } from './link';
import { navigationView } from './navigation';

const THEMES = ['auto', 'light', 'dark'] as const;

function languageButton({ session, lang }: Context): HTMLElement {
  const next = languages[(languages.indexOf(lang) + 1) % languages.length] ?? lang;
  return h('button', { type: 'button', 'data-name': 'lang', lang: next, click: () => void session.change('lang', next) }, ownName(next));
}

function themeButton({ session, t }: Context): HTMLElement {
  const now = THEMES.find((theme) => theme === session.values['theme']) ?? 'auto';
  const next = THEMES[(THEMES.indexOf(now) + 1) % THEMES.length] ?? 'auto';
  const words = t('theme.label', { now: t(`theme.${now}`), next: t(`theme.${next}`) });
  return h(
    'button',
    { type: 'button', class: 'icon-button', 'data-name': 'theme', 'aria-label': words, title: words, click: () => void session.change('theme', next) },
    icon(now),
  );
}

/** On its own page the lab's name leads back to the story. */
function brandView({ session, t }: Context): HTMLElement {
  const href = storyLink(session.values);
  return h('p', { class: 'brand' }, href === null ? t('brand') : h('a', { href, title: t('story.title') }, t('brand')));
}

/** `full`: the button that fills the screen. */
export const headerView = (context: Context, full: HTMLElement | null): HTMLElement =>
  h(
    'header',
    { class: 'masthead' },
    brandView(context),
    h('div', { class: 'tools' }, navigationView(context), languageButton(context), themeButton(context), full),
  );
