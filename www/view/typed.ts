// What hands type into a form, as a link has it.

/** Full-width signs, the typographic minus that the page itself prints, a Japanese comma. */
export const plainly = (typed: string): string =>
  typed
    .normalize('NFKC')
    .replace(/[\u2010-\u2015\u2212\u30fc]/g, '-')
    .replace(/\u3001/g, ',')
    .trim();

/** The same of a single number, which in half of Europe has a comma before its decimals. */
export const numeral = (typed: string): string => plainly(typed).replace(/^([+-]?\d+),(\d+(?:e[+-]?\d+)?)$/i, '$1.$2');

/** Whether what was typed is one number, as a link has it: a comma that is no decimal one makes it none. */
export const isOneNumber = (typed: string): boolean => /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(typed);
