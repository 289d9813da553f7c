// A smaller plot below the main one: the same record seen in another way, with words on what it shows.
import { draw, type Frame, type View } from '../engine/wasm';
import { failureOf } from '../engine/failure';
import type { Key } from '../i18n';
import { lettering } from './chart-view';
import type { Context } from './context';
import { atLeisure, h, rich, uniqueId, type Child } from './dom';
import { valueAt } from './scale';

export interface SidePlot {
  /** Its name among the panel's plots. */
  plot: string;
  title: Key;
  text: Key;
  /** Its horizontal axis is time: it shares the crosshair. */
  overTime: boolean;
  /** Its curves are not those of the main plot, and it names them itself where this says so. */
  legend?: () => boolean;
  /** Its numbers in words, where they stand nowhere else. */
  summary?: () => string;
}

export function sidePlotView({ session, panel, theme, lang, t, signal }: Context, { plot, title, text, overTime, legend, summary = () => '' }: SidePlot, ...more: Child[]): HTMLElement {
  const canvas = h('canvas', { 'aria-hidden': 'true' });
  const box = h('div', { class: 'side-canvas' }, canvas);
  const heading = h('h3', { id: uniqueId('side') }, t(title));
  const words = h('p', { class: 'hidden-text' });
  let frame: Frame | null = null;

  const view = (): View => {
    const moment = overTime ? session.gaze.shown() : null;
    return {
      width: box.clientWidth,
      height: box.clientHeight,
      panel,
      plot,
      theme,
      lang,
      run: session.gaze.followedRun(),
      hidden: legend ? [] : [...session.chart.hidden],
      legend: legend?.() ?? false,
      font: lettering(),
      ...(moment ? { cursor: moment.time } : {}),
    };
  };

  const paint = atLeisure(() => {
    const { record } = session.runner;
    if (!record || box.clientWidth === 0) return;
    try {
      frame = draw(record, canvas, window.devicePixelRatio || 1, view());
      words.textContent = summary();
    } catch (error) {
      session.runner.broken(failureOf(error));
    }
  }, signal);

  if (overTime) {
    box.addEventListener('pointermove', (event) => {
      if (frame) session.gaze.hover(valueAt(frame.x, Math.min(1, Math.max(0, (event.offsetX - frame.left) / frame.width))));
    });
    box.addEventListener('pointerleave', () => session.gaze.hover(null));
  }
  const observer = new ResizeObserver(paint);
  observer.observe(box);
  signal.addEventListener('abort', () => observer.disconnect());
  session.changes.on(legend ? ['rows', 'state'] : ['rows', 'view', 'state', 'moment', 'followed'], paint, signal);
  return h('figure', { class: 'side-plot', 'aria-labelledby': heading.id }, heading, box, words, h('figcaption', {}, ...rich(t(text))), ...more);
}
