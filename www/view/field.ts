// One parameter of the form: a label, something to set it with, a line on what it means, and what is wrong with it.
import type { Parameter, Problem } from '../engine/wasm';
import { pick } from '../i18n';
import type { Context } from './context';
import { h, rich, uniqueId, type Child } from './dom';

/** A control inside a field: shows a value, and says when the reader sets another one. */
export interface Control {
  root: HTMLElement;
  /** The element that the label names. */
  focus: HTMLElement;
  show(value: string): void;
}

/** Sets the parameter; `live` while a slider is still held. Returns whether the value was taken. */
export type Commit = (value: string, live?: boolean) => boolean;

export function field(context: Context, parameter: Parameter, make: (commit: Commit) => Control): HTMLElement {
  const { session, lang, signal } = context;
  const error = h('p', { class: 'field-error', id: uniqueId('error'), role: 'alert' });
  const meaning = h('p', { class: 'field-meaning', id: uniqueId('meaning') }, pick(parameter.meaning, lang));

  const complain = (problems: Problem[]): void => {
    error.textContent = problems.map((problem) => pick(problem.message, lang)).join(' ');
    control.focus.setAttribute('aria-invalid', String(problems.length > 0));
  };
  const commit: Commit = (value, live = false) => {
    const problems = session.change(parameter.key, value, live);
    complain(problems);
    return problems.length === 0;
  };
  const control = make(commit);
  control.focus.id ||= uniqueId(parameter.key);
  control.focus.setAttribute('aria-describedby', `${meaning.id} ${error.id}`);

  let shown: string | undefined;
  const update = (): void => {
    const value = session.values[parameter.key];
    if (value === shown) return;
    shown = value;
    complain([]);
    control.show(value ?? '');
  };
  update();
  session.changes.on(['scenario'], update, signal);

  const name: Child[] = [pick(parameter.label, lang)];
  if (parameter.symbol) name.push(' ', h('var', {}, ...rich(parameter.symbol)));
  return h(
    'div',
    { class: `field field-${parameter.key}`, 'data-key': parameter.key },
    h('label', { for: control.focus.id, class: 'field-label' }, ...name),
    control.root,
    meaning,
    error,
  );
}
