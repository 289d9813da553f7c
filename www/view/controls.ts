// The form: every parameter of the schema that matters for the panel, in groups.
import { latticeName, schema, type Parameter } from '../engine/wasm';
import { textOf } from '../i18n';
import { panels } from '../panel';
import { bathControl, timesControl } from './structured-inputs';
import type { Context } from './context';
import { couplingsControl } from './couplings';
import { h, subscripts } from './dom';
import { throttleToFrame } from './frames';
import { field, type Commit, type Control } from './field';
import { decadesControl, numberControl, selectControl, sliderControl, textControl } from './inputs';

/** Groups in the order of the form; the other groups have places of their own on the page. */
const GROUPS = ['system', 'bath', 'start', 'time', 'panel'];

/** What a closed group says of its values. */
const SUMMARY: Record<string, string[]> = {
  system: ['coupling'],
  bath: ['bath', 'bosons'],
  start: ['beta', 'index', 'occupation'],
  time: ['times', 'turn', 'kick'],
};

/** What readers change most comes first in its group. */
const FIRST = ['coupling', 'occupation', 'turn', 'kick', 'kick-site'];
const rank = (key: string): number => (FIRST.includes(key) ? 0 : 1);

export function control(context: Context, parameter: Parameter, commit: Commit): Control {
  if (parameter.key === 'coupling') return couplingsControl(context, parameter, commit);
  if (parameter.key === 'bath') return bathControl(context, parameter, commit);
  if (parameter.key === 'times') return timesControl(context, commit);
  const { control: kind } = parameter;
  switch (kind.type) {
    case 'slider':
      return sliderControl(context, parameter, kind, commit);
    case 'decades':
      return decadesControl(context, parameter, kind, commit);
    case 'number':
      return numberControl(context, parameter, kind.step, commit);
    case 'select':
      return selectControl(context, parameter, commit);
    default:
      return textControl(parameter, commit);
  }
}

/** The same set-up, computed and drawn in another way. */
function panelChoice(context: Context): HTMLElement | '' {
  const { session, panel } = context;
  if (session.hides('panel')) return '';
  const select = h(
    'select',
    { id: 'controls-panel', 'data-name': 'panel', change: () => session.choose('panel', select.value) },
    ...panels().map(({ id }) => h('option', { value: id, selected: id === panel.id }, textOf(context, `choice.panel.${id}`))),
  );
  return h('div', { class: 'field' }, h('label', { class: 'field-label', for: select.id }, context.t('controls.panel')), h('div', { class: 'control' }, select));
}

export function controlsView(context: Context): HTMLElement {
  const { session, panel, t, say, signal } = context;
  const shown = schema().parameters.filter(
    ({ key, control: { type }, panels }) => type !== 'hidden' && !session.hides(key) && (panels.length === 0 || panels.includes(panel.id)) && key !== 'panel',
  );
  const root = h('form', { class: 'controls', 'aria-label': t('controls.label'), submit: (event: Event) => event.preventDefault() });

  const build = (): void => {
    const groups = GROUPS.map((id) => {
      const members = shown.filter((parameter) => parameter.group === id).sort((a, b) => rank(a.key) - rank(b.key));
      if (members.length === 0) return null;
      const summary = h('span', { class: 'group-summary' });
      const summarise = throttleToFrame(() => {
        const labels = members.filter(({ key }) => SUMMARY[id]?.includes(key) && session.values[key]);
        const words = labels.map(({ key, symbol }) => said(key, symbol || textOf(context, `parameter.${key}.label`))).join(' · ');
        summary.replaceChildren(h('span', {}, ...subscripts(words)));
      }, signal);
      summarise();
      session.changes.on(['scenario'], summarise, signal);
      return h(
        'details',
        { class: 'group', open: panel.open.includes(id) },
        h('summary', {}, h('span', { class: 'group-name' }, textOf(context, `group.${id}`)), summary),
        ...members.map((parameter) => field(context, parameter, (commit) => control(context, parameter, commit))),
      );
    });
    root.replaceChildren(panelChoice(context), ...groups.filter((group) => group !== null), h('p', { class: 'units' }, t('controls.units')));
  };

  const said = (key: string, name: string): string => {
    const value = session.values[key] ?? '';
    if (key === 'bath') return say(latticeName(value));
    if (key === 'times') return value.split(':').slice(1, 3).join(' – ');
    return `${name} = ${value.replaceAll(',', ', ')}`;
  };

  build();
  return root;
}
