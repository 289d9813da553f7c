// Seven chapters around one figure that stays: each is its own state of it.
import { CHAPTERS, type Chapter } from '../room';
import { h } from '../view/dom';
import { glossed, type Term } from '../view/terms';
import { storyIcon } from './icons';
import type { Figure } from './figure';
import { play } from './acts';
import { DOORS, firstKey, titleKey } from './chapter-words';
import type { Facts } from './facts';
import { valuesOf } from './facts';
import type { Laboratory } from './laboratory';
import { progressView } from './progress';
import { sentence, type Key, type Telling, type Values } from './words';

export interface Tour {
  element: HTMLElement;
  figure: Figure;
  /** Goes to a chapter. */
  show(chapter: Chapter): void;
}

export function tourView(
  telling: Telling,
  lab: Laboratory,
  link: (text: string) => string,
  figureOf: (signal: AbortSignal) => Figure,
  signal: AbortSignal,
): Tour {
  const figure = figureOf(signal);
  const summary = h('p', { class: 'unseen' });
  const sections = CHAPTERS.map((chapter) => chapterView(telling, chapter, link));
  const { facts } = lab;
  const fill = (): void => sections.forEach((section) => section.fill(facts));
  fill();
  lab.news.on(['facts'], fill, signal);
  lab.news.on(['drawn'], () => figure.draw(), signal);

  let current: Chapter | null = null;
  let take = 0;
  const turnTo = (chapter: Chapter): void => {
    if (chapter === current) return;
    current = chapter;
    sections.forEach((section) => section.element.classList.toggle('current', section.chapter === chapter));
    summary.replaceChildren(...sentence(telling.t(`story.${chapter}.figure`, valuesOf(facts, chapter, telling.lang))));
    take += 1;
    figure.animator.stop();
    showHold();
    // The dots of all states do not move.
    hold.hidden = telling.still || chapter >= 6;
    void play(
      figure,
      chapter,
      lab,
      telling.still,
      progress.update,
      (
        (mine) => () =>
          mine === take && !signal.aborted
      )(take),
    );
  };

  const hold = h('button', { type: 'button', class: 'story-hold', 'data-name': 'story-chapter-hold', hidden: telling.still });
  const showHold = (): void => {
    hold.replaceChildren(storyIcon(figure.animator.paused ? 'play' : 'pause'));
    hold.setAttribute('aria-label', telling.t(figure.animator.paused ? 'story.play' : 'story.pause'));
  };
  hold.addEventListener('click', () => {
    figure.animator.paused = !figure.animator.paused;
    showHold();
  });
  const shown = (): 'every' | 'gentle' | null =>
    figure.scene.picture === 'every' || figure.scene.picture === 'gentle' ? figure.scene.picture : null;
  const progress = progressView(telling, lab, shown, signal);
  figure.element.append(hold, progress.element);
  const card = h(
    'div',
    { class: 'story-card', 'data-figure': 'chapter', role: 'group', 'aria-label': telling.t('story.chapters') },
    figure.element,
    summary,
  );
  const element = h(
    'div',
    { class: 'story-tour', id: 'story-chapters' },
    h('div', { class: 'story-sticky' }, card),
    h('div', { class: 'story-chapters' }, ...sections.map((section) => section.element)),
  );

  // The chapter that is being read: on a narrow screen the figure covers the upper part.
  const reading = (): number => innerHeight * (innerWidth > 900 ? 0.5 : 0.72);
  const watch = new IntersectionObserver(
    () => {
      const middle = reading();
      const distance = ({ top, bottom }: DOMRect): number =>
        top <= middle && bottom >= middle ? 0 : Math.min(Math.abs(top - middle), Math.abs(bottom - middle));
      const box = element.getBoundingClientRect();
      if (box.bottom < 0 || box.top > innerHeight) return;
      const nearest = sections
        .map((section) => ({ section, away: distance(section.element.getBoundingClientRect()) }))
        .sort((a, b) => a.away - b.away)[0];
      if (nearest) turnTo(nearest.section.chapter);
    },
    { threshold: [0, 0.1, 0.25, 0.5, 0.75, 1], rootMargin: '-10% 0px -10% 0px' },
  );
  for (const section of sections) watch.observe(section.element);
  signal.addEventListener('abort', () => watch.disconnect());

  return {
    element,
    figure,
    show(chapter) {
      const section = sections.find((one) => one.chapter === chapter);
      section?.element.scrollIntoView({ block: 'start' });
      turnTo(chapter);
    },
  };
}

interface Section {
  chapter: Chapter;
  element: HTMLElement;
  /** Writes the numbers into the sentences. */
  fill(facts: Facts): void;
}

function chapterView(telling: Telling, chapter: Chapter, link: (text: string) => string): Section {
  const { t, lang } = telling;
  const title = h('a', { href: `#${link(`chapter=${chapter}`)}` });
  const [first, second, fine] = [h('p'), h('p'), h('p', { class: 'story-fine' })];
  const heading = h('h2', { id: `story-${chapter}` }, title);
  const element = h(
    'section',
    { class: 'story-chapter', 'data-chapter': chapter, 'aria-labelledby': heading.id },
    h('p', { class: 'story-kicker' }, `${chapter} · `, t(`story.${chapter}.kicker`)),
    heading,
    first,
    second,
    fine,
    h('p', { class: 'story-door' }, h('a', { href: `#${link(DOORS[chapter])}` }, t(`story.door.${chapter}`), ' →')),
  );
  const write = (place: HTMLElement, key: Key, values: Values, piecesOf: (text: string) => (string | Node)[]): void => {
    const text = t(key, values);
    const pieces = piecesOf(text);
    // A sentence that says the same is left alone: it may be being read aloud.
    if (place.dataset['said'] === text) return;
    place.dataset['said'] = text;
    place.replaceChildren(...pieces);
  };
  return {
    chapter,
    element,
    fill(facts) {
      const values = valuesOf(facts, chapter, lang);
      // Each term is explained where the chapter first names it.
      const seen = new Set<Term>();
      const explained = (text: string): (string | Node)[] => glossed(telling, text, seen);
      write(title, titleKey(chapter, facts), values, sentence);
      write(first, firstKey(chapter, facts), values, explained);
      write(second, `story.${chapter}.second`, values, explained);
      write(fine, `story.${chapter}.fine`, values, explained);
    },
  };
}
