// An error in the form in which it crosses from WebAssembly, workers and the browser to the reader.

/** What readers are told, before it is in a language: the key of a text and what fills its slots, or what is the same in all. */
export type Message = string | { key: string; arguments: Record<string, Message> };

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

/** Reads whatever was thrown. A trap of WebAssembly (a panic) is a RuntimeError. */
export function failureOf(thrown: unknown): Failure {
  if (!(thrown instanceof Error)) return { code: 'unknown', parameter: null, message: null, detail: String(thrown) };
  // As crate/wasm throws them.
  const { code, parameter, said } = thrown as Error & { code?: unknown; parameter?: unknown; said?: Message };
  if (typeof code === 'string' && said !== undefined) {
    return { code, parameter: typeof parameter === 'string' ? parameter : null, message: said };
  }
  const panic = typeof WebAssembly !== 'undefined' && thrown instanceof WebAssembly.RuntimeError;
  return { code: panic ? 'panic' : 'unknown', parameter: null, message: null, detail: thrown.message, panic };
}
