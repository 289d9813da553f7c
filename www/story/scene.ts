// What a figure shows at a moment.
import type { LightCone, SigmaPoint } from '../engine/wasm';
import type { Journey } from './journey';

export type Picture = 'film' | 'alone' | 'bands' | 'cone' | 'every' | 'gentle';

/** The results that there are so far. */
export interface Findings {
  untouched: Journey | null;
  alone: Journey | null;
  cone: LightCone | null;
  /** When the news reaches the far corner. */
  arrival: number | null;
  levels: { every: SigmaPoint[]; gentle: SigmaPoint[] };
  /** Whether all of these are there, and may be counted. */
  complete: { every: boolean; gentle: boolean };
}

export interface Scene {
  picture: Picture;
  /** The film's time, from 0 to T. */
  time: number;
  /** Whether the film runs backwards. */
  back: boolean;
  /** The untouched way back is drawn from T down to here. */
  untouchedTo: number | null;
  /** The way back with a site nudged, and down to where it is drawn. */
  nudged: Journey | null;
  nudgedTo: number | null;
  /** The site that has been nudged. */
  site: number | null;
  /** How far the rings of the nudge have spread, from 0 to 1; 0 where there are none. */
  rings: number;
  /** Whether words stand at the curve. */
  labels: boolean;
  opacity: number;
  /** How much the sites ask to be picked, which one is pointed at, and the beat of their asking in s. */
  picking: number;
  pointed: number | null;
  beat: number;
  /** How far the lattice has grown for that. */
  grown: number;
}

export const opening = (): Scene => ({
  picture: 'film',
  time: 0,
  back: false,
  untouchedTo: null,
  nudged: null,
  nudgedTo: null,
  site: null,
  rings: 0,
  labels: true,
  opacity: 1,
  picking: 0,
  pointed: null,
  beat: 0,
  grown: 0,
});

/** The run that the lattice shows, and the moment of it. */
export function shown({ picture, time, back, nudged }: Scene, { untouched, alone }: Findings): { journey: Journey; moment: number } | null {
  const journey = picture === 'alone' ? alone : back && nudged ? nudged : untouched;
  return journey && { journey, moment: journey.moment(time, back) };
}
