// What a way back came to, in words that follow its number.
import type { Key } from '../i18n';
import { steady } from '../format';

/** Decimals that a number of this kind can be trusted to: rounding errors of a run are below the fourteenth. */
const DECIMALS = 14;
/** With fewer zeros than this it did not come home. */
const FEWEST = 6;

/** The entropy left at the end of the way back, as it is shown. */
export interface Outcome {
  /** The number, with as many decimals as are zero, or two. */
  said: string;
  decimals: number;
  home: boolean;
  sentence: Key;
}

/** How many decimals of a number are zero when it is rounded to so many, at most fourteen. */
export function zeros(value: number): number {
  const size = Math.abs(value);
  if (!Number.isFinite(size)) return 0;
  let decimals = 0;
  while (decimals < DECIMALS && size < 0.5 * 10 ** -(decimals + 1)) decimals += 1;
  return decimals;
}

/** `left` of the entropy `made` by the turn: came home, in part, or not at all. */
export function outcome(left: number, made: number): Outcome {
  const decimals = zeros(left);
  if (decimals >= FEWEST) return { said: steady(left, decimals), decimals, home: true, sentence: 'story.home' };
  const share = left / made;
  const sentence = share > 0.9 ? 'story.away.lost' : share > 0.5 ? 'story.away.most' : share > 0.1 ? 'story.away.part' : 'story.away.near';
  return { said: steady(left, 2), decimals: 2, home: false, sentence };
}
