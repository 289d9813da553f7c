// The one value that matters most in a panel, as a slider under the reader's thumb while the figure is in sight.
import { schema } from '../engine/wasm';
import { textOf } from '../i18n';
import type { Context } from './context';
import { couplingSlider } from './couplings';
import { h, subscripts } from './dom';
import { control } from './controls';
import type { Control } from './field';

export function thumbView(context: Context): HTMLElement | null {
  const { session, panel, say, signal } = context;
  const key = panel.slider;
  const parameter = schema().parameters.find((each) => each.key === key);
  if (!parameter || session.hides(key)) return null;
  const name = `${textOf(context, `parameter.${key}.label`)}`;
  const error = h('p', { class: 'field-error', role: 'alert' });
  const commit = (value: string, live = false): boolean => {
    const mistakes = (made.wrong?.() ?? []).map(({ said }) => said);
    const said = mistakes.length > 0 ? mistakes : session.change(key, value, live).map(({ message }) => say(message));
    error.textContent = said.join(' ');
    made.focus.setAttribute('aria-invalid', String(said.length > 0));
    return said.length === 0;
  };
  const made: Control = key === 'coupling' ? couplingSlider(context, commit) : control(context, parameter, commit);
  if (!made.focus.hasAttribute('aria-label')) made.focus.setAttribute('aria-label', name);
  const update = (): void => made.show(session.values[key] ?? '');
  update();
  session.changes.on(['scenario', 'followed'], update, signal);
  return h(
    'div',
    { class: 'thumb', role: 'group', 'aria-label': name },
    h('span', { class: 'thumb-name' }, name, ' ', h('var', {}, ...subscripts(parameter.symbol))),
    made.root,
    error,
  );
}
