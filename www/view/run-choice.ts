// Which of the record's runs a plot shows, where it shows only one.
import type { Context } from './context';
import { h } from './dom';
import { runName } from './readings';

export function runChoiceView(context: Context): HTMLElement {
  const { session, t, signal } = context;
  const group = h('div', { class: 'segmented', role: 'group', 'aria-label': t('run.choice') });
  let buttons: HTMLButtonElement[] = [];

  const press = (): void => {
    const followed = session.cursor.followedRun();
    buttons.forEach((button, run) => button.setAttribute('aria-pressed', String(run === followed)));
  };

  let shown = '';
  const build = (): void => {
    const names = session.cursor.runs().map((_, run) => runName(context, run));
    if (names.join() !== shown) {
      shown = names.join();
      buttons = names.map((name, run) => h('button', { type: 'button', click: () => session.cursor.follow(run) }, name));
      group.replaceChildren(...buttons);
    }
    press();
  };

  build();
  session.changes.on(['curves', 'rows'], build, signal);
  session.changes.on(['followed'], press, signal);
  return h('div', { class: 'run-choice' }, h('span', { class: 'run-choice-label' }, t('run.choice')), group);
}
