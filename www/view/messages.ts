// What went wrong, in words, where nobody can miss it.
import type { Failure } from '../engine/failure';
import { schema } from '../engine/wasm';
import { missingIn, type Key, type Lang, type Words } from '../i18n';
import type { Context } from './context';
import { h, type Child } from './dom';

/** What went wrong, as a sentence. */
export function failureText(failure: Failure, { t, say, isKey }: Words): string {
  if (failure.message) return say(failure.message);
  const key = `failure.${failure.code}`;
  return t(isKey(key) ? key : 'failure.unknown', { detail: failure.detail ?? '' });
}

/** An alert with a title, its contents, and something to do about it. */
const alertBox = (title: string, ...children: Child[]): HTMLElement =>
  h('div', { class: 'alert', role: 'alert' }, h('p', { class: 'alert-title' }, title), ...children);

const retryButton = (label: string, retry: () => void): HTMLElement =>
  h('button', { type: 'button', class: 'primary', click: retry }, label);

/** A failure, and a way to try again. */
export const failureBox = (failure: Failure, words: Words, retry: () => void, title: Key = 'messages.failed'): HTMLElement =>
  alertBox(words.t(title), h('p', {}, failureText(failure, words)), retryButton(words.t('status.retry'), retry));

/** That a language's texts could not be loaded, and a way to try again. */
export function wordlessBox(lang: Lang, retry: () => void): HTMLElement {
  const missing = missingIn(lang);
  const box = alertBox(missing.text, retryButton(missing.retry, retry));
  box.lang = lang;
  return box;
}

/** What is said of the link or of a change, if anything is wrong with it. */
function linkBox({ session, embed, t, say }: Context): HTMLElement | null {
  const { problems, told } = session;
  const dismiss = h('button', { type: 'button', click: () => session.report([]) }, t('messages.dismiss'));
  if (problems.length === 0) return told.mended ? h('div', { class: 'mended', role: 'status' }, h('p', {}, t('messages.mended')), dismiss) : null;
  const outcome = t(told.replaced ? 'messages.replaced' : 'messages.defaults');
  // In someone else's page one quiet line, which opens for those who want to know.
  if (embed !== 'off') {
    const [first = '', ...others] = problems.map((problem) => say(problem.message));
    const summary = [first, told.refused ? '' : outcome].join(' ');
    return h('details', { class: 'alert line', role: 'alert' }, h('summary', {}, summary), ...others.map((each) => h('p', {}, each)), dismiss);
  }
  const list = h('ul', {}, ...problems.map((problem) => h('li', {}, say(problem.message))));
  if (told.refused) return alertBox(t('messages.refused'), list, dismiss);
  // Once, however many names are wrong.
  const keys = h('details', {}, h('summary', {}, t('messages.keys')), h('p', {}, h('code', {}, schema().parameters.map(({ key }) => key).join(', '))));
  const unknown = problems.some(({ code }) => code === 'unknown-key');
  return alertBox(t('messages.link'), list, unknown ? keys : null, h('p', {}, outcome), dismiss);
}

export function messagesView(context: Context): HTMLElement {
  const { changes } = context.session;
  let link = linkBox(context);
  const root = h('div', { class: 'messages' }, link);
  changes.on(['problems'], () => (link?.remove(), (link = linkBox(context)) && root.prepend(link)), context.signal);
  return root;
}
