// The first picture, made at build time by the same engine: the lattice before anything has moved, and the whole curve. The
// film's own run takes its place without a jump, since the film begins at this moment.
import type { StoryRun } from './experiments';
import { TURN } from './timing';

export interface Preview {
  /** Densities at the start: the bath's sites, then home. */
  density: number[];
  /** The entropy at even steps from 0 to T. */
  entropy: number[];
}

/** The preview as a run there and back in which nothing has moved yet. */
export function previewRun({ density, entropy }: Preview): StoryRun {
  const there = [...entropy, ...entropy.slice(0, -1).reverse()];
  const step = TURN / (entropy.length - 1);
  return {
    time: there.map((_, row) => row * step),
    occupation: there.map(() => density.at(-1) ?? 0),
    system_entropy: there.map(() => 0),
    entropy_production: there,
    site_density: there.map(() => density),
  };
}

/** What of a run makes its preview. */
export function previewOf(run: StoryRun, points: number): Preview {
  const turn = (run.time.length - 1) / 2;
  const digits = (value: number): number => Number(value.toFixed(4));
  return {
    density: (run.site_density[0] ?? []).map(digits),
    entropy: Array.from({ length: points }, (_, k) => digits(run.entropy_production[Math.round((turn * k) / (points - 1))] ?? 0)),
  };
}
