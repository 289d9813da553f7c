// An error in the form in which it crosses from WebAssembly, workers and the browser to the reader.

import type { Message } from './types';

export type { Message };

export interface Failure {
  /** Stable name of the kind of error. */
  code: string;
  /** Key of the parameter at fault, where there is one. */
  parameter: string | null;
  /** What happened; null where the page itself has the words for `code`. */
  message: Message | null;
  /** Detail for whoever reports the error, in the words of the browser. */
  detail?: string;
  /** The WebAssembly instance is broken and must not be used again. */
  panic?: boolean;
}

/** An error that the page itself has the words for. */
export class KnownError extends Error {
  readonly code: string;

  constructor(code: string, detail = '') {
    super(detail);
    this.code = code;
  }
}

/** What browsers say where they have no memory left. */
const NO_MEMORY = /out of memory|cannot allocate|allocation (failed|size)/i;

/** Whether the words of a browser mean that it has no memory left. */
export const outOfMemory = (detail: string): boolean => NO_MEMORY.test(detail);

/**
 * Reads whatever was thrown. A trap of WebAssembly (a panic) is a RuntimeError; `exhausted` tells whether the instance was
 * refused memory before.
 */
export function failureOf(thrown: unknown, exhausted?: () => boolean): Failure {
  if (!(thrown instanceof Error)) return { code: 'unknown', parameter: null, message: null, detail: String(thrown) };
  if (thrown instanceof KnownError) return { code: thrown.code, parameter: null, message: null, detail: thrown.message };
  // As crate/wasm throws them.
  const { code, parameter, said } = thrown as Error & { code?: unknown; parameter?: unknown; said?: Message };
  if (typeof code === 'string' && said !== undefined) {
    return { code, parameter: typeof parameter === 'string' ? parameter : null, message: said };
  }
  const panic = typeof WebAssembly !== 'undefined' && thrown instanceof WebAssembly.RuntimeError;
  const memory = outOfMemory(thrown.message) || (panic && exhausted?.() === true);
  return { code: memory ? 'memory' : panic ? 'panic' : 'unknown', parameter: null, message: null, detail: thrown.message, panic };
}
