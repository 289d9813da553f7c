// One parameter of the form: a label, something to set it with, a line on what it means, and what is wrong with it.
import type { Parameter, Problem } from '../engine/wasm';
import { whole } from '../format';
import type { Context } from './context';
import { textOf } from '../i18n';
import { h, subscripts, uniqueId, type Child } from './dom';
import { prose } from './prose';

/** A control inside a field: shows a value, and says when the reader sets another one. */
export interface Control {
  /** With the role `group` where it has several parts: then the label names all of them together. */
  root: HTMLElement;
  /** What the reader sets, or the first of several. */
  focus: HTMLElement;
  show(value: string): void;
  /** Of several parts those that are wrong by themselves, whatever stands in the others, and what is wrong with each. */
  wrong?(): Mistake[];
}

export interface Mistake {
  part: Element;
  said: string;
}

/** Sets the parameter; `live` while a slider is still held. Returns whether the value was taken. */
export type Commit = (value: string, live?: boolean) => boolean;

/** Between which ends a parameter is set, in words and not as a link writes it; choices show theirs themselves. */
function limits({ session, lang, t, say, isKey }: Context, { key, allowed, min_excluded: open }: Parameter): string {
  const [min, max] = session.ranges[key] ?? [];
  if (min !== undefined && max !== undefined) return t(open ? 'field.above' : 'field.range', { min: whole(min, lang), max: whole(max, lang) });
  const words = `limits.${key}`;
  return typeof allowed !== 'string' && isKey(words) ? say({ ...allowed, key: words }) : '';
}

export function field(context: Context, parameter: Parameter, make: (commit: Commit) => Control): HTMLElement {
  const { session, t, say, signal } = context;
  const error = h('p', { class: 'field-error', id: uniqueId('error'), role: 'alert' });
  const meaning = h('p', { class: 'field-meaning', id: uniqueId('meaning') });
  const { symbol, unit } = parameter;

  /** The part of the control that the reader set last: what is wrong with the value is wrong there. */
  let touched: Element | null = null;
  /** Says it, and marks the parts that are wrong; those that were and have not been set anew stay marked until all is right. */
  const complain = (said: string, parts: Element[]): void => {
    error.textContent = said;
    const right = parts.length === 0 ? [...control.root.querySelectorAll('[aria-invalid]')] : [touched];
    right.forEach((part) => part?.removeAttribute('aria-invalid'));
    for (const part of parts) {
      part.setAttribute('aria-invalid', 'true');
      if (part !== described) part.setAttribute('aria-describedby', error.id);
    }
  };
  const refuse = (problems: Problem[]): void => {
    const said = problems.map((problem) => say(problem.message)).join(' ');
    if (problems.length === 0) complain('', []);
    else
      complain(t('field.error', { label: textOf(context, `parameter.${parameter.key}.label`), said }), [
        touched?.isConnected ? touched : control.focus,
      ]);
  };
  const commit: Commit = (value, live = false) => {
    const mistakes = control.wrong?.() ?? [];
    if (mistakes.length > 0) {
      complain(mistakes.map(({ said }) => said).join(' '), mistakes.map(({ part }) => part));
      return false;
    }
    // What is not set, and left empty, stays so: an index beside a beta.
    const problems = value === '' && !session.values[parameter.key] ? [] : session.change(parameter.key, value, live);
    refuse(problems);
    return problems.length === 0;
  };
  const control = make(commit);
  for (const type of ['input', 'change', 'keydown'] as const)
    control.root.addEventListener(type, ({ target }) => (touched = target instanceof Element && target.matches('input, select') ? target : null), { capture: true });
  const parts = control.root.getAttribute('role') === 'group';
  const described = parts ? control.root : control.focus;
  described.id ||= uniqueId(parameter.key);
  described.setAttribute('aria-describedby', `${meaning.id} ${error.id}`);

  let shown: string | undefined;
  let meant = '';
  const update = (): void => {
    // What is allowed may depend on the rest of the set-up. A single value has its unit beside it.
    const said = [textOf(context, `parameter.${parameter.key}.meaning`), limits(context, parameter), parts && unit ? t('field.unit', { unit }) : ''];
    const words = said.filter(Boolean).reduce((before, after) => t('sentences', { before, after }));
    if (words !== meant) meaning.replaceChildren(...prose(words));
    meant = words;
    const value = session.values[parameter.key];
    if (value === shown) return;
    shown = value;
    complain('', []);
    control.show(value ?? '');
  };
  update();
  session.changes.on(['scenario'], update, signal);

  const name: Child[] = [textOf(context, `parameter.${parameter.key}.label`)];
  if (symbol) name.push(' ', h('var', {}, ...subscripts(symbol)));
  const label = parts
    ? h('span', { class: 'field-label', id: uniqueId('label') }, ...name)
    : h('label', { class: 'field-label', for: described.id }, ...name);
  if (parts) described.setAttribute('aria-labelledby', label.id);
  return h(
    'div',
    { class: `field field-${parameter.key}`, 'data-key': parameter.key },
    label,
    control.root,
    meaning,
    error,
  );
}
