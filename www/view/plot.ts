// The chart on its canvas, and over it what follows the reader's hand: crosshair, values, zoom.
import { number } from '../format';
import { draw, summary as summaryOf, type Frame, type View } from '../engine/wasm';
import { failureOf } from '../engine/failure';
import { textOf } from '../i18n';
import type { State } from '../session/runner';
import { plotToolOf } from './plot-tools';
import { mainView } from './chart-view';
import type { Context } from './context';
import { courseOf } from './course';
import { h, plain, subscripts, type Child } from './dom';
import { throttleByCost, throttleToFrame } from './frames';
import { gestures } from './gestures';
import { onPaper } from './print';
import { sizeOf } from './size';
import { toolbarView } from './toolbar';

/** What a legend shows of the curves. */
const named = (frame: Frame | null): string => JSON.stringify(frame?.curves.map(({ label, color, dash, hidden }) => [label, color, dash, hidden]));

/** `more`: what stands over the plot besides, such as what the run is doing. */
export function plotView(context: Context, ...more: Child[]): HTMLElement {
  const { session, panel, t, texts, signal } = context;
  const canvas = h('canvas', { 'aria-hidden': 'true' });
  const marks = h('div', { class: 'marks' });
  const tool = plotToolOf(context);
  const surface = h('div', {
    class: 'plot-surface',
    role: 'slider',
    tabindex: 0,
    'aria-label': t(tool.label),
    'aria-valuemin': 0,
    'aria-valuemax': 1000,
    'aria-valuenow': 0,
  });
  const reset = h(
    'button',
    {
      type: 'button',
      class: 'reset',
      click: () => {
        session.chart.resetZoom();
        // The button goes, and must not take the keyboard's place with it.
        surface.focus({ preventScroll: true });
      },
    },
    t('axis.reset'),
  );
  const summary = h('p', { class: 'hidden-text' });
  const plot = h('figure', { class: 'plot', 'aria-label': textOf(context, `choice.panel.${panel.id}`) }, canvas, tool.overlay, surface, marks, reset, tool.readout, summary);

  /** What the run was doing when it was drawn last. */
  let drawn: State | null = null;
  const paintOn = (paper: Partial<View>): void => {
    const { record } = session.runner;
    const { width, height, font } = size();
    if (!record || width === 0) return;
    try {
      const frame = draw(record, canvas, window.devicePixelRatio || 1, { ...mainView(context, width, height), font, ...paper }, texts);
      const before = session.chart.frame;
      session.chart.frame = frame;
      session.runner.drawn();
      placeMarks(frame);
      Object.assign(reset.style, { left: `${frame.left + frame.width}px`, top: `${frame.top + frame.height}px` });
      // A run's last frame may have no curves either.
      const { state } = session.runner;
      if (named(before) !== named(frame) || drawn !== state) session.changes.emit('curves');
      drawn = state;
      tell();
      tool.update();
    } catch (error) {
      session.runner.broken(failureOf(error));
    }
  };
  // What all else on the page is about.
  const paint = throttleByCost(() => paintOn({}), signal, { first: true });
  const size = sizeOf(plot, paint, signal);
  onPaper(paintOn, paint, signal);

  let placed = '';
  const placeMarks = (frame: Frame): void => {
    const visible = frame.marks.filter(({ x }) => x >= frame.left && x <= frame.left + frame.width).sort((a, b) => a.x - b.x);
    // None covers another, however near their times are.
    let free = 0;
    const key = JSON.stringify([visible, frame.top]);
    if (key === placed) return;
    placed = key;
    marks.replaceChildren(
      ...visible.map(({ label, formula, time, x }) => {
        const button = h(
          'button',
          { type: 'button', class: 'mark', 'aria-label': `${plain(label)}: ${plain(formula)}, t = ${number(time)}` },
          h('span', { class: x > frame.left + frame.width / 2 ? 'tip tip-left' : 'tip' }, h('strong', {}, ...subscripts(label)), h('span', {}, ...subscripts(formula)), h('span', {}, `t = ${number(time)}`)),
        );
        const left = Math.max(free, x - 12);
        free = left + 24;
        button.style.left = `${left}px`;
        button.style.top = `${frame.top}px`;
        return button;
      }),
    );
  };

  const offerReset = (): void => {
    reset.hidden = !session.chart.zoomed();
  };

  const describe = throttleToFrame(() => {
    const reading = tool.reading();
    if (!reading) return;
    surface.setAttribute('aria-valuenow', String(Math.round(1000 * reading.at)));
    surface.setAttribute('aria-valuetext', reading.said);
  }, signal);

  gestures(context, plot, surface, tool.gestures);
  session.changes.on(['rows', 'view', 'state', 'followed'], paint, signal);
  session.changes.on(['moment', 'rows', 'level'], () => (tool.update(), describe()), signal);
  // It says what the record on display holds, and nothing of a record that is not complete.
  const tell = (): void => {
    const { record, state } = session.runner;
    const { frame } = session.chart;
    summary.textContent = record && state === 'done' ? [summaryOf(record, texts), frame ? courseOf(context, frame) : ''].join(' ') : t(state === 'running' ? 'summary.growing' : 'summary.incomplete');
  };
  tell();
  session.changes.on(['state'], tell, signal);
  session.changes.on(['view'], offerReset, signal);
  offerReset();
  paint();
  describe();
  return h('div', { class: 'plot-box' }, plot, toolbarView(context, tool.gestures), ...more);
}
