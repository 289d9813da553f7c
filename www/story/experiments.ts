// Runs that the story asks of the engine: the lab's own, with the same workers and outputs.
import type { Engine } from '../engine/engine';
import { Run } from '../engine/run';
import { levelsOf, recordJson, type Record, type RecordJson, type RunRecord, type SigmaPoint } from '../engine/wasm';

/** What the story reads of a run. */
export type StoryRun = Pick<
  RunRecord,
  'kick' | 'time' | 'occupation' | 'system_entropy' | 'entropy_production' | 'site_density' | 'bond_current'
>;

/** A run that has been asked for; its record is what the set-up's panel makes. */
export class Experiment<Found extends RecordJson> {
  readonly result: Promise<Found>;
  private readonly run: Run;

  /** `onGrown` hears of everything new, from the record or of its progress. */
  constructor(engine: Engine, text: string, onGrown: (record: Record, progress: number) => void = () => {}) {
    let grown = (): void => {};
    let settle: [(record: Found) => void, (failure: unknown) => void];
    this.result = new Promise((...both) => (settle = both));
    this.run = new Run(text, engine.outputs, {
      onGrown: () => grown(),
      onProgress: () => grown(),
      onDone: () => settle[0](recordJson(this.run.record) as Found),
      onFailed: (failure) => settle[1](failure),
    });
    grown = () => onGrown(this.run.record, this.progress());
    this.run.start();
  }

  /** Stops it; there will be no result. */
  cancel(): void {
    this.run.cancel();
  }

  /** From 0 to 1. */
  private progress(): number {
    const phases = this.run.phases();
    return phases.reduce((sum, { fraction }) => sum + fraction, 0) / Math.max(1, phases.length);
  }
}

/** What is known of every state of the bath so far. */
export const statesOf = (record: Record): SigmaPoint[] => levelsOf(record) as SigmaPoint[];
