// What every <second-law-lab> of a page shares: the loaded module, its workers and their outputs.
import { requireFeatures } from './diagnosis';
import { failureOf, KnownError, type Failure } from './failure';
import { OutputCache } from './outputs';
import { Pool } from './pool';
import { load, room } from './wasm';

export interface Engine {
  pool: Pool;
  outputs: OutputCache;
}

let loading: Promise<Engine> | null = null;

/** The engine; rejects with a `Failure` where it cannot be had. */
export function engine(): Promise<Engine> {
  loading ??= start().catch((error: unknown) => {
    loading = null;
    throw describe(error);
  });
  return loading;
}

async function start(): Promise<Engine> {
  requireFeatures();
  const module = await load();
  try {
    const pool = new Pool(module, room());
    pool.prewarm(2);
    addEventListener('pagehide', () => pool.leave());
    addEventListener('pageshow', () => pool.comeBack());
    return { pool, outputs: new OutputCache(pool) };
  } catch (error) {
    throw new KnownError('worker', failureOf(error).detail);
  }
}

function describe(error: unknown): Failure {
  const failure = failureOf(error);
  return failure.message || error instanceof KnownError ? failure : { ...failure, code: 'load' };
}
