// The story's words: what stands on the page, and what the figures write into themselves.
import type { Key, Lang, Values, Words } from '../i18n';
import { h } from '../view/dom';

/** Numbers stay with their units and counters, and are not broken at their commas. */
const UNBROKEN = /[−-]?\d[\d,.]*(?:[–〜][\d,.]*\d)?(?: per cent| of \d[\d,.]*| %(?:以上)?|か所|個の点|個|点|割|桁|つ)?/g;

/** A sentence whose numbers do not break; `~` stands for a space that does not either. */
export function sentence(text: string): (string | Node)[] {
  const pieces: (string | Node)[] = [];
  let done = 0;
  const said = text.replaceAll('~', '\u00a0');
  for (const match of said.matchAll(UNBROKEN)) {
    pieces.push(said.slice(done, match.index), h('span', { class: 'unbroken' }, match[0].replaceAll(' ', '\u00a0')));
    done = match.index + match[0].length;
  }
  return [...pieces, said.slice(done)];
}

/** What every part of the story is given. */
export interface Telling extends Words {
  /** Whether the reader asked for little motion. */
  still: boolean;
}

export type Say = (key: Key, values?: Values) => string;

/** One line of text for a canvas or a label. */
export const line = (text: string): string => text.replaceAll('~', '\u00a0');

export type { Key, Lang, Values, Words };
