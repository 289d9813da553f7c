// What the stages of a run take, as User Timing measures: `second-law:` and the part's phase, or `draw`.

const PREFIX = 'second-law:';

/** Notes that a stage has ended that began at `start`, in the clock of performance.now(). */
export function measured(stage: string, start: number): void {
  performance.measure(PREFIX + stage, { start, end: performance.now() });
}

/** Forgets the stages of earlier runs; what others on the page measure is theirs. */
export function forgetMeasures(): void {
  for (const { name } of performance.getEntriesByType('measure')) {
    if (name.startsWith(PREFIX)) performance.clearMeasures(name);
  }
}
