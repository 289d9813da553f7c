// Which baths of other sizes are compared: one button that asks for them, and a list.
import { latticeOf, namesOf, set } from '../engine/wasm';
import { bytes } from '../format';
import { textOf } from '../i18n';
import type { Context } from './context';
import { h } from './dom';
import { duration } from './status';

/** Which baths of other sizes are compared; what the large ones cost is said before they are asked for. */
export function familyChoice(context: Context): HTMLElement {
  const { session, t, signal } = context;
  const select = h(
    'select',
    { 'aria-label': t('family.label'), change: () => (session.choose('family', select.value), update()) },
    ...namesOf('family').map((id) => h('option', { value: id }, textOf(context, `choice.family.${id}`))),
  );
  let next = '';
  const button = h('button', { type: 'button', 'data-name': 'family', click: () => session.choose('family', next) });
  const update = (): void => {
    const family = session.values['family'] ?? '';
    const { families, next_family } = latticeOf(session.text);
    for (const option of select.options) option.disabled = !families.includes(option.value);
    select.value = family;
    next = next_family ?? '';
    const reading = next && set(session.text, 'family', next);
    button.hidden = !reading || reading.errors.length > 0;
    if (!reading || button.hidden) return;
    const { seconds, memory_bytes: memory } = session.runner.costOf(reading.text);
    const cost = { time: duration(context, seconds), memory: bytes(memory) };
    button.className = family === 'none' ? 'primary' : '';
    button.textContent = t(family === 'none' ? 'family.compare' : 'family.larger', cost);
  };
  update();
  session.changes.on(['scenario'], update, signal);
  return h('div', { class: 'family' }, button, select);
}
