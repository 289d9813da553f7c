// One worker: runs one job at a time in small steps, and listens between them.
import init, { Job } from '../pkg/second_law.js';
import { failureOf } from './failure';
import type { FromWorker, Rows, ToWorker } from './protocol';

/** Progress is told at most this often, in ms. */
const PROGRESS_INTERVAL = 60;

const scope = globalThis as unknown as {
  postMessage(message: FromWorker, transfer?: Transferable[]): void;
  onmessage: ((event: MessageEvent<ToWorker>) => void) | null;
};

let current: { id: number; job: Job; told: number } | null = null;
let paused = false;

// A message to itself lets the page's messages in between two steps; a timer would wait 4 ms.
const next = new MessageChannel();
next.port1.onmessage = step;
const again = (): void => next.port2.postMessage(null);

scope.onmessage = async ({ data }) => {
  switch (data.type) {
    case 'init':
      try {
        await init({ module_or_path: data.module });
        scope.postMessage({ type: 'ready' });
      } catch (error) {
        scope.postMessage({ type: 'broken', detail: String(error) });
      }
      break;
    case 'start':
      try {
        const inputs = data.inputs.map((input) => new Uint8Array(input));
        current = { id: data.id, job: new Job(data.scenario, data.part, inputs), told: 0 };
        again();
      } catch (error) {
        scope.postMessage({ type: 'failed', id: data.id, error: failureOf(error) });
      }
      break;
    case 'cancel':
      if (current?.id === data.id) {
        current.job.free();
        current = null;
      }
      scope.postMessage({ type: 'cancelled', id: data.id });
      break;
    case 'pause':
      paused = true;
      break;
    case 'resume':
      paused = false;
      if (current) again();
      break;
  }
};

function step(): void {
  if (!current || paused) return;
  const { id, job } = current;
  try {
    const fraction = job.step();
    const rows = job.rows() as Rows | undefined;
    if (rows) {
      scope.postMessage({ type: 'rows', id, rows }, Object.values(rows).map((column) => column.buffer as ArrayBuffer));
    }
    if (fraction < 1) {
      const now = performance.now();
      if (now - current.told >= PROGRESS_INTERVAL) {
        current.told = now;
        scope.postMessage({ type: 'progress', id, fraction });
      }
      again();
      return;
    }
    const output = job.output();
    job.free();
    current = null;
    const buffer = output.buffer as ArrayBuffer;
    scope.postMessage({ type: 'done', id, output: buffer }, [buffer]);
  } catch (error) {
    current = null;
    scope.postMessage({ type: 'failed', id, error: failureOf(error) });
  }
}
