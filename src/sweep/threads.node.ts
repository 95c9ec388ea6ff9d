/** The worker threads of a sweep, which load what they run while the first thread reads what is swept. */
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Tinypool } from 'tinypool';
import type { EvaluateBatch } from './run-points.js';
import type { WorkerData } from './worker.node.js';

export interface Threads {
  /**
   * Gives each thread the sweep with its inputs, of which it evaluates points then.
   *
   * @throws DataCloneError for inputs that no other thread can have, such as functions
   */
  readonly begin: (data: WorkerData) => readonly EvaluateBatch[];
  readonly end: () => Promise<void>;
}

/**
 * This file stands one folder below the built package's root, bundled or not; from its sources there is no worker. The worker is
 * bundled always, which takes a fifth off its processor time for ten thousand points.
 */
const WORKER = new URL('../command/worker.js', import.meta.url);

/** Undefined for one worker, which is the first thread itself. */
export async function startThreads(workers: number): Promise<Threads | undefined> {
  if (workers === 1 || !existsSync(WORKER)) return undefined;
  const { Tinypool } = await import('tinypool');
  // A pool of one each, since a pool of several gives a batch to any of them.
  const pools = Array.from(
    { length: workers },
    () =>
      new Tinypool({
        filename: fileURLToPath(WORKER),
        ...{ minThreads: 1, maxThreads: 1 },
        // Points for the time in which the last ones are taken away.
        concurrentTasksPerWorker: 2,
      }),
  );
  // Before anything is awaited: a worker can be lost while it loads.
  const runs = pools.map(runOf);
  return {
    begin: (data) => {
      // What cannot be sent would count as a worker that was lost.
      structuredClone(data);
      return runs.map((run) => evaluateOn(run, data));
    },
    end: async () => void (await Promise.all(pools.map((pool) => pool.destroy()))),
  };
}

type Run = (task: unknown, name: 'begin' | 'evaluate') => Promise<unknown>;

/** Runs tasks on the worker of a pool; those that it has when it is lost are rejected. */
function runOf(pool: Tinypool): Run {
  const waiting = new Set<(error: Error) => void>();
  pool.on('error', (error: Error) => {
    // A worker that was lost had given lines of which nobody heard in time; its batches count as lost, and are tried again.
    if (error.message.startsWith('Unexpected message from Worker')) return;
    for (const reject of waiting) reject(error);
  });
  return (task, name) =>
    new Promise((resolve, reject) => {
      waiting.add(reject);
      (pool.run(task, { name }) as Promise<unknown>)
        .finally(() => waiting.delete(reject))
        .then(resolve, reject);
    });
}

function evaluateOn(run: Run, data: WorkerData): EvaluateBatch {
  let begun: Promise<unknown> | undefined;
  const begin = (): Promise<unknown> => (begun ??= run(data, 'begin'));
  // Who awaits a batch hears of it.
  begin().catch(() => undefined);
  return async (points) => {
    try {
      await begin();
      return (await run(points, 'evaluate')) as readonly string[];
    } catch (error) {
      // The worker was lost; the one that takes its place knows no sweep yet.
      begun = undefined;
      throw error;
    }
  };
}
