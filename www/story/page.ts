// The story's page: the head with its film, seven chapters, and the door to the lab.
import { framed, postHeight } from '../frame';
import { languages, ownName } from '../i18n';
import { storyText, type StoryAddress } from '../room';
import { pageAddress } from '../site';
import { filled, h, type Child } from '../view/dom';
import { galleryLink } from '../view/gallery';
import { attempt, shortcuts } from '../view/shortcuts';
import { glossed } from '../view/terms';
import { workView } from '../view/work';
import { tourView, type Tour } from './chapters';
import { Figure } from './figure';
import { captionKey, captionOf, heroView } from './hero';
import { storyIcon } from './icons';
import type { Laboratory } from './laboratory';
import { PAPERS } from './papers';
import { startFilm } from './start';
import { sentence, type Telling } from './words';

/** The lab at its own first set-up. */
const LAB = 'preset=second-law';

export interface Page {
  element: HTMLElement;
  /** To be called once it stands in the document, and when the colours have changed. */
  settle(): void;
  /** Goes where an address of the story points. */
  go(address: StoryAddress): void;
}

export interface Hands {
  /** Another language. */
  speak(lang: string): void;
}

export function pageView(telling: Telling, lab: Laboratory, address: StoryAddress, hands: Hands, signal: AbortSignal): Page {
  return address.embed === 'off' ? wholePage(telling, lab, address, hands, signal) : frameView(telling, lab, address, signal);
}

function wholePage(telling: Telling, lab: Laboratory, address: StoryAddress, hands: Hands, signal: AbortSignal): Page {
  const { t, lang } = telling;
  // A link keeps the reader's language and colours.
  const presented = storyText({ ...address, chapter: null, stage: false, embed: 'off' });
  const link = (text: string): string => [text, presented].filter(Boolean).join('&');

  const leading = (): (string | Node)[] => glossed(telling, t('story.lead'), new Set());
  const lead = h('p', { class: 'story-lead' }, ...leading());
  const lend = (text: string | null, phase: string): void => {
    const lent = text !== null && phase !== 'bet';
    if (lent === lead.classList.contains('lent') && !lent) return;
    // The lead's height is kept: nothing below it moves.
    lead.style.height = lent ? `${lead.getBoundingClientRect().height}px` : '';
    lead.classList.toggle('lent', lent);
    lead.replaceChildren(...(lent ? sentence(text) : leading()));
  };
  const hero = heroView(telling, lab, 'off', lend, signal);

  const other = languages[(languages.indexOf(lang) + 1) % languages.length] ?? lang;
  const full = h(
    'button',
    { type: 'button', class: 'story-quiet story-full', 'data-name': 'story-stage', 'aria-label': t('story.full'), title: t('story.full') },
    storyIcon('full'),
  );
  const tour: Tour = tourView(telling, lab, link, (life) => new Figure(telling, lab.findings, 'chapter', life), signal);

  const element = h(
    'div',
    { class: 'story' },
    h(
      'header',
      { class: 'story-first story-wrap' },
      h(
        'div',
        { class: 'story-bar' },
        h('p', { class: 'story-brand', lang: 'en' }, t('brand')),
        h('a', { class: 'story-quiet story-lab', href: `#${link(LAB)}` }, t('story.door.lab')),
        full,
        h(
          'button',
          { type: 'button', class: 'story-quiet', 'data-name': 'story-lang', lang: other, click: () => hands.speak(other) },
          ownName(other),
        ),
      ),
      h('h1', {}, ...sentence(t('story.title'))),
      lead,
      hero.card,
      h('a', { class: 'story-more', href: `#${link('chapter=1')}` }, t('story.more')),
    ),
    h('main', { class: 'story-wrap' }, tour.element, doorView(telling, link)),
    h('footer', { class: 'story-wrap story-source' }, galleryLink(telling), h('p', {}, ...sourceView(telling))),
  );

  const stage = async (): Promise<void> => (await import('./stage')).openStage(telling, lab, element, signal);
  const tryStage = (): void => attempt(telling, element, stage);
  full.addEventListener('click', tryStage);
  shortcuts(telling, element, stage, signal);

  void startFilm(hero, telling, lab, false, signal);
  return {
    element,
    settle: () => [hero.figure, tour.figure].forEach((figure) => figure.settle()),
    go: ({ chapter, stage: staged }) => {
      if (staged) tryStage();
      else if (chapter === 'film' || chapter === null) scrollTo(0, 0);
      else tour.show(chapter);
    },
  };
}

/** The film alone, with one line that names it and leads to the page. */
function frameView(telling: Telling, lab: Laboratory, address: StoryAddress, signal: AbortSignal): Page {
  const { t } = telling;
  const caption = h('span', {}, ...sentence(t(innerWidth < 560 ? 'story.embed.short' : 'story.embed')));
  const lend = (text: string | null, phase: string): void => {
    const status = text !== null && captionKey(phase) !== null;
    caption.classList.toggle('telling', status);
    caption.replaceChildren(
      ...(status ? captionOf(telling, lab, phase) : sentence(t(innerWidth < 560 ? 'story.embed.short' : 'story.embed'))),
    );
  };
  const hero = heroView(telling, lab, address.embed, lend, signal);
  const href = `${pageAddress()}${hash(storyText({ ...address, chapter: null, embed: 'off' }))}`;
  const element = h(
    'div',
    { class: 'story story-frame', role: 'main' },
    hero.card,
    h(
      'p',
      { class: 'story-caption' },
      caption,
      h('a', { href, target: '_blank', rel: 'noopener', 'aria-label': t('embed.open') }, innerWidth < 420 ? '↗' : t('story.embed.open')),
    ),
  );
  // Other people's pages are not to wait for a film that nobody sees.
  const seen = new IntersectionObserver((entries) => {
    if (!entries.some((entry) => entry.isIntersecting)) return;
    seen.disconnect();
    // A poster has been pressed.
    void startFilm(hero, telling, lab, address.embed === 'poster', signal);
  });
  seen.observe(element);
  signal.addEventListener('abort', () => seen.disconnect());
  if (framed()) postHeight(element, () => Math.min(560, Math.max(240, 0.6 * element.clientWidth)), signal);
  return { element, settle: () => hero.figure.settle(), go: () => {} };
}

const hash = (text: string): string => (text === '' ? '' : `#${text}`);

const doorView = ({ t }: Telling, link: (text: string) => string): HTMLElement =>
  h(
    'section',
    { class: 'story-doorway' },
    h('div', {}, h('h2', {}, t('story.door.title')), h('p', {}, t('story.door.text'))),
    h('a', { class: 'story-go', href: `#${link(LAB)}`, 'data-name': 'story-open-lab' }, t('story.door.lab')),
  );

/** The sentence on sources, with each paper's number as a link. */
function sourceView({ t }: Telling): Child[] {
  const links = Object.entries(PAPERS).map(([name, paper]) => [
    name,
    h('a', { href: `https://arxiv.org/abs/${paper.replace('arXiv:', '')}` }, paper),
  ]);
  return filled(t('story.source'), { ...Object.fromEntries(links), work: workView(t) });
}
