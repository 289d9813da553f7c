// A set-up of the lab as a lecture: its sentences a beat each, over lattice and plot; the last beat is what was found.
import { draw } from '../engine/wasm';
import { textOf } from '../i18n';
import { showsLevels, showsOneState } from '../panel';
import { mainView } from './chart-view';
import type { Context } from './context';
import { h } from './dom';
import { throttleByCost } from './frames';
import { latticeView } from './lattice';
import { openLecture, type Beat } from './lecture';
import { linkTo, shownAs } from './link';
import { sizeOf } from './size';
import { leadOf, titleOf } from './title';

/** On a screen of this size the plot is enlarged by so much, lines and letters; before that its lettering has this size in px. */
const SCREEN = { width: 1400, height: 1080 };
const ENLARGED = 2;
const LETTERING = 24;
/** Axes need so many letters' height and width of room. */
const ROOM = { width: 22, height: 16 };

/** A text's sentences; the escapes are a full stop, a question mark and an exclamation mark of full width. */
const sentencesOf = (text: string): string[] =>
  text
    .split(/(?<=[\u3002\uff1f\uff01])|(?<=[.?!]) (?=[\p{Lu}“])/u)
    .map((sentence) => sentence.trim())
    .filter(Boolean);

/** The plot as it is exported, at the time that is looked at, with its lines and letters enlarged. */
function plotOf(context: Context, signal: AbortSignal): HTMLElement {
  const { session, texts } = context;
  const canvas = h('canvas', { 'aria-hidden': 'true' });
  const box = h('div', { class: 'lecture-plot' }, canvas);
  const paint = throttleByCost(() => {
    const { record } = session.runner;
    const enlarged = Math.max(1, ENLARGED * Math.min(innerHeight / SCREEN.height, innerWidth / SCREEN.width));
    const [width, height] = [size().width / enlarged, size().height / enlarged];
    if (!record || width < 1 || height < 1) return;
    const font = Math.min(LETTERING, width / ROOM.width, height / ROOM.height);
    const cursor = showsLevels(context.panel) ? undefined : session.cursor.shown()?.time;
    draw(
      record,
      canvas,
      (devicePixelRatio || 1) * enlarged,
      { ...mainView(context, width, height), font, unnamed: true, ...(cursor === undefined ? {} : { cursor }) },
      texts,
    );
  }, signal);
  const size = sizeOf(box, paint, signal);
  session.changes.on(['rows', 'moment', 'state', 'followed', 'view'], paint, signal);
  return box;
}

export function openStage(context: Context, place: HTMLElement): Promise<void> {
  const { session, panel, signal } = context;
  const { cursor } = session;
  const timeless = showsLevels(panel);
  const still = matchMedia('(prefers-reduced-motion: reduce)').matches;
  const said = sentencesOf(leadOf(context));
  const notes = [1, 2, 3].map((part) => textOf(context, `notes.${panel.id}.${part}`));
  const beats: Beat[] = [...said, titleOf(context)].map((sentence, number, { length }) => ({
    sentence: () => sentence,
    // What is to be seen is told with the first beats; the last one has all of it.
    notes: () => (number === length - 1 ? notes : notes.slice(number, number + 1)),
    show(say) {
      say();
      if (timeless) return;
      cursor.pause();
      // The film stands at its beginning, runs, and rests where the page's own figure does.
      if (number === length - 1) cursor.choose(null);
      else if (number === 0 && length > 2) cursor.choose(session.times.from);
      else if (still) cursor.choose(session.times.to);
      else {
        cursor.choose(session.times.from);
        cursor.play();
      }
    },
  }));
  return openLecture(
    context,
    place,
    (life) => {
      life.addEventListener('abort', () => cursor.pause());
      const own: Context = { ...context, signal: life };
      const figure = h('div', { class: 'lecture-figure' }, showsOneState(panel) && latticeView(own), plotOf(own, life));
      return { figure, beats, address: linkTo(shownAs(session.text, 'off')) };
    },
    signal,
  );
}
