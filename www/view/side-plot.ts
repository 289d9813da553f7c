// A smaller plot below the main one: the same record seen in another way, with words on what it shows.
import { draw, formats, type Curve, type Frame, type View } from '../engine/wasm';
import { failureOf } from '../engine/failure';
import type { Key } from '../i18n';
import { exported, fileOf, Noise, pictureOf, save } from './export';
import type { Context } from './context';
import { courseOf } from './course';
import { h, subscripts, uniqueId, type Child } from './dom';
import { throttleByCost } from './frames';
import { sampleOf } from './legend';
import { onPaper } from './print';
import { prose } from './prose';
import { sizeOf } from './size';
import { valueAt } from '../engine/axis';

/** Drawing it takes at most this share of the time, during a run and after it. */
const [BESIDE, ALONE] = [0.08, 0.25];

export interface SidePlot {
  /** Its name among the panel's plots. */
  plot: string;
  title: Key;
  text: Key;
  /** Its horizontal axis is time: it shares the crosshair. */
  overTime: boolean;
  /** Its curves are not those of the main plot; they are named below it where this says so. */
  legend?: () => boolean;
  /** Its numbers in words, before the course of its curves. */
  summary?: () => string;
  /** The run that it shows, where not the one on the lattice. */
  run?: () => number;
  /** Whether the record has it; until then what was drawn before stays. */
  ready?: () => boolean;
}

/** The plot as a file, for those who take it along. */
function files(context: Context, plot: string, title: string, view: () => View): HTMLElement {
  const { session, panel, t, signal } = context;
  const picture = (): View => {
    const { cursor: _, ...still } = view();
    return exported(still, title);
  };
  const said = h('p', { class: 'share-said', role: 'status' });
  const failed = (error: unknown): void => {
    if (error instanceof Noise) said.textContent = t('share.noise');
    // The page says elsewhere what is wrong with a record that cannot be drawn.
    else session.runner.broken(failureOf(error));
  };
  const file = (kind: string, content: () => Promise<Blob> | Blob): HTMLButtonElement => {
    const deliver = async (): Promise<void> => save(`${panel.id}-${plot}`, kind, await content());
    const words = `${title}: ${t('share.file', { kind: kind.toUpperCase() })}`;
    return h('button', { type: 'button', 'aria-label': words, title: words, click: () => void deliver().catch(failed) }, kind.toUpperCase());
  };
  const buttons = [
    file('png', () => pictureOf(context, picture())),
    ...formats()
      .filter(({ of_plot }) => of_plot)
      .map((format) => file(format.id, () => fileOf(context, format, picture()))),
  ];
  const update = (): void => buttons.forEach((button) => (button.disabled = session.runner.state !== 'done'));
  update();
  session.changes.on(['state'], update, signal);
  return h('details', { class: 'side-files' }, h('summary', { 'aria-label': `${title}: ${t('share.download')}` }, t('share.download')), h('div', {}, ...buttons), said);
}

export function sidePlotView(context: Context, { plot, title, text, overTime, legend, summary = () => '', run = () => context.session.cursor.followedRun(), ready }: SidePlot, ...more: Child[]): HTMLElement {
  const { session, theme, t, texts, signal } = context;
  const canvas = h('canvas', { 'aria-hidden': 'true' });
  const box = h('div', { class: 'side-canvas' }, canvas);
  const heading = h('h2', { id: uniqueId('side') }, t(title));
  const words = h('p', { class: 'hidden-text' });
  let frame: Frame | null = null;

  const names = h('ul', { class: 'side-legend' });
  let named = '';
  const nameCurves = (curves: Curve[]): void => {
    const key = JSON.stringify(curves);
    if (key === named) return;
    named = key;
    names.replaceChildren(...curves.map((curve) => h('li', {}, sampleOf(curve), h('span', {}, ...subscripts(curve.label)))));
  };

  const view = (): View => {
    const moment = overTime ? session.cursor.shown() : null;
    return {
      ...size(),
      plot,
      theme,
      run: run(),
      hidden: legend ? [] : [...session.chart.hidden],
      ...(moment ? { cursor: moment.time } : {}),
    };
  };

  const paintOn = (paper: Partial<View>): void => {
    const { record } = session.runner;
    if (!record || size().width === 0 || (frame && session.runner.state === 'running' && ready?.() === false)) return;
    try {
      frame = draw(record, canvas, window.devicePixelRatio || 1, { ...view(), ...paper }, texts);
      words.textContent = [summary(), courseOf(context, frame)].filter(Boolean).join(' ');
      if (legend) nameCurves(legend() ? frame.curves : []);
    } catch (error) {
      session.runner.broken(failureOf(error));
    }
  };
  // While a run makes curves grow, most of the time that drawing may take is the main plot's.
  const paint = throttleByCost(() => paintOn({}), signal, { share: () => (session.runner.state === 'running' ? BESIDE : ALONE) });
  const size = sizeOf(box, paint, signal);
  onPaper(paintOn, paint, signal);

  if (overTime) {
    box.addEventListener('pointermove', (event) => {
      if (frame) session.cursor.hover(valueAt(frame.x, Math.min(1, Math.max(0, (event.offsetX - frame.left) / frame.width))));
    });
    box.addEventListener('pointerleave', () => session.cursor.hover(null));
  }
  session.changes.on(legend ? ['rows', 'state'] : ['rows', 'view', 'state', 'moment', 'followed'], paint, signal);
  const head = h('div', { class: 'side-head' }, heading, session.hides('share') ? null : files(context, plot, t(title), view));
  return h('figure', { class: 'side-plot', 'aria-labelledby': heading.id }, head, box, legend ? names : null, words, h('figcaption', {}, ...prose(t(text))), ...more);
}
