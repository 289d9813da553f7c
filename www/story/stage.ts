// The story as a lecture: the film's beats, and then the chapters that it has not told yet.
import { storyText, type Chapter } from '../room';
import { pageAddress } from '../site';
import { steady } from '../format';
import { openLecture, type Beat } from '../view/lecture';
import { Figure } from './figure';
import { play } from './acts';
import { titleKey } from './chapter-words';
import { NUDGED_SITE, valuesOf } from './facts';
import type { Laboratory } from './laboratory';
import { zeros } from './outcome';
import { opening } from './scene';
import { backTime, filmTime, RESTING, TURN } from './timing';
import type { Telling } from './words';

const FILM = [1, 2, 3, 4, 5, 6, 7, 8] as const;
type FilmBeat = (typeof FILM)[number];
const CHAPTERS: readonly Chapter[] = [2, 3, 5, 6, 7];
/** The sentence of a result appears only when its film has ended; until then the one before stays. */
const AFTER_FILM: readonly number[] = [5, 7];

/** Opens the stage inside `place`. */
export function openStage(telling: Telling, lab: Laboratory, place: HTMLElement, signal: AbortSignal): Promise<void> {
  const text = storyText({ chapter: null, stage: false, embed: 'off', lang: telling.lang, theme: '' });
  const address = `${pageAddress()}#${text}`;
  return openLecture(
    telling,
    place,
    (life) => {
      const figure = new Figure(telling, lab.findings, 'stage', life);
      lab.news.on(['drawn'], () => figure.draw(), life);
      void lab.nudge(NUDGED_SITE).catch(() => {});
      const beats = [
        ...FILM.map((number) => filmBeat(number, telling, lab, figure)),
        ...CHAPTERS.map((chapter) => chapterBeat(chapter, telling, lab, figure)),
      ];
      return { figure: figure.element, beats, address };
    },
    signal,
  );
}

function filmBeat(number: FilmBeat, { t, still }: Telling, lab: Laboratory, figure: Figure): Beat {
  const { scene, animator } = figure;
  const sentenceOf = (beat: FilmBeat): string => {
    const { facts } = lab;
    return t(`aside.stage.said.${beat}`, {
      left: steady(facts.nudged[NUDGED_SITE] ?? NaN, 2),
      made: steady(facts.made, 2),
      decimals: zeros(facts.left),
    });
  };
  return {
    sentence: () => sentenceOf(number),
    notes: () => [t(`aside.stage.film.${number}`)],
    async show(say, goesOn) {
      animator.stop();
      say(AFTER_FILM.includes(number) && !still ? sentenceOf((number - 1) as FilmBeat) : undefined);
      Object.assign(scene, opening());
      figure.fit();
      const run = async (duration: number, step: (u: number) => void): Promise<boolean> => {
        if (still) step(1);
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
      say();
      figure.draw();
    },
  };
}

/** A question first; its answer when the film has ended. The second chapter's has no end. */
function chapterBeat(chapter: Chapter, { t, lang, still }: Telling, lab: Laboratory, figure: Figure): Beat {
  const values = () => valuesOf(lab.facts, chapter, lang);
  return {
    sentence: () => t(titleKey(chapter, lab.facts), values()),
    notes: () => [t(`story.${chapter}.second`, values()), t(`story.${chapter}.fine`, values())],
    async show(say, goesOn) {
      figure.animator.stop();
      say(chapter === 2 ? undefined : t(`story.${chapter}.kicker`));
      await play(figure, chapter, lab, still, () => {}, goesOn);
      say();
    },
  };
}
