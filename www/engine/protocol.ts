// What the page and its workers say to each other.
import type { Failure } from './failure';

/** New rows of a part, one flat array for each column. */
export type Rows = Record<string, Float64Array>;

export type ToWorker =
  /** `life` begins the names of its locks. */
  | { type: 'init'; module: WebAssembly.Module; life: string }
  | { type: 'start'; id: number; work: string; recipe: Uint8Array; inputs: ArrayBuffer[] }
  | { type: 'cancel'; id: number }
  | { type: 'rest'; id: number; resting: boolean }
  | { type: 'ping' };

export type FromWorker =
  | { type: 'ready' }
  | { type: 'alive' }
  /** It is at this job now; the lock, or "" where there are none, is its own until it says that it is not, or ends. */
  | { type: 'begun'; id: number; lock: string }
  | { type: 'released' }
  | { type: 'broken'; detail: string }
  | { type: 'progress'; id: number; fraction: number }
  | { type: 'rows'; id: number; rows: Rows }
  | { type: 'done'; id: number; output: ArrayBuffer }
  | { type: 'cancelled'; id: number }
  | { type: 'failed'; id: number; error: Failure };
