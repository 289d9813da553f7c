// The numbers in the story's sentences. The page opens with those that the build computed with the same engine (tools/story.mjs)
// and replaces each as its own runs come in.
import { steady } from '../format';
import type { Lang, Values } from '../i18n';
import { count, type Counts } from './counts';
import type { LightCone } from '../engine/wasm';
import type { Journey } from './journey';

export interface Facts {
  /** Entropy produced by the turn, and what of it is the home's own uncertainty. */
  made: number;
  own: number;
  /** Left at the end of the untouched way back. */
  left: number;
  /** Left after a nudge, by site. */
  nudged: number[];
  /** When the news reaches each distance from home. */
  arrival: (number | null)[];
  every: Counts;
  gentle: Counts;
  /** States of the bath, with and without a temperature. */
  states: number;
  /** Times of the pictures with all states. */
  at: number;
}

/** The site that the story itself nudges: it lies in the middle. */
export const NUDGED_SITE = 5;

export function learnUntouched(facts: Facts, journey: Journey): void {
  facts.made = journey.made;
  facts.own = journey.uncertainty(journey.turn);
  facts.left = journey.left;
}

export function learnNudged(facts: Facts, site: number, journey: Journey): void {
  facts.nudged[site] = journey.left;
}

export function learnCone(facts: Facts, cone: LightCone): void {
  facts.arrival = cone.arrival;
}

/** The values of the texts of a chapter. */
export function valuesOf(facts: Facts, chapter: number, lang: Lang): Values {
  const counts = chapter === 7 ? facts.gentle : facts.every;
  const low = Math.min(...facts.nudged);
  return {
    made: steady(facts.made, 2),
    own: steady(facts.own, 2),
    left: steady(facts.nudged[NUDGED_SITE] ?? NaN, 2),
    low: steady(low, 2),
    high: steady(Math.max(...facts.nudged), 2),
    // What more than so many per cent is true of.
    percent: Math.floor((low / facts.made) * 10) * 10,
    near: steady(facts.arrival[1] ?? NaN, 2),
    far: steady(facts.arrival.at(-1) ?? NaN, 2),
    states: count(counts.states, lang),
    all: count(facts.states, lang),
    below: count(counts.below, lang),
    negative: count(counts.below, lang),
    lowest: steady(counts.lowest, 3),
    at: facts.at,
  };
}
