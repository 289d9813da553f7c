// The lab's one navigation: the chapters of the story, and below each the set-ups that are its footnotes. All of them are links.
import { presets, set } from '../engine/wasm';
import { textOf } from '../i18n';
import { CHAPTERS } from '../room';
import type { Context } from './context';
import { h } from './dom';
import { throttleToFrame } from './frames';
import { icon } from './icons';
import { chapterLink, linkTo } from './link';
import { menu } from './menu';

export function navigationView(context: Context): HTMLElement {
  const { session, t, signal } = context;
  const links = presets().map((preset) => {
    const link = h(
      'a',
      {
        'data-preset': preset.id,
        click: (event: MouseEvent) => {
          // Another window gets what the address says.
          if (event.ctrlKey || event.metaKey || event.shiftKey) return;
          event.preventDefault();
          link.dispatchEvent(new Event('menu-close', { bubbles: true }));
          session.openPreset(preset);
        },
      },
      textOf(context, `preset.${preset.id}.title`),
    );
    return { link, preset };
  });
  const chapters = CHAPTERS.map((chapter) => {
    const words = `${chapter} · ${textOf(context, `story.${chapter}.kicker`)}`;
    const href = chapterLink(session.values, chapter);
    const notes = links.filter(({ preset }) => preset.chapter === chapter);
    return h(
      'li',
      {},
      href === null ? h('span', { class: 'chapter' }, words) : h('a', { class: 'chapter', href, 'data-chapter': chapter }, words),
      notes.length > 0 && h('ul', {}, ...notes.map(({ link }) => h('li', {}, link))),
    );
  });
  // Nothing yet: the text of the set-up that a bare lab shows is empty.
  let linked: string | null = null;
  const update = (): void => {
    if (session.text === linked) return;
    linked = session.text;
    for (const { link, preset } of links) {
      link.href = linkTo(set(session.text, 'preset', preset.id).text);
      if (preset.id === session.values['preset'] && session.isPreset(preset)) link.setAttribute('aria-current', 'page');
      else link.removeAttribute('aria-current');
    }
  };
  const nav = h(
    'nav',
    { 'aria-label': t('chapters.title') },
    h('p', { class: 'menu-intro' }, t('chapters.intro')),
    h('ol', { class: 'chapters' }, ...chapters),
  );
  // A link a set-up takes time to make: they are made for a reader who wants one, once the menu is in sight.
  const onceSeen = throttleToFrame(() => setTimeout(() => nav.closest('[hidden]') ?? update()), signal);
  session.changes.on(['scenario'], onceSeen, signal);
  const root = menu(context, 'chapters', [t('chapters.title'), icon('down')], nav);
  root.addEventListener('menu-open', onceSeen);
  return root;
}
