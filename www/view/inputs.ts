// The controls of single values: a number with or without a slider, a choice, a text.
import type { Parameter } from '../engine/wasm';
import { textOf } from '../i18n';
import type { Context } from './context';
import { h } from './dom';
import type { Commit, Control } from './field';
import { numeral, plainly } from './typed';

/** A text field that commits on Enter and when left. `signed`: a number that may be below 0, for which some keyboards of numbers have no sign. */
export function entry(commit: Commit, mode: 'decimal' | 'text', signed = false): HTMLInputElement {
  const input = h('input', {
    type: 'text',
    inputmode: signed ? 'text' : mode,
    autocomplete: 'off',
    spellcheck: 'false',
    class: mode === 'decimal' ? 'entry entry-number' : 'entry',
    change: () => {
      input.value = mode === 'decimal' ? numeral(input.value) : plainly(input.value);
      commit(input.value);
    },
  });
  return input;
}

/** The arrow keys step a number, as they do in the browser's own number field, which would hide a bad value. */
function stepped(input: HTMLInputElement, step: number, commit: Commit): void {
  input.addEventListener('keydown', (event) => {
    const direction = { ArrowUp: 1, ArrowDown: -1 }[event.key];
    const value = Number(numeral(input.value));
    if (event.isComposing || !direction || !Number.isFinite(value)) return;
    event.preventDefault();
    commit(String(Number((value + direction * step).toPrecision(12))));
  });
}

const unit = (parameter: Parameter): HTMLElement | null => (parameter.unit ? h('span', { class: 'unit' }, parameter.unit) : null);

export function numberControl({ session }: Context, parameter: Parameter, step: number, commit: Commit): Control {
  const input = entry(commit, 'decimal', (session.ranges[parameter.key]?.[0] ?? 0) < 0);
  stepped(input, step, commit);
  return {
    root: h('div', { class: 'control' }, input, unit(parameter)),
    focus: input,
    show: (value) => (input.value = value),
  };
}

interface Range {
  min: number;
  max: number;
  step: number;
}

export function sliderControl(context: Context, parameter: Parameter, range: Range, commit: Commit): Control {
  const { session, signal } = context;
  const input = entry(commit, 'decimal', (session.ranges[parameter.key]?.[0] ?? 0) < 0);
  stepped(input, range.step, commit);
  const slider = h('input', {
    type: 'range',
    min: range.min,
    max: range.max,
    step: range.step,
    'aria-label': textOf(context, `parameter.${parameter.key}.label`),
    input: () => {
      input.value = slider.value;
      commit(slider.value, true);
    },
    change: () => void commit(slider.value),
  });
  const show = (value: string): void => {
    // What is allowed may depend on the rest of the set-up: a small bath holds few bosons.
    const [least, most] = session.ranges[parameter.key] ?? [range.min, range.max];
    const min = Math.max(range.min, least);
    const max = Math.min(range.max, most);
    slider.min = String(min);
    slider.max = String(max);
    slider.value = value;
    input.value = value;
    slider.style.setProperty('--fill', `${100 * Math.min(1, Math.max(0, (Number(value) - min) / (max - min)))}%`);
  };
  session.changes.on(['scenario'], () => show(session.values[parameter.key] ?? ''), signal);
  return { root: h('div', { class: 'control' }, slider, input, unit(parameter)), focus: input, show };
}

/** Positions of a slider over decades. */
const STEPS = 200;

/** A slider whose equal steps are equal ratios. */
export function decadesControl(context: Context, parameter: Parameter, { min, max }: Pick<Range, 'min' | 'max'>, commit: Commit): Control {
  const input = entry(commit, 'decimal');
  const valueAt = (place: number): string => String(Number((min * (max / min) ** (place / STEPS)).toPrecision(2)));
  const slider = h('input', {
    type: 'range',
    min: 0,
    max: STEPS,
    'aria-label': textOf(context, `parameter.${parameter.key}.label`),
    input: () => {
      input.value = valueAt(Number(slider.value));
      commit(input.value, true);
    },
    change: () => void commit(valueAt(Number(slider.value))),
  });
  const show = (value: string): void => {
    const place = Math.min(STEPS, Math.max(0, (STEPS * Math.log(Number(value) / min)) / Math.log(max / min)));
    if (valueAt(Number(slider.value)) !== value) slider.value = String(Math.round(place));
    slider.setAttribute('aria-valuetext', value);
    input.value = value;
    slider.style.setProperty('--fill', `${(100 * place) / STEPS}%`);
  };
  return { root: h('div', { class: 'control' }, slider, input, unit(parameter)), focus: input, show };
}

export function selectControl(context: Context, parameter: Parameter, commit: Commit): Control {
  const select = h(
    'select',
    { change: () => void commit(select.value) },
    ...(parameter.names ?? []).map((id) => h('option', { value: id }, textOf(context, `choice.${parameter.key}.${id}`))),
  );
  return { root: h('div', { class: 'control' }, select), focus: select, show: (value) => (select.value = value) };
}

export function textControl(parameter: Parameter, commit: Commit): Control {
  const input = entry(commit, 'text');
  return { root: h('div', { class: 'control' }, input, unit(parameter)), focus: input, show: (value) => (input.value = value) };
}
