// The one way from the page's own thread into the module. A panic leaves an instance that cannot be trusted: it is thrown
// away with all its records, the next call finds a new one, and whoever shows the page is told.
import { failureOf, KnownError, type Failure } from './failure';
import { first, type Bindings } from './first';

/** The texts of a language by their keys. */
export type Texts = Readonly<Record<string, string>>;

type ModuleRecord = InstanceType<Bindings['Record']>;
type Words = InstanceType<Bindings['Words']>;

/** A module, which of its instances lives, and the texts that this one has. */
interface Module {
  readonly bindings: Bindings;
  instance: number;
  words: WeakMap<Texts, Words>;
}

/** Where a record lives. */
const origin = new WeakMap<ModuleRecord, { module: Module; instance: number }>();
const listeners = new Set<(failure: Failure) => void>();

/** Calls `listener` after every panic, when all records that were made there are gone. */
export function onPanic(listener: (failure: Failure) => void, signal: AbortSignal): void {
  listeners.add(listener);
  signal.addEventListener('abort', () => listeners.delete(listener));
}

function guarded<Result>(module: Module, call: (bindings: Bindings) => Result): Result {
  try {
    return call(module.bindings);
  } catch (error) {
    const failure = failureOf(error, module.bindings.exhausted);
    if (failure.panic) renew(module, failure);
    throw failure.code === 'memory' ? new KnownError('memory', failure.detail) : error;
  }
}

function renew(module: Module, failure: Failure): void {
  module.instance += 1;
  module.words = new WeakMap();
  module.bindings.__wbg_reset_state();
  // Later: the call that failed stands in the middle of something.
  queueMicrotask(() => [...listeners].forEach((listener) => listener(failure)));
}

/** A module whose records are guarded too. */
function guard(bindings: Bindings): Module {
  const module: Module = { bindings, instance: 0, words: new WeakMap() };
  const methods = bindings.Record.prototype;
  for (const [name, { value }] of Object.entries(Object.getOwnPropertyDescriptors(methods))) {
    if (typeof value !== 'function' || name === 'constructor') continue;
    const method = function (this: ModuleRecord, ...args: unknown[]): unknown {
      return guarded(module, () => value.apply(this, args));
    };
    Object.defineProperty(methods, name, { value: method });
  }
  const { free } = methods;
  /** Of a record that went with its instance there is nothing to free, and its place may be another's now. */
  methods.free = function (this: ModuleRecord): void {
    if (origin.get(this)?.instance === module.instance) free.call(this);
  };
  return module;
}

/** The module that is asked; the records of the one before it live on. */
let present = guard(first.bindings);

/** Asks that module from now on. */
export function adopt(bindings: Bindings): void {
  if (bindings !== present.bindings) present = guard(bindings);
}

/** The module's functions. */
export const version = (): string => guarded(present, (bindings) => bindings.version());
export const schema = (): string => guarded(present, (bindings) => bindings.schema());
export const presets = (): string => guarded(present, (bindings) => bindings.presets());
export const formats = (): string => guarded(present, (bindings) => bindings.formats());
export const read = (text: string, last?: string): string => guarded(present, (bindings) => bindings.read(text, last));
export const set = (text: string, key: string, value: string): string => guarded(present, (bindings) => bindings.set(text, key, value));
export const estimate = (text: string, workers: number): string => guarded(present, (bindings) => bindings.estimate(text, workers));
export const lattice = (text: string): string => guarded(present, (bindings) => bindings.lattice(text));
export const lattice_name = (name: string): string | undefined => guarded(present, (bindings) => bindings.lattice_name(name));
export const room = (): number => guarded(present, (bindings) => bindings.room());
/** Whether it computes a scenario's panel. */
export const computes = (text: string): boolean => guarded(present, (bindings) => bindings.computes(text));
/** Called for every point of a plot; nothing in them can panic. */
export const fraction = (log: boolean, min: number, max: number, value: number): number => present.bindings.fraction(log, min, max, value);
export const value = (log: boolean, min: number, max: number, at: number): number => present.bindings.value(log, min, max, at);

/** An empty record of a scenario. */
export function newRecord(scenario: string): ModuleRecord {
  const module = present;
  const record = guarded(module, ({ Record }) => new Record(scenario));
  origin.set(record, { module, instance: module.instance });
  return record;
}

/** The texts of a language as a record's module has them. */
export function wordsFor(record: ModuleRecord, texts: Texts): Words {
  const module = origin.get(record)?.module ?? present;
  const own = module.words.get(texts) ?? guarded(module, ({ Words }) => new Words(JSON.stringify(texts)));
  module.words.set(texts, own);
  return own;
}
