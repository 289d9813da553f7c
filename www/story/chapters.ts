// Seven chapters around one figure that stays: each is its own state of it.
import { CHAPTERS, type Chapter } from '../room';
import { h } from '../view/dom';
import { storyIcon } from './icons';
import { Figure } from './figure';
import { DOORS, firstKey, titleKey } from './chapter-words';
import type { Facts } from './facts';
import { NUDGED_SITE, valuesOf } from './facts';
import type { Laboratory } from './laboratory';
import { progressView } from './progress';
import { opening, type Picture } from './scene';
import { backTime, between, filmProgress, filmTime, smooth, TURN } from './timing';
import { sentence, type Key, type Telling, type Values } from './words';

const PICTURES: Record<Chapter, Picture> = { 1: 'film', 2: 'alone', 3: 'bands', 4: 'film', 5: 'cone', 6: 'every', 7: 'gentle' };

/** The map of the news rests here: a third of the lattice has not heard yet. */
const CONE_END = 2.6;
const CONE_REST = 1.5;

export interface Tour {
  element: HTMLElement;
  figure: Figure;
  /** Goes to a chapter. */
  show(chapter: Chapter): void;
}

export function tourView(telling: Telling, lab: Laboratory, link: (text: string) => string, figureOf: (signal: AbortSignal) => Figure, signal: AbortSignal): Tour {
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
    void play(figure, chapter, lab, telling.still, progress.update, ((mine) => () => mine === take && !signal.aborted)(take));
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
  const shown = (): 'every' | 'gentle' | null => (figure.scene.picture === 'every' || figure.scene.picture === 'gentle' ? figure.scene.picture : null);
  const progress = progressView(telling, lab, shown, signal);
  figure.element.append(hold, progress.element);
  const card = h('div', { class: 'story-card', 'data-figure': 'chapter', role: 'group', 'aria-label': telling.t('story.chapters') }, figure.element, summary);
  const element = h('div', { class: 'story-tour', id: 'story-chapters' }, h('div', { class: 'story-sticky' }, card), h('div', { class: 'story-chapters' }, ...sections.map((section) => section.element)));

  // The chapter that is being read: on a narrow screen the figure covers the upper part.
  const reading = (): number => innerHeight * (innerWidth > 900 ? 0.5 : 0.72);
  const watch = new IntersectionObserver(
    () => {
      const middle = reading();
      const distance = ({ top, bottom }: DOMRect): number => (top <= middle && bottom >= middle ? 0 : Math.min(Math.abs(top - middle), Math.abs(bottom - middle)));
      const box = element.getBoundingClientRect();
      if (box.bottom < 0 || box.top > innerHeight) return;
      const nearest = sections.map((section) => ({ section, away: distance(section.element.getBoundingClientRect()) })).sort((a, b) => a.away - b.away)[0];
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

function chapterView({ t, lang }: Telling, chapter: Chapter, link: (text: string) => string): Section {
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
  const write = (place: HTMLElement, key: Key, values: Values): void => {
    const text = t(key, values);
    // A sentence that says the same is left alone: it may be being read aloud.
    if (place.dataset['said'] === text) return;
    place.dataset['said'] = text;
    place.replaceChildren(...sentence(text));
  };
  return {
    chapter,
    element,
    fill(facts) {
      const values = valuesOf(facts, chapter, lang);
      write(title, titleKey(chapter, facts), values);
      write(first, firstKey(chapter, facts), values);
      write(second, `story.${chapter}.second`, values);
      write(fine, `story.${chapter}.fine`, values);
    },
  };
}

/** What a chapter's figure does; `goesOn` until another chapter takes its place. */
async function play(figure: Figure, chapter: Chapter, lab: Laboratory, still: boolean, onPicture: () => void, goesOn: () => boolean): Promise<void> {
  const { scene, animator } = figure;
  animator.stop();
  Object.assign(scene, opening(), { picture: PICTURES[chapter], labels: chapter !== 1 });
  figure.fit();
  prepare(chapter, lab);
  onPicture();
  const run = async (duration: number, step: (u: number) => void): Promise<boolean> => {
    if (still) step(1);
    else await animator.animate(duration, step);
    return goesOn();
  };
  const forwards = (duration: number, to: number): Promise<boolean> => {
    const end = filmProgress(to);
    return run(duration, (u) => (scene.time = filmTime(u * end)));
  };
  switch (chapter) {
    case 1:
      do {
        Object.assign(scene, { back: false, untouchedTo: null });
        if (!(await forwards(5000, TURN)) || !(await run(900, () => {}))) return;
        scene.back = true;
        if (!(await run(5000, (u) => (scene.untouchedTo = scene.time = backTime(u)))) || !(await run(1200, () => {}))) return;
      } while (!still);
      break;
    case 2:
      do {
        if (!(await run(7000, (u) => (scene.time = TURN * u))) || !(await run(1500, () => {}))) return;
      } while (!still);
      break;
    case 3:
      await forwards(7000, TURN);
      break;
    case 4: {
      Object.assign(scene, { time: TURN, untouchedTo: 0, site: NUDGED_SITE });
      figure.draw();
      const nudged = await lab.nudge(NUDGED_SITE).catch(() => null);
      if (!goesOn() || !nudged || !(await run(600, () => {}))) return;
      Object.assign(scene, { back: true, nudged });
      await run(5000, (u) => (scene.nudgedTo = scene.time = backTime(u)));
      break;
    }
    case 5:
      if (!(await forwards(8000, CONE_END)) || !(await run(700, () => {}))) return;
      await run(1600, (u) => (scene.time = between(CONE_END, CONE_REST, smooth(u))));
      break;
    case 6:
    case 7:
      await run(1600, (u) => (scene.opacity = u));
      break;
  }
  if (goesOn()) figure.draw();
}

/** Asks for what a chapter shows, and for what the next one will. A run that fails leaves its picture empty. */
function prepare(chapter: Chapter, lab: Laboratory): void {
  const wanted: Record<Chapter, () => Promise<unknown>> = {
    1: () => lab.untouched(),
    2: () => lab.alone(),
    3: () => lab.untouched(),
    4: () => lab.nudge(NUDGED_SITE),
    5: () => lab.cone(),
    6: () => lab.levels('every'),
    7: () => lab.levels('gentle'),
  };
  const ask = (number: Chapter): Promise<unknown> => wanted[number]().catch(() => {});
  const next = CHAPTERS.find((number) => number === chapter + 1);
  void ask(chapter).then(() => (chapter === 4 ? lab.nudgeAll().catch(() => {}) : undefined)).then(() => next && ask(next));
}

