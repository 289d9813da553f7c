// The controls of values that consist of several: the lattice and the grid of times.
import { latticeOf, type Parameter } from '../engine/wasm';
import { textOf, type Key } from '../i18n';
import type { Context } from './context';
import { h, uniqueId, type Child } from './dom';
import type { Commit, Control, Mistake } from './field';
import { entry } from './inputs';
import { isOneNumber } from './typed';

const labelled = (label: string, input: HTMLElement): HTMLElement => {
  input.id = uniqueId('part');
  return h('div', { class: 'part' }, h('label', { for: input.id }, label), input);
};

const select = (options: [string, string][], change: () => void): HTMLSelectElement =>
  h('select', { change }, ...options.map(([value, label]) => h('option', { value }, label)));

const group = (...children: Child[]): HTMLElement => h('div', { class: 'control control-parts', role: 'group' }, ...children);

/** What is wrong with the numbers in fields, each with its label. */
function mistakes({ t }: Context, kind: 'whole' | 'number', fields: [Key, HTMLInputElement][]): Mistake[] {
  const right = (text: string): boolean => (kind === 'whole' ? /^\d+$/.test(text) : isOneNumber(text));
  return fields
    .filter(([, part]) => !right(part.value.trim()))
    .map(([label, part]) => ({ part, said: t(`field.not.${kind}`, { part: t(label), given: part.value.trim() }) }));
}

/** A kind of lattice and its sides: square-LxxLy, chain-L. */
export function bathControl(context: Context, { kinds = [] }: Parameter, commit: Commit): Control {
  const { session, t } = context;
  const sidesOf = (id: string): number => kinds.find((kind) => kind.id === id)?.sides ?? 1;
  const send = (): boolean => {
    const sides = sidesOf(shape.value) === 1 ? [length] : [width, height];
    return commit(`${shape.value}-${sides.map(({ value }) => value.trim()).join('x')}`);
  };
  const shape = select(
    kinds.map(({ id }): [string, string] => [id, textOf(context, `bath.${id}`)]),
    () => {
      // A line has as many sites as the rectangle had, and the other way about as near as may be.
      if (sidesOf(shape.value) === 1 && lengthPart.hidden) length.value = String(Number(width.value) * Number(height.value));
      send();
    },
  );
  const width = entry(send, 'decimal');
  const height = entry(send, 'decimal');
  const length = entry(send, 'decimal');
  const widthPart = labelled(t('bath.width'), width);
  const heightPart = labelled(t('bath.height'), height);
  const lengthPart = labelled(t('bath.length'), length);
  return {
    root: group(labelled(t('bath.shape'), shape), widthPart, heightPart, lengthPart),
    focus: shape,
    wrong: () => {
      const sides: [Key, HTMLInputElement][] =
        sidesOf(shape.value) === 1
          ? [['bath.length', length]]
          : [
              ['bath.width', width],
              ['bath.height', height],
            ];
      return mistakes(context, 'whole', sides);
    },
    show: () => {
      const { kind, sides } = latticeOf(session.text);
      shape.value = kind;
      if (sides.length === 1) {
        length.value = String(sides[0]);
        width.value ||= '4';
        height.value ||= '3';
      } else {
        [width.value, height.value] = [String(sides[0]), String(sides[1])];
      }
      widthPart.hidden = heightPart.hidden = sides.length === 1;
      lengthPart.hidden = sides.length !== 1;
    },
  };
}

/** log:from:to:count or lin:from:to:count. */
export function timesControl(context: Context, commit: Commit): Control {
  const { t } = context;
  const send = (): boolean => commit([spacing.value, from.value.trim(), to.value.trim(), count.value.trim()].join(':'));
  const spacing = select(
    [
      ['log', t('axis.log')],
      ['lin', t('axis.linear')],
    ],
    () => void send(),
  );
  const from = entry(send, 'decimal');
  const to = entry(send, 'decimal');
  const count = entry(send, 'decimal');
  return {
    root: group(
      labelled(t('times.spacing'), spacing),
      labelled(t('times.from'), from),
      labelled(t('times.to'), to),
      labelled(t('times.count'), count),
    ),
    focus: spacing,
    wrong: () => [
      ...mistakes(context, 'number', [
        ['times.from', from],
        ['times.to', to],
      ]),
      ...mistakes(context, 'whole', [['times.count', count]]),
    ],
    show: (value) => {
      const [kind, first, last, number] = value.split(':');
      spacing.value = kind ?? '';
      from.value = first ?? '';
      to.value = last ?? '';
      count.value = number ?? '';
    },
  };
}
