// What every <second-law-lab> of a page shares: the loaded module, its workers and their outputs.
import { failureOf, type Failure } from './failure';
import { Outputs } from './outputs';
import { Pool } from './pool';
import { load, room } from './wasm';

export interface Engine {
  pool: Pool;
  outputs: Outputs;
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
  const module = await load();
  try {
    const pool = new Pool(module, room());
    pool.warm(2);
    return { pool, outputs: new Outputs(pool) };
  } catch (error) {
    throw new WorkerError(error);
  }
}

/** The browser would not start a worker. */
class WorkerError extends Error {
  constructor(cause: unknown) {
    super(failureOf(cause).detail ?? '');
  }
}

function describe(error: unknown): Failure {
  const failure = failureOf(error);
  if (typeof WebAssembly === 'undefined') return { ...failure, code: 'no-webassembly' };
  if (error instanceof WorkerError) return { ...failure, code: 'worker' };
  if (error instanceof WebAssembly.CompileError) return { ...failure, code: 'no-simd' };
  return failure.message ? failure : { ...failure, code: 'load' };
}
