// Outputs of parts by key: computed once, shared by runs, remembered as long as there is room.
import type { Failure } from './failure';
import type { Pool } from './pool';
import type { Rows } from './protocol';

/** Outputs kept for later runs, in bytes. */
const ROOM = 96 * 2 ** 20;

export interface Listener {
  onProgress(fraction: number): void;
  onRows(rows: Rows): void;
  onOutput(output: ArrayBuffer): void;
  onFailed(failure: Failure): void;
}

interface Task {
  id: number;
  /** Everything said so far, for a listener that comes later. */
  rows: Rows[];
  fraction: number;
  listeners: Set<Listener>;
}

export class Outputs {
  private readonly pool: Pool;
  private readonly kept = new Map<string, ArrayBuffer>();
  private readonly tasks = new Map<string, Task>();

  constructor(pool: Pool) {
    this.pool = pool;
  }

  /** The output, if it is known already. */
  get(key: string): ArrayBuffer | undefined {
    const output = this.kept.get(key);
    if (output) {
      this.kept.delete(key);
      this.kept.set(key, output);
    }
    return output;
  }

  /** Computes an output, or joins the computation under way; the function returned leaves it again. */
  request(key: string, scenario: string, part: string, inputs: ArrayBuffer[], listener: Listener): () => void {
    const task = this.tasks.get(key) ?? this.begin(key, scenario, part, inputs);
    task.listeners.add(listener);
    for (const rows of task.rows) listener.onRows(rows);
    if (task.fraction > 0) listener.onProgress(task.fraction);
    return () => {
      task.listeners.delete(listener);
      if (task.listeners.size === 0 && this.tasks.get(key) === task) {
        this.tasks.delete(key);
        this.pool.cancel(task.id);
      }
    };
  }

  private begin(key: string, scenario: string, part: string, inputs: ArrayBuffer[]): Task {
    const task: Task = { id: 0, rows: [], fraction: 0, listeners: new Set() };
    const tell = (say: (listener: Listener) => void): void => [...task.listeners].forEach(say);
    this.tasks.set(key, task);
    task.id = this.pool.start({
      scenario,
      part,
      inputs,
      onProgress: (fraction) => {
        task.fraction = fraction;
        tell((listener) => listener.onProgress(fraction));
      },
      onRows: (rows) => {
        task.rows.push(rows);
        tell((listener) => listener.onRows(rows));
      },
      onDone: (output) => {
        this.tasks.delete(key);
        this.keep(key, output);
        tell((listener) => listener.onOutput(output));
      },
      onFailed: (failure) => {
        this.tasks.delete(key);
        tell((listener) => listener.onFailed(failure));
      },
    });
    return task;
  }

  private keep(key: string, output: ArrayBuffer): void {
    this.kept.set(key, output);
    let bytes = 0;
    for (const other of this.kept.values()) bytes += other.byteLength;
    for (const [oldest, other] of this.kept) {
      if (bytes <= ROOM || oldest === key) break;
      this.kept.delete(oldest);
      bytes -= other.byteLength;
    }
  }
}
