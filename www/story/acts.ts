// What the figure does in each chapter.
import { CHAPTERS, type Chapter } from '../room';
import { NUDGED_SITE } from './facts';
import type { Figure } from './figure';
import type { Laboratory } from './laboratory';
import { opening, type Picture } from './scene';
import { backTime, between, filmProgress, filmTime, smooth, TURN } from './timing';

const PICTURES: Record<Chapter, Picture> = { 1: 'film', 2: 'alone', 3: 'bands', 4: 'film', 5: 'cone', 6: 'every', 7: 'gentle' };

/** The map of the news rests here: a third of the lattice has not heard yet. */
const CONE_END = 2.6;
const CONE_REST = 1.5;

/** What a chapter's figure does; `goesOn` until another chapter takes its place. */
export async function play(
  figure: Figure,
  chapter: Chapter,
  lab: Laboratory,
  still: boolean,
  onPicture: () => void,
  goesOn: () => boolean,
): Promise<void> {
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
  void ask(chapter)
    .then(() => (chapter === 4 ? lab.nudgeAll().catch(() => {}) : undefined))
    .then(() => next && ask(next));
}
