// How the plot is shown: its axes logarithmic or linear.
import type { Scale } from '../engine/wasm';
import type { Context } from './context';
import { h } from './dom';

function scales({ session, t, signal }: Context, axis: 'x' | 'y', symbol: string): HTMLElement {
  const choice = (scale: Scale): HTMLButtonElement =>
    h('button', { type: 'button', click: () => session.chart.setAxis(axis, { scale, range: null }) }, t(`axis.${scale}`));
  const log = choice('log');
  const linear = choice('linear');
  const update = (): void => {
    log.setAttribute('aria-pressed', String(session.chart[axis].scale === 'log'));
    linear.setAttribute('aria-pressed', String(session.chart[axis].scale === 'linear'));
    log.disabled = axis === 'x' && session.times.from <= 0;
  };
  update();
  session.changes.on(['view', 'scenario'], update, signal);
  const name = t(`axis.${axis}`);
  return h('div', { class: 'segmented', role: 'group', 'aria-label': name, title: name }, h('var', { 'aria-hidden': 'true' }, symbol), log, linear);
}

export function toolbarView(context: Context): HTMLElement {
  const { symbol, scales: offered } = context.panel;
  return h('div', { class: 'toolbar' }, offered.value ? scales(context, 'y', symbol) : null, offered.time ? scales(context, 'x', 't') : null);
}
