// The one value that matters most in a panel, as a slider under the reader's thumb while the figure is in sight.
import { schema } from '../engine/wasm';
import { textOf } from '../i18n';
import type { Context } from './context';
import { couplingSlider } from './couplings';
import { h, rich } from './dom';
import { sliderControl } from './inputs';

export function thumbView(context: Context): HTMLElement | null {
  const { session, panel, signal } = context;
  const key = panel.slider;
  const parameter = schema().parameters.find((each) => each.key === key);
  if (!parameter || session.hides(key)) return null;
  const name = `${textOf(context, `parameter.${key}.label`)}`;
  const commit = (value: string, live = false): boolean => session.change(key, value, live).length === 0;
  const { control } = parameter;
  const made =
    key === 'coupling'
      ? couplingSlider(context, commit)
      : control.type === 'slider'
        ? sliderControl(context, parameter, control, commit)
        : null;
  if (!made) return null;
  const update = (): void => made.show(session.values[key] ?? '');
  update();
  session.changes.on(['scenario', 'followed'], update, signal);
  return h(
    'div',
    { class: 'thumb', role: 'group', 'aria-label': name },
    h('span', { class: 'thumb-name' }, name, ' ', h('var', {}, ...rich(parameter.symbol))),
    made.root,
  );
}
