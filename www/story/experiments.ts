// Runs that the story asks of the engine: the lab's own, with the same workers and outputs.
import type { Engine } from '../engine/engine';
import { Run } from '../engine/run';
import { recordJson, levelsOf, type Level, type Record, type RecordJson } from '../engine/wasm';

/** The fields of a run that the story reads. */
export interface StoryRun {
  kick?: number;
  time: number[];
  occupation: number[];
  system_entropy: number[];
  entropy_production: (number | null)[];
  site_density: number[][];
  bond_current?: number[][];
}

export interface Cone {
  time: number[];
  distance: number[];
  /** A row for each time, a column for each distance. */
  signal: number[][];
  arrival: (number | null)[];
}

export interface StoryRecord extends Omit<RecordJson, 'runs'> {
  runs: StoryRun[];
  light_cones?: Cone[];
  levels?: Level[];
}

/** A run that has been asked for. */
export class Experiment {
  readonly result: Promise<StoryRecord>;
  private readonly run: Run;

  /** `onGrown` hears of everything new, from the record or of its progress. */
  constructor(engine: Engine, text: string, onGrown: (record: Record, progress: number) => void = () => {}) {
    let grown = (): void => {};
    let settle: [(record: StoryRecord) => void, (failure: unknown) => void];
    this.result = new Promise((...both) => (settle = both));
    this.run = new Run(text, engine.outputs, {
      onGrown: () => grown(),
      onProgress: () => grown(),
      onDone: () => settle[0](recordJson(this.run.record) as unknown as StoryRecord),
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

export { levelsOf, type Level };
