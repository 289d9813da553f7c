// Turning time round, and what is left of the entropy production after the way back.
import { momentAt } from '../engine/wasm';
import { handy, number } from '../format';
import { firstPanel, valueOf } from '../panel';
import type { Session } from '../session/session';
import type { Context, PanelView } from '../view/context';
import { h } from '../view/dom';
import { throttleToFrame } from '../view/frames';
import { icon } from '../view/icons';
import { runName } from '../view/readings';
import { sidePlotView } from '../view/side-plot';

/** Turns time round at the time that is looked at, also while a run goes on; false at the start, where nothing has happened yet. */
export function turnRound(session: Session): boolean {
  const time = session.cursor.shown()?.time;
  if (!time) return false;
  // The curve that the lattice shows, and no other.
  const run = session.cursor.followedRun();
  const coupling = session.cursor.runs()[run]?.coupling;
  const turn = String(handy(time));
  // Who turns time round in the middle of a long run has waited for its bath already.
  session.openPanel('reversal', coupling === undefined ? { turn } : { turn, coupling: String(coupling) }, 'at once', run);
  return true;
}

/** On the panel of the entropy production: turns time round at the time that is looked at, also while a run goes on. */
export function turnButton({ session, t, signal }: Context): HTMLElement {
  const time = h('span', { class: 'turn-time' });
  const button = h(
    'button',
    {
      type: 'button',
      class: 'turn',
      'data-name': 'turn',
      'data-action': 'reverse',
      title: t('turn.hint'),
      click: () => void turnRound(session),
    },
    icon('turn'),
    h('span', {}, t('turn.button')),
    time,
  );
  const update = throttleToFrame(() => {
    const moment = session.cursor.shown()?.time;
    button.disabled = !moment;
    time.textContent = moment ? `t = ${number(handy(moment))}` : '';
  }, signal);
  update();
  session.changes.on(['moment', 'rows'], update, signal);
  return button;
}

/** The phase that the button gives a site, half a turn, and the mismatch that the other gives the way back; the form has all others. */
const KICK = String(Math.PI);
const MISMATCH = '0.2';

/** A phase, half a turn as it is written. */
const phaseName = (phase: string): string => (Math.abs(Number(phase)) === Math.PI ? phase.replace(KICK, 'π') : number(Number(phase)));

/** On the panel of the reversal: the numbers after the return, a kick, and the way back to the panel before. */
function returnView(context: Context): HTMLElement {
  const { session, panel, t, signal } = context;
  const list = h('ul');
  const head = h('p', { class: 'return-head' });
  const hint = h('p', { class: 'return-hint' });
  const kick = h('button', { type: 'button', 'data-name': 'kick', click: () => void session.change('kick', kicked() ? '0' : KICK) });
  const kicked = (): boolean => Number(session.values['kick']) !== 0;
  const mismatch = h('button', {
    type: 'button',
    'data-name': 'mismatch',
    click: () => void session.change('mismatch', mismatched() ? '0' : MISMATCH),
  });
  const mismatched = (): boolean => Number(session.values['mismatch']) !== 0;
  const echo = sidePlotView(context, { plot: 'echo', title: 'echo.title', text: 'echo.text', overTime: false, legend: () => true });
  const update = throttleToFrame(() => {
    const { record } = session.runner;
    const { to } = session.times;
    const runs = record ? momentAt(record, to).runs.filter(({ time }) => time > 0.999999 * to) : [];
    head.textContent = t('return.head', { time: number(to) });
    list.replaceChildren(
      ...runs.map((run) => {
        const value = valueOf(panel, run);
        return h('li', {}, h('span', {}, runName(context, run.index)), h('strong', {}, value === null ? '–' : `σ = ${number(value, 3)}`));
      }),
    );
    const { kick: phase = '', 'kick-site': site = '', mismatch: delta = '', state } = session.values;
    const hints = [
      kicked() ? t('return.kicked', { phase: phaseName(phase), site }) : '',
      mismatched() ? t('return.mismatched', { half: number(Number(delta) / 2) }) : '',
    ].filter(Boolean);
    hint.replaceChildren(...(hints.length > 0 ? hints : [t('return.hint')]).map((words) => h('span', {}, words, ' ')));
    kick.textContent = t(kicked() ? 'return.unkick' : 'return.kick', { phase: phaseName(KICK) });
    mismatch.textContent = t(mismatched() ? 'return.match' : 'return.mismatch', { mismatch: MISMATCH });
    echo.hidden = !mismatched() || state === 'canonical';
  }, signal);
  update();
  session.changes.on(['rows', 'state', 'curves', 'scenario'], update, signal);
  const back = h(
    'button',
    { type: 'button', 'data-name': 'turn', click: () => void session.change('panel', firstPanel().id) },
    icon('turn'),
    h('span', {}, t('return.back')),
  );
  const buttons = h(
    'div',
    { class: 'return-buttons' },
    session.hides('kick') ? null : kick,
    session.hides('mismatch') ? null : mismatch,
    back,
  );
  return h(
    'div',
    { class: 'below' },
    h('div', { class: 'return' }, h('div', { class: 'return-numbers' }, head, list, hint), buttons),
    h('div', { class: 'side-plots' }, echo),
  );
}

export const reversal: PanelView = { below: returnView };
