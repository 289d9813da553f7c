// What parts found, by key: computed once, shared by runs, remembered as long as there is room.
import type { Failure } from './failure';
import type { Pool } from './pool';
import type { Rows } from './protocol';
import type { Part } from './wasm';

/** What is kept for later runs, in bytes. */
const ROOM = 192 * 2 ** 20;

export interface Listener {
  onProgress(fraction: number): void;
  onRows(rows: Rows): void;
  onOutput(output: ArrayBuffer): void;
  onFailed(failure: Failure): void;
}

/** All that a finished part said. */
export interface Finding {
  /** For the parts that read it. */
  output: ArrayBuffer;
  /** For the record, in the order in which they came. */
  rows: Rows[];
}

const columnBytes = (rows: Rows): number => Object.values(rows).reduce((sum, column) => sum + column.byteLength, 0);
const bytesOf = ({ output, rows }: Finding): number => rows.reduce((sum, each) => sum + columnBytes(each), output.byteLength);

interface Task {
  id: number;
  /** Everything said so far, for a listener that comes later. */
  rows: Rows[];
  fraction: number;
  listeners: Set<Listener>;
}

export class Outputs {
  private readonly pool: Pool;
  private readonly kept = new Map<string, Finding>();
  private readonly tasks = new Map<string, Task>();

  constructor(pool: Pool) {
    this.pool = pool;
  }

  /** What a part found, if it is known already. */
  get(key: string): Finding | undefined {
    const finding = this.kept.get(key);
    if (finding) {
      // The one used last is forgotten last.
      this.kept.delete(key);
      this.kept.set(key, finding);
    }
    return finding;
  }

  /** Whether it is known what a part found. */
  has(key: string): boolean {
    return this.kept.has(key);
  }

  /** Computes an output, or joins the computation under way; the function returned leaves it again. */
  request({ key, part, bytes }: Part, scenario: string, inputs: ArrayBuffer[], listener: Listener): () => void {
    const task = this.tasks.get(key) ?? this.begin({ key, part, bytes }, scenario, inputs);
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

  private begin({ key, part, bytes }: Pick<Part, 'key' | 'part' | 'bytes'>, scenario: string, inputs: ArrayBuffer[]): Task {
    const task: Task = { id: 0, rows: [], fraction: 0, listeners: new Set() };
    const tell = (say: (listener: Listener) => void): void => [...task.listeners].forEach(say);
    this.tasks.set(key, task);
    task.id = this.pool.start({
      scenario,
      part,
      bytes,
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
        this.keep(key, { output, rows: task.rows });
        tell((listener) => listener.onOutput(output));
      },
      onFailed: (failure) => {
        this.tasks.delete(key);
        tell((listener) => listener.onFailed(failure));
      },
    });
    return task;
  }

  private keep(key: string, finding: Finding): void {
    this.kept.set(key, finding);
    let bytes = 0;
    for (const other of this.kept.values()) bytes += bytesOf(other);
    for (const [oldest, other] of this.kept) {
      if (bytes <= ROOM || oldest === key) break;
      this.kept.delete(oldest);
      bytes -= bytesOf(other);
    }
  }
}
