// What is offered where memory ran out: the same set-up with fewer bosons.
import { set } from '../engine/wasm';
import { bytes } from '../format';
import type { Context } from './context';
import { h } from './dom';

/** What the set-up takes, and a way to the most bosons with which it takes at most half of that. */
export function fewerBosons({ session, t }: Context): HTMLElement {
  const taken = session.runner.costOf(session.text).memory_bytes;
  const said = h('p', {}, t('failure.memory.takes', { memory: bytes(taken) }), ' ');
  for (let bosons = Number(session.values['bosons']) - 1; bosons > 0; bosons -= 1) {
    const { text, errors } = set(session.text, 'bosons', String(bosons));
    const memory = errors.length > 0 ? Infinity : session.runner.costOf(text).memory_bytes;
    if (memory > taken / 2) continue;
    said.append(
      h(
        'button',
        { type: 'button', click: () => session.choose('bosons', String(bosons)) },
        t('failure.memory.fits', { bosons, memory: bytes(memory) }),
      ),
    );
    break;
  }
  return said;
}
