// How the plot is shown: logarithmic or linear time, and back from a zoom.
import type { Scale } from '../engine/wasm';
import type { Context } from './context';
import { h } from './dom';

export function toolbarView({ session, t, signal }: Context): HTMLElement {
  const choice = (scale: Scale): HTMLButtonElement =>
    h('button', { type: 'button', click: () => session.chart.setAxis('x', { scale, range: null }) }, t(`axis.${scale}`));
  const log = choice('log');
  const linear = choice('linear');
  const reset = h('button', { type: 'button', class: 'reset', click: () => session.chart.resetZoom() }, t('axis.reset'));

  const update = (): void => {
    log.setAttribute('aria-pressed', String(session.chart.x.scale === 'log'));
    linear.setAttribute('aria-pressed', String(session.chart.x.scale === 'linear'));
    log.disabled = session.times().from <= 0;
    reset.hidden = !session.chart.zoomed();
  };

  update();
  session.changes.on(['view', 'scenario'], update, signal);
  return h(
    'div',
    { class: 'toolbar' },
    reset,
    h('div', { class: 'segmented', role: 'group', 'aria-label': t('axis.label') }, log, linear),
  );
}
