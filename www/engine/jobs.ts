// What a worker does: it takes its jobs in turn, in small steps, and listens between them.
import type * as whole from '../pkg/second_law.js';
import { failureOf } from './failure';
import type { FromWorker, Rows, ToWorker } from './protocol';

type Bindings = Pick<typeof whole, 'exhausted' | 'initSync' | 'Job'>;

let bindings: Bindings;

/** Makes the present script a worker that computes with this package. */
export function serveJobs(given: Bindings): void {
  bindings = given;
}

/** Progress is told at most this often, in ms. */
const PROGRESS_INTERVAL = 60;

const scope = globalThis as unknown as {
  postMessage(message: FromWorker, transfer?: Transferable[]): void;
  onmessage: ((event: MessageEvent<ToWorker>) => void) | null;
};

interface Task {
  job: whole.Job;
  /** Nobody looks: it waits. */
  resting: boolean;
  /** When progress was told last. */
  told: number;
}

const tasks = new Map<number, Task>();
const awake = (): [number, Task] | undefined => [...tasks].find(([, { resting }]) => !resting);

// A message to itself lets the page's messages in between two steps; a timer would wait 4 ms.
const next = new MessageChannel();
next.port1.onmessage = step;
let scheduled = false;
/** Jobs that wait for the lock. */
let starting = 0;

function again(): void {
  if (scheduled || !awake()) return;
  scheduled = true;
  next.port2.postMessage(null);
}

/** A lock is kept this long after the last job, in ms: most often another job follows. */
const RELEASE = 300;

let life = '';
let locks = 0;
/** Settled with its name once a lock is held, with "" once it is refused; null while none is asked for. */
let holding: Promise<string> | null = null;
let release = (): void => {};
let releaseTimer = 0;

/**
 * Takes a lock for as long as there is work: the page sees it freed if the worker ends, even in the middle of a long step.
 * Without work there is none, since a page with locks is not kept for the way back.
 */
function hold(): Promise<string> {
  clearTimeout(releaseTimer);
  holding ??= new Promise((settle) => {
    const lock = `${life} ${++locks}`;
    const held = (): Promise<void> => {
      settle(lock);
      return new Promise((free) => (release = free));
    };
    // Some frames have no locks, or refuse them, at once or later.
    Promise.resolve()
      .then(() => navigator.locks.request(lock, held))
      .catch(() => settle(''));
  });
  return holding;
}

function letGo(): void {
  if (tasks.size > 0) return;
  clearTimeout(releaseTimer);
  releaseTimer = setTimeout(() => {
    holding = null;
    scope.postMessage({ type: 'released' });
    release();
  }, RELEASE);
}

scope.onmessage = async ({ data }) => {
  switch (data.type) {
    case 'init':
      try {
        life = data.life;
        bindings.initSync({ module: data.module });
        scope.postMessage({ type: 'ready' });
      } catch (error) {
        scope.postMessage({ type: 'broken', detail: String(error) });
      }
      break;
    case 'start':
      try {
        const inputs = data.inputs.map((input) => new Uint8Array(input));
        tasks.set(data.id, { job: new bindings.Job(data.work, data.recipe, inputs), resting: false, told: 0 });
        // Not before the page can see whether a first step, which may be long, is survived.
        starting += 1;
        const lock = await hold();
        starting -= 1;
        scope.postMessage({ type: 'begun', id: data.id, lock });
        again();
      } catch (error) {
        scope.postMessage({ type: 'failed', id: data.id, error: failureOf(error, bindings.exhausted) });
      }
      break;
    case 'cancel':
      tasks.get(data.id)?.job.free();
      tasks.delete(data.id);
      scope.postMessage({ type: 'cancelled', id: data.id });
      letGo();
      break;
    case 'rest': {
      const task = tasks.get(data.id);
      if (task) task.resting = data.resting;
      again();
      break;
    }
    case 'ping':
      // Work that waits and no step to come: a step was broken off, and what it left behind cannot be used.
      if (awake() && !scheduled && starting === 0) scope.postMessage({ type: 'broken', detail: 'a step was broken off' });
      else scope.postMessage({ type: 'alive' });
      break;
  }
};

function step(): void {
  scheduled = false;
  const [id, task] = awake() ?? [];
  if (id === undefined || !task) return;
  try {
    const fraction = task.job.step();
    const rows = task.job.rows() as Rows | undefined;
    if (rows) {
      scope.postMessage(
        { type: 'rows', id, rows },
        Object.values(rows).map((column) => column.buffer as ArrayBuffer),
      );
    }
    // To the end of the line.
    tasks.delete(id);
    if (fraction < 1) {
      const now = performance.now();
      if (now - task.told >= PROGRESS_INTERVAL) {
        task.told = now;
        scope.postMessage({ type: 'progress', id, fraction });
      }
      tasks.set(id, task);
    } else {
      const output = task.job.output();
      task.job.free();
      const buffer = output.buffer as ArrayBuffer;
      scope.postMessage({ type: 'done', id, output: buffer }, [buffer]);
    }
  } catch (error) {
    tasks.delete(id);
    scope.postMessage({ type: 'failed', id, error: failureOf(error, bindings.exhausted) });
  }
  again();
  letGo();
}
