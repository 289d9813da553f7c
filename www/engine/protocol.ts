// What the page and its workers say to each other.
import type { Failure } from './failure';

/** New rows of a part, one flat array for each column. */
export type Rows = Record<string, Float64Array>;

export type ToWorker =
  /** `life` names a lock that the worker holds as long as it lives. */
  | { type: 'init'; module: WebAssembly.Module; life: string }
  | { type: 'start'; id: number; scenario: string; part: string; inputs: ArrayBuffer[] }
  | { type: 'cancel'; id: number }
  | { type: 'rest'; id: number; resting: boolean }
  | { type: 'ping' };

export type FromWorker =
  /** `held`: whether it holds its lock; some frames forbid locks. */
  | { type: 'ready'; held: boolean }
  | { type: 'alive' }
  | { type: 'broken'; detail: string }
  | { type: 'progress'; id: number; fraction: number }
  | { type: 'rows'; id: number; rows: Rows }
  | { type: 'done'; id: number; output: ArrayBuffer }
  | { type: 'cancelled'; id: number }
  | { type: 'failed'; id: number; error: Failure };
