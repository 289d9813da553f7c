// The chart on its canvas, and over it what follows the reader's hand: crosshair, values, zoom.
import { number, steady } from '../format';
import { draw, type Frame, type View } from '../engine/wasm';
import { failureOf } from '../engine/failure';
import type { Context } from './context';
import { crosshair } from './crosshair';
import { h, oncePerFrame, plain, rich } from './dom';
import { gestures } from './gestures';

/** Size of the axes' lettering in the document's. */
const LETTERING = 0.8125;

export function plotView(context: Context): HTMLElement {
  const { session, t, lang, theme, signal } = context;
  const canvas = h('canvas', { 'aria-hidden': 'true' });
  const marks = h('div', { class: 'marks' });
  const cross = crosshair(context);
  const surface = h('div', {
    class: 'plot-surface',
    role: 'slider',
    tabindex: 0,
    'aria-label': t('plot.crosshair'),
    'aria-valuemin': 0,
    'aria-valuemax': 1000,
    'aria-valuenow': 0,
  });
  const summary = h('p', { class: 'hidden-text' });
  const plot = h('figure', { class: 'plot', 'aria-label': t('panel.entropy') }, canvas, cross.overlay, surface, marks, cross.readout, summary);

  const view = (): View => ({
    width: plot.clientWidth,
    height: plot.clientHeight,
    panel: session.values['panel'] ?? 'entropy',
    theme,
    lang,
    x: session.chart.x,
    y: session.chart.y,
    hidden: [...session.chart.hidden],
    font: LETTERING * parseFloat(getComputedStyle(document.documentElement).fontSize),
  });

  const paint = oncePerFrame(() => {
    const { record } = session.runner;
    if (!record || plot.clientWidth === 0) return;
    try {
      const frame = draw(record, canvas, window.devicePixelRatio || 1, view());
      const before = session.chart.frame;
      session.chart.frame = frame;
      session.runner.drawn();
      placeMarks(frame);
      if (JSON.stringify(before?.curves) !== JSON.stringify(frame.curves)) session.changes.emit('curves');
      cross.update();
    } catch (error) {
      session.runner.broken(failureOf(error));
    }
  }, signal);

  let placed = '';
  const placeMarks = (frame: Frame): void => {
    const visible = frame.marks.filter(({ x }) => x >= frame.left && x <= frame.left + frame.width);
    const key = JSON.stringify([visible, frame.top]);
    if (key === placed) return;
    placed = key;
    marks.replaceChildren(
      ...visible.map(({ label, formula, time, x }) => {
        const button = h(
          'button',
          { type: 'button', class: 'mark', 'aria-label': `${plain(label)}: ${plain(formula)}, t = ${number(time)}` },
          h('span', { class: x > frame.left + frame.width / 2 ? 'tip tip-left' : 'tip' }, h('strong', {}, ...rich(label)), h('span', {}, ...rich(formula)), h('span', {}, `t = ${number(time)}`)),
        );
        button.style.left = `${x - 12}px`;
        button.style.top = `${frame.top}px`;
        return button;
      }),
    );
  };

  const describe = oncePerFrame(() => {
    const moment = session.gaze.shown();
    if (!moment) return;
    surface.setAttribute('aria-valuenow', String(Math.round(1000 * session.gaze.fraction(session.gaze.place()))));
    const values = moment.runs.map(
      (run) => `γ′ = ${number(run.coupling)}: σ = ${run.entropy_production === null ? '–' : steady(run.entropy_production)}`,
    );
    surface.setAttribute('aria-valuetext', [`t = ${number(moment.time)}`, ...values].join('; '));
  }, signal);

  gestures(context, plot, surface);
  new ResizeObserver(paint).observe(plot);
  session.changes.on(['rows', 'view', 'state'], paint, signal);
  session.changes.on(['moment', 'rows'], () => (cross.update(), describe()), signal);
  session.changes.on(
    ['state'],
    () => {
      if (session.runner.state === 'done' && session.runner.record) summary.textContent = session.runner.record.summary(lang);
    },
    signal,
  );
  if (session.runner.state === 'done' && session.runner.record) summary.textContent = session.runner.record.summary(lang);
  paint();
  describe();
  return plot;
}
