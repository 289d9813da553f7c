// An error in the form in which it crosses from WebAssembly, workers and the browser to the reader.

/** One text in each of the page's languages. */
export interface Texts {
  en: string;
  ja: string;
}

export interface Failure {
  /** Stable name of the kind of error. */
  code: string;
  /** Key of the parameter at fault, where there is one. */
  parameter: string | null;
  /** What happened; null where the page itself has the words for `code`. */
  messages: Texts | null;
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

const isTexts = (value: unknown): value is Texts =>
  typeof value === 'object' && value !== null && 'en' in value && 'ja' in value;

/** Reads whatever was thrown. A trap of WebAssembly (a panic) is a RuntimeError. */
export function failureOf(thrown: unknown): Failure {
  if (!(thrown instanceof Error)) return { code: 'unknown', parameter: null, messages: null, detail: String(thrown) };
  if (thrown instanceof KnownError) return { code: thrown.code, parameter: null, messages: null, detail: thrown.message };
  const fields = thrown as Error & { code?: unknown; parameter?: unknown; messages?: unknown };
  if (isTexts(fields.messages) && typeof fields.code === 'string') {
    return {
      code: fields.code,
      parameter: typeof fields.parameter === 'string' ? fields.parameter : null,
      messages: fields.messages,
    };
  }
  const panic = typeof WebAssembly !== 'undefined' && thrown instanceof WebAssembly.RuntimeError;
  return { code: panic ? 'panic' : 'unknown', parameter: null, messages: null, detail: thrown.message, panic };
}
