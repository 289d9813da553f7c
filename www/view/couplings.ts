// The list of couplings: one row for each curve, whose slider redraws the curve while it is dragged.
import { fractionOf, valueAt } from '../engine/axis';
import type { Axis, Parameter } from '../engine/wasm';
import { handy } from '../format';
import { showsLevels } from '../panel';
import type { Context } from './context';
import { h, s } from './dom';
import type { Commit, Control, Mistake } from './field';
import { entry } from './inputs';
import { icon } from './icons';
import { isOneNumber } from './typed';

const SLIDER: Axis = { scale: 'log', min: 0.01, max: 10 };
const STEPS = 300;

const toSlider = (value: number): number => Math.round(STEPS * fractionOf(SLIDER, Math.max(value, SLIDER.min)));
const fromSlider = (place: number): string => String(handy(valueAt(SLIDER, place / STEPS)));

/** A slider over the couplings, and the field beside it; `put` takes what is set. */
function couplingParts(name: string, put: Commit): { slider: HTMLInputElement; input: HTMLInputElement; show: (value: string) => void } {
  const input = entry((value) => put(value), 'decimal');
  input.setAttribute('aria-label', name);
  const slider = h('input', {
    type: 'range',
    min: 0,
    max: STEPS,
    'aria-label': name,
    input: () => {
      input.value = fromSlider(Number(slider.value));
      put(input.value, true);
    },
    change: () => void put(fromSlider(Number(slider.value))),
  });
  return {
    slider,
    input,
    show: (value) => {
      if (input.value !== value) input.value = value;
      const place = toSlider(Number(value));
      if (fromSlider(Number(slider.value)) !== value) slider.value = String(place);
      slider.style.setProperty('--fill', `${(100 * Math.min(STEPS, Math.max(0, place))) / STEPS}%`);
      slider.setAttribute('aria-valuetext', value);
    },
  };
}

/** The list with one of its values replaced. */
const replaced = (values: string[], index: number, value: string): string => values.map((other, place) => (place === index ? value : other)).join(',');

/** A row is one value: what stands in it and is no number, such as a list, is wrong there. */
const mistakeIn = ({ t }: Context, input: HTMLInputElement): Mistake[] =>
  isOneNumber(input.value)
    ? []
    : [{ part: input, said: t('field.not.number', { part: input.getAttribute('aria-label') ?? '', given: input.value }) }];

/** The coupling of the curve that the lattice shows. */
export function couplingSlider(context: Context, commit: Commit): Control {
  const { session, t } = context;
  let values: string[] = [];
  const index = (): number => Math.max(0, values.findIndex((value) => Number(value) === session.cursor.runs()[session.cursor.followedRun()]?.coupling));
  // Held by its place: while it is dragged, another curve may become the strongest.
  let held: number | null = null;
  const parts = couplingParts(t('coupling.shown'), (value, live = false) => {
    held ??= index();
    const taken = commit(replaced(values, held, value), live);
    if (!live) held = null;
    return taken;
  });
  return {
    root: h('div', { class: 'control' }, parts.slider, parts.input),
    focus: parts.input,
    wrong: () => mistakeIn(context, parts.input),
    show: (text) => {
      values = text.split(',');
      parts.show(values[held ?? index()] ?? '');
    },
  };
}

interface Row {
  root: HTMLElement;
  show(value: string): void;
}

export function couplingsControl(context: Context, { max = Infinity, longest = Infinity }: Parameter, commit: Commit): Control {
  const { session, panel, t, signal } = context;
  let values: string[] = [];
  const rows: Row[] = [];
  /** The row that is being set; what still stands wrong in another is no part of the list. */
  let set: HTMLInputElement | null = null;
  const list = h('ul', { class: 'couplings' });
  const add = h('button', { type: 'button', class: 'add', click: () => commit([...values, next()].join(',')) }, t('coupling.add'));

  /** Twice the largest so far: something new to see. */
  const next = (): string => String(handy(Math.min(max, 2 * Math.max(0.05, ...values.map(Number)))));

  const row = (index: number): Row => {
    const name = t('coupling.item', { number: index + 1 });
    const { slider, input, show } = couplingParts(name, (value, live) => {
      set = input;
      const taken = commit(replaced(values, index, value), live);
      set = null;
      return taken;
    });
    const remove = h(
      'button',
      {
        type: 'button',
        class: 'round quiet small',
        'aria-label': t('coupling.remove', { number: index + 1 }),
        click: () => {
          // The rows move up, and the last one goes: the keyboard stays at the row in this place, as long as there is one to remove.
          commit(values.filter((_, place) => place !== index).join(','));
          if (!root.isConnected || remove.disabled) add.focus();
          else remove.focus();
        },
      },
      icon('close'),
    );
    const sample = s('svg', { class: 'sample', viewBox: '0 0 34 10', 'aria-hidden': 'true' });
    const root = showsLevels(panel) ? h('li', {}, slider, input) : h('li', {}, sample, slider, input, remove);
    return {
      root,
      show: (value) => {
        show(value);
        remove.disabled = values.length === 1;
        const run = session.cursor.runs().findIndex(({ coupling }) => coupling === Number(value));
        const curve = session.chart.frame?.curves[run];
        sample.replaceChildren(s('line', { x1: 1, y1: 5, x2: 33, y2: 5, stroke: curve?.color ?? 'currentColor', 'stroke-dasharray': curve?.dash.join(' ') ?? '' }));
      },
    };
  };

  /** Where every eigenstate is a point there is one coupling, the first. */
  const count = (): number => (showsLevels(panel) ? 1 : values.length);

  const show = (): void => {
    while (rows.length > count()) rows.pop();
    while (rows.length < count()) rows.push(row(rows.length));
    const roots = rows.map(({ root }) => root);
    // Rows that stay are left in place: one of them may be under the reader's finger.
    if (list.children.length !== roots.length) list.replaceChildren(...roots);
    rows.forEach((each, index) => each.show(values[index] ?? ''));
    add.hidden = showsLevels(panel);
    add.disabled = values.length >= longest;
  };

  session.changes.on(['curves'], show, signal);
  return {
    root: h('div', { class: 'control control-list', role: 'group' }, list, add),
    focus: add,
    wrong: () => (set ? mistakeIn(context, set) : []),
    show: (text) => {
      values = text.split(',');
      show();
    },
  };
}
