// What can be read on the map of the light cone, and below it: how fast the news travels, beside the speeds that theory knows.
import { latticeOf, speedsOf } from '../engine/wasm';
import { number } from '../format';
import type { Context, PanelView, Reading } from '../view/context';
import { h, subscripts } from '../view/dom';
import { throttleToFrame } from '../view/frames';
import { runName } from '../view/readings';
import { runChoiceView } from '../view/run-choice';

function speedsView(context: Context): HTMLElement {
  const { session, t, signal } = context;
  const list = h('dl', { class: 'speeds' });
  const entry = (kind: string, term: string, value: number | null): HTMLElement =>
    h(
      'div',
      {},
      h('dt', {}, h('span', { class: `speed-line ${kind}`, 'aria-hidden': 'true' }), h('span', {}, ...subscripts(term))),
      h('dd', {}, value === null ? '–' : number(value, 3)),
    );

  const update = throttleToFrame(() => {
    const { record, state } = session.runner;
    const speeds = record && speedsOf(record);
    if (!speeds) return;
    const { fronts, axis, plane, lieb_robinson } = speeds;
    const run = session.cursor.followedRun();
    const front = state === 'done' ? (fronts[run] ?? null) : null;
    list.replaceChildren(
      entry('front', t('speed.front', { run: runName(context, run) }), front),
      entry('axis', t('speed.axis', { velocity: latticeOf(session.text).velocity }), axis),
      plane === null ? '' : entry('plane', t('speed.plane'), plane),
      entry('bound', t('speed.bound'), lieb_robinson),
    );
  }, signal);
  update();
  session.changes.on(['rows', 'state', 'followed', 'curves'], update, signal);
  return h(
    'section',
    { class: 'cone', 'aria-label': t('speed.title') },
    h('p', { class: 'cone-head' }, t('speed.title')),
    list,
    h('p', { class: 'cone-hint' }, t('speed.hint')),
  );
}

/** The change at the time and the distance that are looked at. */
function readAt({ session, panel }: Context): Reading[] {
  const { distance } = session.cursor;
  const signal = session.cursor.signal();
  const change = signal?.distances[distance];
  if (!signal || change === undefined) return [];
  return [{ run: session.cursor.followedRun(), label: `d = ${distance}`, said: number(change, panel.digits), x: signal.time, y: distance }];
}

export const lightCone: PanelView = { map: readAt, legend: runChoiceView, below: speedsView };
