// The page's head: what it is, one sentence on what is seen, and the reader's own choices.
import { latticeOf } from '../engine/wasm';
import { languages, ownName, textOf, type Key } from '../i18n';
import { storyLink } from './link';
import { showsOneState } from '../panel';
import type { Context } from './context';
import { h, oncePerFrame } from './dom';
import { icon } from './icons';
import { presetsView } from './presets';

const THEMES = ['auto', 'light', 'dark'] as const;

/** What is seen, said of the set-up at hand. */
export function leadView(context: Context): HTMLElement {
  const { session, panel, t, signal } = context;
  const lead = h('p', { class: 'lead' });
  const update = oncePerFrame(() => {
    const { values } = session;
    const { sites } = latticeOf(session.text);
    const size = { sites: sites.length - 1, bosons: values['bosons'] ?? '' };
    const own = textOf(context, `lead.${panel.id}`, size);
    if (!showsOneState(panel)) {
      lead.textContent = own;
      return;
    }
    const keys: Record<string, Key> = { canonical: 'lead.canonical', typical: 'lead.typical' };
    const bath = t(keys[values['state'] ?? ''] ?? 'lead.eigenstate', size);
    lead.textContent = t('sentences', { before: bath, after: own });
  }, signal);
  update();
  session.changes.on(['scenario'], update, signal);
  return lead;
}

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

export const toolsView = (context: Context): HTMLElement =>
  h('div', { class: 'tools' }, presetsView(context), languageButton(context), themeButton(context));

/** On its own page the lab's name leads back to the story. */
function brandView({ session, t }: Context): HTMLElement {
  const href = storyLink(session.values);
  return h('p', { class: 'brand' }, href === null ? t('brand') : h('a', { href, title: t('story.title') }, t('brand')));
}

export const headerView = (context: Context): HTMLElement =>
  h(
    'header',
    { class: 'masthead' },
    h('div', { class: 'masthead-top' }, brandView(context), toolsView(context)),
    h('h1', {}, context.t('title')),
    leadView(context),
  );
