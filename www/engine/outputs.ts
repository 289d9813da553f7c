// What parts found, by key: computed once, shared by runs, remembered as long as there is room.
import type { Failure } from './failure';
import type { Pool } from './pool';
import type { Rows } from './protocol';
import type { Part } from './wasm';

/** What is kept for later runs, in bytes: more than any run of an ordinary bath leaves, and little beside the page itself. */
const ROOM = 48 * 2 ** 20;

/** How many outputs are kept: of small ones, what holds them together takes more than they do. */
const MOST = 256;

export interface Listener {
  onProgress(fraction: number): void;
  onRows(rows: Rows): void;
  onOutput(output: ArrayBuffer): void;
  onFailed(failure: Failure): void;
}

/** A listener's share in a computation under way. */
export interface Share {
  /** Whether the listener can do without it for now. */
  rest(resting: boolean): void;
  leave(): void;
}

/** All that a finished part said. */
export interface CachedOutput {
  /** For the parts that read it. */
  output: ArrayBuffer;
  /** For the record, in the order in which they came. */
  rows: Rows[];
}

const columnBytes = (rows: Rows): number => Object.values(rows).reduce((sum, column) => sum + column.byteLength, 0);
const bytesOf = ({ output, rows }: CachedOutput): number => rows.reduce((sum, each) => sum + columnBytes(each), output.byteLength);

interface Task {
  id: number;
  /** Everything said so far, for a listener that comes later. */
  rows: Rows[];
  fraction: number;
  /** Whether each of them rests: work goes on while one does not. */
  listeners: Map<Listener, boolean>;
}

export class OutputCache {
  private readonly pool: Pool;
  private readonly kept = new Map<string, CachedOutput>();
  private readonly tasks = new Map<string, Task>();

  constructor(pool: Pool) {
    this.pool = pool;
  }

  /** What a part found, if it is known already. */
  get(key: string): CachedOutput | undefined {
    const cached = this.kept.get(key);
    if (cached) {
      // The one used last is forgotten last.
      this.kept.delete(key);
      this.kept.set(key, cached);
    }
    return cached;
  }

  /** Whether it is known what a part found. */
  has(key: string): boolean {
    return this.kept.has(key);
  }

  /** Computes an output, or joins the computation under way. */
  request(wanted: Part, inputs: ArrayBuffer[], listener: Listener, resting: boolean): Share {
    const { key } = wanted;
    const task = this.tasks.get(key) ?? this.begin(wanted, inputs);
    const rest = (resting: boolean): void => {
      task.listeners.set(listener, resting);
      this.look(task);
    };
    rest(resting);
    for (const rows of task.rows) listener.onRows(rows);
    if (task.fraction > 0) listener.onProgress(task.fraction);
    const leave = (): void => {
      task.listeners.delete(listener);
      if (task.listeners.size > 0) {
        this.look(task);
      } else if (this.tasks.get(key) === task) {
        this.tasks.delete(key);
        this.pool.cancel(task.id);
      }
    };
    return { rest, leave };
  }

  private look({ id, listeners }: Task): void {
    this.pool.rest(
      id,
      [...listeners.values()].every((resting) => resting),
    );
  }

  private begin({ key, part, work, recipe, bytes, seconds, place }: Part, inputs: ArrayBuffer[]): Task {
    const task: Task = { id: 0, rows: [], fraction: 0, listeners: new Map() };
    const tell = (say: (listener: Listener) => void): void => [...task.listeners.keys()].forEach(say);
    this.tasks.set(key, task);
    task.id = this.pool.start({
      part,
      work,
      recipe,
      bytes,
      seconds,
      place,
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

  private keep(key: string, cached: CachedOutput): void {
    this.kept.set(key, cached);
    let bytes = 0;
    for (const other of this.kept.values()) bytes += bytesOf(other);
    for (const [oldest, other] of this.kept) {
      if ((bytes <= ROOM && this.kept.size <= MOST) || oldest === key) break;
      this.kept.delete(oldest);
      bytes -= bytesOf(other);
    }
  }
}
