// What went wrong, in words, where nobody can miss it.
import type { Failure } from '../engine/failure';
import { isKey, pick, type Lang, type Translate } from '../i18n';
import type { Context } from './context';
import { h, type Child } from './dom';

export function failureText(failure: Failure, lang: Lang, t: Translate): string {
  if (failure.messages) return pick(failure.messages, lang);
  const key = `failure.${failure.code}`;
  return t(isKey(key) ? key : 'failure.unknown', { detail: failure.detail ?? '' });
}

/** An alert with a title, its contents, and something to do about it. */
export const alertBox = (title: string, ...children: Child[]): HTMLElement =>
  h('div', { class: 'alert', role: 'alert' }, h('p', { class: 'alert-title' }, title), ...children);

export function messagesView({ session, lang, t, signal }: Context): HTMLElement {
  const root = h('div', { class: 'messages' });
  const update = (): void => {
    const boxes: HTMLElement[] = [];
    if (session.problems.length > 0) {
      const items = session.problems.map((problem) => h('li', {}, pick(problem.message, lang)));
      const dismiss = h('button', { type: 'button', click: () => session.report([]) }, t('messages.dismiss'));
      const list = h('ul', {}, ...items);
      boxes.push(
        session.refused ? alertBox(t('messages.refused'), list, dismiss) : alertBox(t('messages.link'), list, h('p', {}, t('messages.defaults')), dismiss),
      );
    }
    const { failure } = session.runner;
    if (session.runner.state === 'failed' && failure) {
      // A broken instance on the page itself cannot go on; the address holds the set-up.
      const retry = (): void => (session.runner.record ? session.runner.start() : location.reload());
      const button = h('button', { type: 'button', class: 'primary', click: retry }, t('status.retry'));
      boxes.push(alertBox(t('messages.failed'), h('p', {}, failureText(failure, lang, t)), button));
    }
    root.replaceChildren(...boxes);
  };
  update();
  session.changes.on(['problems', 'state'], update, signal);
  return root;
}
