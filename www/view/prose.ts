// Sentences: formulas, and numbers with their units and counters, stay in one line.
import { h, subscripts } from './dom';

/** What a formula is made of, in any language: no space, and nothing that its language's sentences are made of. */
const WORD = '[^\\s\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}ー、。，．：；「」（）“”,;:()]';

/** Words joined by signs of relation and of sums; a size between bars, which a line might break behind the first of. */
const FORMULA = `(?:${WORD}|\\(${WORD}*\\))+(?: [=≤≥<>±×∝≈−+] (?:${WORD}|\\((?:${WORD}| [−+] )*\\))+)+|\\|[^\\s|]+\\|`;

/** A number with what counts it. */
const NUMBER =
  '[−-]?\\d[\\d,.]*(?:[–〜][\\d,.]*\\d)?(?: per cent| of \\d[\\d,.]*|[ \u00a0]%(?:以上)?|か所|個の点|格子点|個|点|割|桁|本|回|つ)?';

/** A word and what it is in plain words. */
const GLOSS = '[\\p{Script=Katakana}ー\\p{Script=Han}]{1,6}（[^（）]{1,8}）';

const UNBROKEN = new RegExp(`${GLOSS}|${FORMULA}|${NUMBER}`, 'gu');

/** What clings to a word of Japanese that is an element of its own: a bracket before it, a particle and a sign behind it. */
export const CLINGING = { before: /[「『（]$/, behind: /^(?:[ぁ-ん]{0,2}[、。）」』]|[ぁ-ん])/ };

const dressed = (text: string): (string | Node)[] => subscripts(text) as (string | Node)[];

/** A sentence for the page; `~` stands for a space that does not break either. */
export function prose(text: string): (string | Node)[] {
  const pieces: (string | Node)[] = [];
  let done = 0;
  const said = text.replaceAll('~', '\u00a0');
  for (const match of said.matchAll(UNBROKEN)) {
    pieces.push(...dressed(said.slice(done, match.index)), h('span', { class: 'unbroken' }, ...dressed(match[0])));
    done = match.index + match[0].length;
  }
  return [...pieces, ...dressed(said.slice(done))];
}
