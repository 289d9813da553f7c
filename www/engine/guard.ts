// The one way from the page's own thread into the module. A panic leaves an instance that cannot be trusted: it is thrown
// away with all its records, the next call finds a new one, and whoever shows the page is told.
import * as glue from '../pkg/second_law.js';
import { failureOf, KnownError, type Failure } from './failure';

/** The texts of a language by their keys. */
export type Texts = Readonly<Record<string, string>>;

/** Which instance this is. */
let instance = 0;
const origin = new WeakMap<glue.Record, number>();
/** The texts that it has. */
let words = new WeakMap<Texts, glue.Words>();
const listeners = new Set<(failure: Failure) => void>();

/** Calls `listener` after every panic, when all records made before are gone. */
export function onPanic(listener: (failure: Failure) => void, signal: AbortSignal): void {
  listeners.add(listener);
  signal.addEventListener('abort', () => listeners.delete(listener));
}

function guarded<This, Args extends unknown[], Result>(call: (this: This, ...args: Args) => Result): (this: This, ...args: Args) => Result {
  return function (this: This, ...args: Args): Result {
    try {
      return call.apply(this, args);
    } catch (error) {
      const failure = failureOf(error, glue.exhausted);
      if (failure.panic) renew(failure);
      throw failure.code === 'memory' ? new KnownError('memory', failure.detail) : error;
    }
  };
}

function renew(failure: Failure): void {
  instance += 1;
  words = new WeakMap();
  glue.__wbg_reset_state();
  // Later: the call that failed stands in the middle of something.
  queueMicrotask(() => [...listeners].forEach((listener) => listener(failure)));
}

/** The module's functions. */
export const version = guarded(glue.version);
export const schema = guarded(glue.schema);
export const presets = guarded(glue.presets);
export const formats = guarded(glue.formats);
export const read = guarded(glue.read);
export const set = guarded(glue.set);
export const estimate = guarded(glue.estimate);
export const lattice = guarded(glue.lattice);
export const lattice_name = guarded(glue.lattice_name);
export const room = guarded(glue.room);
/** Called for every point of a plot; nothing in them can panic. */
export const { fraction, value } = glue;

/** An empty record of a scenario. */
export const newRecord = guarded((scenario: string): glue.Record => {
  const record = new glue.Record(scenario);
  origin.set(record, instance);
  return record;
});

/** The texts of a language as the module has them. */
export const wordsOf = guarded((texts: Texts): glue.Words => {
  const own = words.get(texts) ?? new glue.Words(JSON.stringify(texts));
  words.set(texts, own);
  return own;
});

const methods = glue.Record.prototype;
for (const [name, { value }] of Object.entries(Object.getOwnPropertyDescriptors(methods))) {
  if (typeof value === 'function' && name !== 'constructor') Object.defineProperty(methods, name, { value: guarded(value) });
}

const { free } = methods;
/** Of a record that went with its instance there is nothing to free, and its place may be another's now. */
methods.free = function (this: glue.Record): void {
  if (origin.get(this) === instance) free.call(this);
};
