// What every <second-law-lab> of a page shares: the loaded module, its workers and their outputs.
import later from '../pkg/first/later.json';
import { requireFeatures } from './diagnosis';
import { framed } from '../frame';
import { failureOf, KnownError, type Failure } from './failure';
import { first, type Package } from './first';
import { OutputCache } from './outputs';
import { Pool } from './pool';
import { computes, load, room } from './wasm';

export interface Engine {
  pool: Pool;
  outputs: OutputCache;
  /** Settles once this set-up's panel can be computed; null where it can. Rejects with a `Failure`. */
  ready(text: string): Promise<void> | null;
}

/** Of a page with many frames each is to be small: a second worker costs as much memory as all that a short run holds. */
const IN_FRAME = { workers: 2, idle: 1, worth: 0.1 };

let loading: Promise<Engine> | null = null;

/** The engine, at once with all that the set-up needs where its text says so; rejects with a `Failure` where it cannot be had. */
export function engine(text = ''): Promise<Engine> {
  loading ??= start(text).catch((error: unknown) => {
    loading = null;
    throw describe(error);
  });
  return loading;
}

/** Whether a link names a panel, or a preset in one, that the first module does not compute. */
const namesLater = (text: string): boolean => later.some((name) => text.includes(`=${name}`));

const wholePackage = async (): Promise<Package> => (await import('./whole')).whole;

async function start(text: string): Promise<Engine> {
  requireFeatures();
  const chosen = namesLater(text) ? await wholePackage() : first;
  const module = await load(chosen);
  try {
    const pool = new Pool(module, chosen.PageWorker, room(), framed() ? IN_FRAME : undefined);
    pool.prewarm(framed() ? 1 : 2);
    addEventListener('pagehide', () => pool.leave());
    addEventListener('pageshow', () => pool.comeBack());
    return { pool, outputs: new OutputCache(pool), ready: (text) => (computes(text) ? null : complete(pool)) };
  } catch (error) {
    throw new KnownError('worker', failureOf(error).detail);
  }
}

let completing: Promise<void> | null = null;

/** Puts the whole module in the first one's place. */
function complete(pool: Pool): Promise<void> {
  const change = async (): Promise<void> => {
    const whole = await wholePackage();
    pool.exchange(await load(whole), whole.PageWorker);
  };
  completing ??= change().catch((error: unknown) => {
    completing = null;
    throw describe(error);
  });
  return completing;
}

function describe(error: unknown): Failure {
  const failure = failureOf(error);
  return failure.message || error instanceof KnownError ? failure : { ...failure, code: 'load' };
}
