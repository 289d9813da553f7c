// The story's words: what stands on the page, and what the figures write into themselves.
import type { Key, Lang, Values, Words } from '../i18n';
import { prose } from '../view/prose';

/** What every part of the story is given. */
export interface Telling extends Words {
  /** Whether the reader asked for little motion. */
  still: boolean;
}

/** A sentence as it stands on the page. */
export const sentence = prose;

export type Say = (key: Key, values?: Values) => string;

/** One line of text for a canvas or a label. */
export const line = (text: string): string => text.replaceAll('~', '\u00a0');

export type { Key, Lang, Values, Words };
