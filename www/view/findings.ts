// What the plot shows, in sentences with numbers.
import type { Context } from './context';
import { atLeisure, h } from './dom';

export function findingsView({ session, lang, signal }: Context): HTMLElement {
  const words = h('p', { class: 'findings', hidden: session.hides('numbers') });
  const update = atLeisure(() => {
    const { record } = session.runner;
    words.textContent = record?.begun() ? record.summary(lang) : '';
  }, signal);
  update();
  session.changes.on(['rows', 'state'], update, signal);
  return words;
}
