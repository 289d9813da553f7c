// The list of couplings: one row for each curve, whose slider redraws the curve while it is dragged.
import type { Parameter } from '../engine/wasm';
import { showsLevels } from '../panel';
import type { Context } from './context';
import { h, s } from './dom';
import type { Commit, Control } from './field';
import { entry } from './inputs';
import { icon } from './icons';

/** The slider is logarithmic: decades from 0.01 to 10. */
const LOWEST = -2;
const DECADES = 3;
const STEPS = 300;

/** As many as a set-up may have. */
const MOST = 32;

const toSlider = (value: number): number => Math.round((STEPS * (Math.log10(Math.max(value, 10 ** LOWEST)) - LOWEST)) / DECADES);
const fromSlider = (place: number): string => String(Number((10 ** (LOWEST + (DECADES * place) / STEPS)).toPrecision(2)));

interface Row {
  root: HTMLElement;
  show(value: string): void;
}

export function couplingsControl({ session, panel, t, signal }: Context, _parameter: Parameter, commit: Commit): Control {
  let values: string[] = [];
  const rows: Row[] = [];
  const list = h('ul', { class: 'couplings' });
  const add = h('button', { type: 'button', class: 'add', click: () => commit([...values, next()].join(',')) }, t('coupling.add'));

  /** Twice the largest so far: something new to see. */
  const next = (): string => String(Number(Math.min(100, 2 * Math.max(0.05, ...values.map(Number))).toPrecision(2)));

  const put = (index: number, value: string, live = false): boolean =>
    commit(values.map((other, place) => (place === index ? value : other)).join(','), live);

  const row = (index: number): Row => {
    const name = t('coupling.item', { number: index + 1 });
    const input = entry((value) => put(index, value), 'decimal');
    input.setAttribute('aria-label', name);
    const slider = h('input', {
      type: 'range',
      min: 0,
      max: STEPS,
      'aria-label': name,
      input: () => {
        input.value = fromSlider(Number(slider.value));
        put(index, input.value, true);
      },
      change: () => void put(index, fromSlider(Number(slider.value))),
    });
    const remove = h(
      'button',
      {
        type: 'button',
        class: 'round quiet small',
        'aria-label': t('coupling.remove', { number: index + 1 }),
        click: () => {
          commit(values.filter((_, place) => place !== index).join(','));
          // The last row's button is gone, and with it the keyboard's place.
          if (!root.isConnected || remove.disabled) add.focus();
        },
      },
      icon('close'),
    );
    const sample = s('svg', { class: 'sample', viewBox: '0 0 34 10', 'aria-hidden': 'true' });
    const root = showsLevels(panel) ? h('li', {}, slider, input) : h('li', {}, sample, slider, input, remove);
    return {
      root,
      show: (value) => {
        if (input.value !== value) input.value = value;
        const place = toSlider(Number(value));
        if (fromSlider(Number(slider.value)) !== value) slider.value = String(place);
        slider.style.setProperty('--fill', `${(100 * Math.min(STEPS, Math.max(0, place))) / STEPS}%`);
        slider.setAttribute('aria-valuetext', value);
        remove.disabled = values.length === 1;
        const run = session.gaze.runs().findIndex(({ coupling }) => coupling === Number(value));
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
    add.disabled = values.length >= MOST;
  };

  session.changes.on(['curves'], show, signal);
  return {
    root: h('div', { class: 'control control-list', role: 'group' }, list, add),
    focus: add,
    show: (text) => {
      values = text.split(',');
      show();
    },
  };
}
