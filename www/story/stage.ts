// The film on the whole screen, for a room: one sentence a beat, stepped through by keys, clicker or clicks.
import type { Chapter } from '../room';
import { h } from '../view/dom';
import { steady } from '../format';
import { Figure } from './figure';
import { play } from './acts';
import { titleKey } from './chapter-words';
import { NUDGED_SITE, valuesOf } from './facts';
import type { Laboratory } from './laboratory';
import { zeros } from './outcome';
import { opening } from './scene';
import { backTime, filmTime, RESTING, TURN } from './timing';
import { sentence, type Key, type Telling } from './words';

/** The film's beats have sentences of their own; then come the chapters that it has not told yet. */
const FILM_BEATS = 8;
const CHAPTER_BEATS: readonly Chapter[] = [2, 3, 5, 6, 7];
/** The sentence of a result appears only when its film has ended; until then the one before stays. */
const AFTER_FILM = [5, 7];

const FORWARDS = ['ArrowRight', 'ArrowDown', 'PageDown', ' ', 'Enter'];
const BACKWARDS = ['ArrowLeft', 'ArrowUp', 'PageUp'];

/** Opens the stage; `onClose` when it is over. */
export function openStage(telling: Telling, lab: Laboratory, signal: AbortSignal, onClose: () => void): HTMLElement {
  const { t } = telling;
  const life = new AbortController();
  signal.addEventListener('abort', () => life.abort());
  const figure = new Figure(telling, lab.findings, 'stage', life.signal);
  const words = h('p', { 'aria-live': 'polite' });
  const count = FILM_BEATS + CHAPTER_BEATS.length;
  const bars = Array.from({ length: count }, () => h('i', {}));
  const stage = h(
    'div',
    { class: 'story-stage', role: 'dialog', 'aria-modal': 'true', 'aria-label': t('story.stage'), tabindex: -1, 'data-figure': 'stage' },
    h('div', { class: 'story-stage-words' }, words),
    h('div', { class: 'story-stage-area' }, figure.element),
    h('div', { class: 'story-stage-beats', 'aria-hidden': 'true' }, ...bars),
    h(
      'button',
      {
        type: 'button',
        class: 'story-stage-leave',
        'aria-label': t('story.stage.leave'),
        title: t('story.stage.leave'),
        click: (event: Event) => (event.stopPropagation(), close()),
      },
      '×',
    ),
    h('div', { class: 'story-stage-blank' }),
  );
  let beat = 0;
  let take = 0;

  const say = (number: number): void => {
    const { facts } = lab;
    const values = { left: steady(facts.nudged[NUDGED_SITE] ?? NaN, 2), made: steady(facts.made, 2), decimals: zeros(facts.left) };
    words.replaceChildren(...sentence(t(`story.stage.${number}` as Key, values)));
  };

  const go = async (to: number): Promise<void> => {
    beat = Math.max(0, Math.min(count - 1, to));
    const mine = (take += 1);
    const goesOn = (): boolean => mine === take && !life.signal.aborted;
    const number = beat + 1;
    const { scene, animator } = figure;
    animator.stop();
    const chapter = CHAPTER_BEATS[number - FILM_BEATS - 1];
    if (chapter) {
      bars.forEach((bar, place) => bar.classList.toggle('passed', place <= beat));
      const finding = (): void =>
        words.replaceChildren(...sentence(t(titleKey(chapter, lab.facts), valuesOf(lab.facts, chapter, telling.lang))));
      // A question first; its answer when the film has ended. The second chapter's has no end.
      if (chapter === 2) finding();
      else words.replaceChildren(...sentence(t(`story.${chapter}.kicker`)));
      await play(figure, chapter, lab, telling.still, () => {}, goesOn);
      if (goesOn()) finding();
      return;
    }
    say(AFTER_FILM.includes(number) && !telling.still ? number - 1 : number);
    bars.forEach((bar, place) => bar.classList.toggle('passed', place <= beat));
    Object.assign(scene, opening());
    figure.fit();
    const run = async (duration: number, step: (u: number) => void): Promise<boolean> => {
      if (telling.still) step(1);
      else await animator.animate(duration, step);
      return goesOn();
    };
    if (number >= 6) {
      const nudged = await lab.nudge(NUDGED_SITE).catch(() => null);
      if (!goesOn()) return;
      Object.assign(scene, { time: TURN, untouchedTo: 0, site: NUDGED_SITE, rings: 0.001 });
      if (number > 6) Object.assign(scene, { back: true, rings: 0, nudged, nudgedTo: TURN });
    }
    if (number === 1) scene.time = RESTING;
    if (number === 3 && !(await run(9000, (u) => (scene.time = filmTime(u))))) return;
    if (number === 4) scene.time = TURN;
    if (number === 5) {
      Object.assign(scene, { time: TURN, back: true });
      if (!(await run(6000, (u) => (scene.untouchedTo = scene.time = backTime(u))))) return;
    }
    if (number === 6 && !(await run(1100, (u) => (scene.rings = Math.max(0.001, u))))) return;
    if (number === 7 && !(await run(6000, (u) => (scene.nudgedTo = scene.time = backTime(u))))) return;
    if (number === 8) Object.assign(scene, { time: 0, nudgedTo: 0 });
    say(number);
    figure.draw();
  };

  function close(): void {
    life.abort();
    stage.remove();
    document.documentElement.classList.remove('story-staged');
    if (document.fullscreenElement) void document.exitFullscreen().catch(() => {});
    onClose();
  }

  const onKey = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const { key } = event;
    const pressed = event.target instanceof HTMLButtonElement && (key === ' ' || key === 'Enter');
    if (key === 'Escape' || key.toLowerCase() === 'f') close();
    else if (key.toLowerCase() === 'b' || key === '.') stage.classList.toggle('blank');
    else if (key === 'Home') void go(0);
    else if (FORWARDS.includes(key) && !pressed) void go(stage.classList.contains('blank') ? beat : beat + 1);
    else if (BACKWARDS.includes(key)) void go(beat - 1);
    else return;
    if (key.toLowerCase() !== 'b' && key !== '.') stage.classList.remove('blank');
    event.preventDefault();
    event.stopPropagation();
  };
  stage.addEventListener('click', () => void go(beat + 1));
  // The whole window's keys belong to the stage, wherever the focus is.
  addEventListener('keydown', onKey, { signal: life.signal, capture: true });
  lab.news.on(['drawn'], () => figure.draw(), life.signal);

  document.documentElement.classList.add('story-staged');
  void lab.nudge(NUDGED_SITE).catch(() => {});
  queueMicrotask(() => {
    void go(0);
    stage.focus();
    // Only a press may fill the screen; without one, as from a link, the stage fills the window.
    if (navigator.userActivation?.isActive) void document.documentElement.requestFullscreen?.().catch(() => {});
  });
  return stage;
}
