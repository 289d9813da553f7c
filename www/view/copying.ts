// Copying a text: it is told of only when it is there, and where the clipboard is forbidden the text stands ready, selected.
import type { Words } from '../i18n';
import { h } from './dom';

/** How long "copied" stays, in ms. */
const SAID = 3000;

export interface Copying {
  /** What is said of it, and the field that the reader copies from. */
  said: HTMLElement;
  field: HTMLTextAreaElement;
  say(words: string): void;
  /** Says `copied` where that went well. */
  copy(text: string, copied: string): Promise<void>;
  /** Shows a text for the reader to copy. */
  offer(text: string, words: string): void;
}

/** `rests`: the field is hidden until it is needed. */
export function copying({ t }: Words, rests: boolean): Copying {
  const said = h('p', { class: 'share-said', role: 'status' });
  const field = h('textarea', { class: 'share-field', readonly: true, rows: 3, hidden: rests, 'aria-label': t('share.field') });
  let silence = 0;
  const say = (words: string): void => {
    clearTimeout(silence);
    said.textContent = words;
    silence = window.setTimeout(() => (said.textContent = ''), SAID);
  };
  const offer = (text: string, words: string): void => {
    field.value = text;
    field.hidden = false;
    field.focus();
    field.select();
    say(words);
  };
  const copy = async (text: string, copied: string): Promise<void> => {
    field.hidden = rests;
    try {
      await navigator.clipboard.writeText(text);
      say(copied);
    } catch {
      // Many frames forbid the clipboard.
      offer(text, t('share.select'));
    }
  };
  return { said, field, say, copy, offer };
}
