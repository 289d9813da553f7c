// One run of a scenario: its parts in the order of their inputs, gathered in a record.
import { failureOf, type Failure } from './failure';
import type { Listener, OutputCache, Share } from './outputs';
import type { Rows } from './protocol';
import { newRecord, plan, type Part, type Record } from './wasm';

export interface RunEvents {
  /** The record has grown. */
  onGrown(): void;
  onProgress(): void;
  onDone(): void;
  onFailed(failure: Failure): void;
}

/** How far one phase of the plan is, from 0 to 1. */
export interface Phase {
  phase: string;
  fraction: number;
}

export class Run {
  readonly record: Record;
  private readonly parts: Part[];
  private readonly outputs: OutputCache;
  private readonly events: RunEvents;
  private readonly finished = new Map<string, ArrayBuffer>();
  private readonly fractions = new Map<string, number>();
  private readonly shares = new Map<string, Share>();
  private resting = false;
  private over = false;

  /** Throws when the scenario cannot be run. */
  constructor(scenario: string, outputs: OutputCache, events: RunEvents) {
    this.outputs = outputs;
    this.events = events;
    this.record = newRecord(scenario);
    this.parts = plan(this.record);
  }

  start(): void {
    this.advance();
  }

  /** Stops; the record keeps what it has. */
  cancel(): void {
    this.over = true;
    for (const share of [...this.shares.values()]) share.leave();
    this.shares.clear();
  }

  /** Rests while nobody looks. */
  rest(resting: boolean): void {
    this.resting = resting;
    for (const share of [...this.shares.values()]) share.rest(resting);
  }

  /** Phases in the plan's order. */
  phases(): Phase[] {
    const sums = new Map<string, { sum: number; count: number }>();
    for (const { part, phase } of this.parts) {
      const entry = sums.get(phase) ?? { sum: 0, count: 0 };
      entry.sum += this.finished.has(part) ? 1 : (this.fractions.get(part) ?? 0);
      entry.count += 1;
      sums.set(phase, entry);
    }
    return [...sums].map(([phase, { sum, count }]) => ({ phase, fraction: sum / count }));
  }

  /** Starts every part whose inputs are there. */
  private advance(): void {
    for (const part of this.parts) {
      if (this.over) return;
      if (this.finished.has(part.part) || this.shares.has(part.part)) continue;
      const inputs = part.inputs.map((input) => this.finished.get(input));
      if (!inputs.every((input) => input !== undefined)) continue;
      const known = this.outputs.get(part.key);
      if (known) {
        for (const rows of known.rows) this.grow(part, rows);
        this.accept(part, known.output);
      } else {
        this.request(part, inputs);
      }
    }
    if (!this.over && this.finished.size === this.parts.length) {
      this.guarded(() => this.events.onDone());
      this.over = true;
    }
  }

  private request(part: Part, inputs: ArrayBuffer[]): void {
    const listener: Listener = {
      onProgress: (fraction) => {
        this.fractions.set(part.part, fraction);
        this.events.onProgress();
      },
      onRows: (rows) => this.grow(part, rows),
      onOutput: (output) => {
        this.shares.delete(part.part);
        this.accept(part, output);
        this.advance();
      },
      onFailed: (failure) => this.fail(failure),
    };
    const share = this.outputs.request(part, inputs, listener, this.resting);
    if (!this.over) this.shares.set(part.part, share);
  }

  private grow(part: Part, rows: Rows): void {
    this.guarded(() => {
      for (const [name, data] of Object.entries(rows)) this.record.rows(part.part, name, data);
      this.events.onGrown();
    });
  }

  private accept(part: Part, output: ArrayBuffer): void {
    this.guarded(() => {
      this.record.accept(part.part, new Uint8Array(output));
      this.finished.set(part.part, output);
      this.events.onGrown();
      this.events.onProgress();
    });
  }

  private guarded(action: () => void): void {
    if (this.over) return;
    try {
      action();
    } catch (error) {
      this.fail(failureOf(error));
    }
  }

  private fail(failure: Failure): void {
    if (this.over) return;
    this.cancel();
    this.events.onFailed(failure);
  }
}
