// What the plot shows, in sentences with numbers.
import { summary } from '../engine/wasm';
import type { Context } from './context';
import { h } from './dom';
import { throttleByCost } from './frames';

export function findingsView({ session, texts, signal }: Context): HTMLElement {
  const words = h('p', { class: 'findings', hidden: session.hides('numbers') });
  const update = throttleByCost(() => {
    const { record } = session.runner;
    words.textContent = record?.begun() ? summary(record, texts) : '';
  }, signal);
  update();
  session.changes.on(['rows', 'state'], update, signal);
  return words;
}
