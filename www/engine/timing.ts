// What the stages of a run take, as User Timing measures: `second-law:` and the part's phase, or `draw`.

/** Notes that a stage has ended that began at `start`, in the clock of performance.now(). */
export function measured(stage: string, start: number): void {
  performance.measure(`second-law:${stage}`, { start, end: performance.now() });
}
