// Turning time round, and what is left of the entropy production after the way back.
import { momentAt } from '../engine/wasm';
import { handy, number } from '../format';
import { firstPanel, valueOf } from '../panel';
import type { Context, PanelView } from '../view/context';
import { h, throttleToFrame } from '../view/dom';
import { icon } from '../view/icons';
import { runName } from '../view/readings';

/** On the panel of the entropy production: turns time round at the time that is looked at, also while a run goes on. */
export function turnButton({ session, t, signal }: Context): HTMLElement {
  const turnRound = (): void => {
    const turn = String(handy(session.cursor.shown()?.time ?? session.cursor.place()));
    // The curve that the lattice shows, and no other.
    const run = session.cursor.followedRun();
    const coupling = session.cursor.runs()[run]?.coupling;
    // Who turns time round in the middle of a long run has waited for its bath already.
    session.openPanel('reversal', coupling === undefined ? { turn } : { turn, coupling: String(coupling) }, 'at once', run);
  };
  const time = h('span', { class: 'turn-time' });
  const button = h(
    'button',
    { type: 'button', class: 'turn', 'data-name': 'turn', 'data-action': 'reverse', title: t('turn.hint'), click: () => turnRound() },
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

/** The phase that the button gives a site, which turns the wave upside down there; the form has all others. */
const KICK = String(Math.PI);

/** On the panel of the reversal: the numbers after the return, a kick, and the way back to the panel before. */
function returnView(context: Context): HTMLElement {
  const { session, panel, t, signal } = context;
  const list = h('ul');
  const head = h('p', { class: 'return-head' });
  const hint = h('p', { class: 'return-hint' });
  const kick = h('button', { type: 'button', 'data-name': 'kick', click: () => void session.change('kick', kicked() ? '0' : KICK) });
  const kicked = (): boolean => Number(session.values['kick']) !== 0;
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
    const { kick: phase = '', 'kick-site': site = '' } = session.values;
    hint.textContent = kicked()
      ? t('return.kicked', { phase: Number(phase) === Math.PI ? 'π' : number(Number(phase)), site })
      : t('return.hint');
    kick.textContent = t(kicked() ? 'return.unkick' : 'return.kick', { phase: 'π' });
  }, signal);
  update();
  session.changes.on(['rows', 'state', 'curves', 'scenario'], update, signal);
  const back = h(
    'button',
    { type: 'button', 'data-name': 'turn', click: () => void session.change('panel', firstPanel().id) },
    icon('turn'),
    h('span', {}, t('return.back')),
  );
  return h(
    'div',
    { class: 'return' },
    h('div', { class: 'return-numbers' }, head, list, hint),
    h('div', { class: 'return-buttons' }, session.hides('kick') ? null : kick, back),
  );
}

export const reversal: PanelView = { below: returnView };
