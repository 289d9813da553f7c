// How many states came out below zero.
import { whole } from '../format';
import type { SigmaPoint } from '../engine/wasm';

export interface Counts {
  /** States that have an entropy production; the two ends of the spectrum have no temperature and so none. */
  states: number;
  below: number;
  lowest: number;
}

/** What the program's propagation may be wrong by: less below zero than this is zero. */
const NOISE = 1e-10;

export function counted(levels: Pick<SigmaPoint, 'entropy_production'>[]): Counts {
  const values = levels.map((level) => level.entropy_production).filter((value) => value !== null);
  return {
    states: values.length,
    below: values.filter((value) => value < -NOISE).length,
    lowest: values.reduce((low, value) => Math.min(low, value), Infinity),
  };
}

/** A count as a sentence writes it: in Japanese numbers of four digits stand ungrouped. */
export const count = (value: number, lang: string): string => (lang === 'ja' && value < 10_000 ? String(value) : whole(value, lang));
