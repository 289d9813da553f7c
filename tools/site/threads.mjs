// Work for threads: each takes the next piece as soon as it has done one.
import { once } from 'node:events';
import { availableParallelism } from 'node:os';
import { parentPort, Worker } from 'node:worker_threads';

/** In a thread: does what it is asked by name, `{ task, ...rest }`, with the function of that name. */
export function answer(tasks) {
  parentPort.on('message', async ({ task, ...rest }) => {
    try {
      parentPort.postMessage({ found: await tasks[task](rest) });
    } catch (error) {
      parentPort.postMessage({ error: error.stack });
    }
  });
  parentPort.postMessage({ ready: true });
}

/** Has the pieces done by threads that run `file`, as many as there are cores; `done(piece, found)` hears of each. */
export async function inThreads(file, workerData, pieces, done) {
  const waiting = [...pieces];
  const work = async () => {
    const worker = new Worker(file, { workerData });
    // Rejects where the thread itself fails.
    const heard = async () => {
      const [{ error, found }] = await once(worker, 'message');
      if (error) throw new Error(error);
      return found;
    };
    try {
      await heard();
      for (let piece = waiting.shift(); piece; piece = waiting.shift()) {
        const found = heard();
        worker.postMessage(piece);
        await done(piece, await found);
      }
    } finally {
      await worker.terminate();
    }
  };
  await Promise.all(Array.from({ length: Math.min(availableParallelism(), waiting.length) }, work));
}
