import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { SweepSummary } from '../results/index.js';
import { unitMath } from '../study/unit-math.node.js';
import { PointEvaluator, type SweepPoint } from './evaluate.js';
import { openFolder, readManifest, readResults, type SweepFolder } from './folder.node.js';
import type { WriteBytes } from './journal.node.js';
import { withNames } from './inputs.js';
import type { LoadedSweep } from './load.node.js';
import { manifestOf } from './manifest.js';
import { planSweep, type SweepPlan } from './plan.js';
import { evaluateHere, runPoints, type EvaluateBatch } from './run-points.js';
import { Summariser } from './summary.js';
import { pointsOf, WHOLE, type Shard } from './sweep.js';
import type { WorkerData } from './worker.node.js';

export interface RunSweepOptions {
  /** Where results go (docs/sweep.md, F1). */
  readonly folder: string;
  /** Goes on with what the folder holds. */
  readonly resume?: boolean;
  readonly shard?: Shard;
  /** Worker threads; 1 (the default) evaluates in this one. */
  readonly workers?: number;
  /** For the manifest: the words that ran it. */
  readonly command?: string;
  /** How far it is, from time to time. */
  readonly onProgress?: (progress: SweepProgress) => void;
  /** In place of `fs.writeSync` for records. */
  readonly write?: WriteBytes;
}

export interface SweepProgress {
  /** Recorded, before this run too. */
  readonly done: number;
  readonly total: number;
}

/** Points that a worker gets at a time: enough that messages cost little, few enough that all end together. */
const BATCH = 32;

/**
 * A point leaves about a megabyte of garbage. With a third more room than V8 takes by itself it is collected seldom enough that
 * little of it looks alive; twice as much again would cost memory and gain nothing (docs/decisions.md).
 */
const YOUNG_MB = 64;

/**
 * This file stands one folder below the built package's root, bundled or not; from its sources there is no worker. The worker is
 * bundled always, which takes a fifth off its processor time for ten thousand points.
 */
const WORKER = new URL('../command/worker.js', import.meta.url);

/**
 * Runs a sweep into a folder, with workers, and sums it up. What a shard finds is summed up by `mergeShards`.
 *
 * @throws InputError as `planSweep` and `openFolder`, and when nothing more can be written
 */
export async function runSweep(
  { definition, inputs }: LoadedSweep,
  options: RunSweepOptions,
): Promise<SweepSummary> {
  const { folder: root, shard = WHOLE, resume = false, command = '', workers = 1, write } = options;
  // Workers load while the points are planned.
  const pool = await poolOf(workers, { sweep: withNames(definition, inputs), inputs });
  try {
    const plan = await planSweep(definition, inputs, unitMath);
    const folder = openFolder(root, manifestOf(plan, shard, command), { resume, write });
    try {
      await runInto(folder, plan, pool, shard, options);
      // Workers end while the results are written.
      const ended = pool.end();
      const summariser = new Summariser(plan);
      folder.complete(keysOf(plan, shard), (record) => summariser.add(record));
      await ended;
      return summariser.summary();
    } finally {
      folder.close();
    }
  } finally {
    await pool.end();
  }
}

async function runInto(
  folder: SweepFolder,
  plan: SweepPlan,
  pool: Pool,
  shard: Shard,
  { workers = 1, onProgress }: RunSweepOptions,
): Promise<void> {
  const total = Math.ceil((plan.length - shard.number + 1) / shard.of);
  let done = folder.recorded();
  const batches = runPoints(plan, missing(plan, shard, folder), pool.evaluate, {
    // One more than works for each worker, so that none waits for this thread.
    inFlight: workers === 1 ? 1 : 2 * workers,
    batch: workers === 1 ? 1 : Math.max(1, Math.min(BATCH, Math.ceil((total - done) / (4 * workers)))),
  });
  for await (const batch of batches) {
    folder.append(batch);
    done += batch.length;
    onProgress?.({ done, total });
    if (workers === 1) await breath();
  }
}

/** Lets signals and timers in between two points of this thread. */
const breath = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

interface Pool {
  readonly evaluate: EvaluateBatch;
  readonly end: () => Promise<void>;
}

async function poolOf(workers: number, data: WorkerData): Promise<Pool> {
  if (workers === 1 || !existsSync(WORKER)) {
    return {
      evaluate: evaluateHere(new PointEvaluator(data.sweep, data.inputs, unitMath)),
      end: () => Promise.resolve(),
    };
  }
  const { Tinypool } = await import('tinypool');
  const pool = new Tinypool({
    filename: fileURLToPath(WORKER),
    resourceLimits: { maxYoungGenerationSizeMb: YOUNG_MB },
    ...{ minThreads: workers, maxThreads: workers, workerData: data },
    // Points for the time in which the last ones are taken away.
    concurrentTasksPerWorker: 2,
  });
  const waiting = new Set<(error: Error) => void>();
  pool.on('error', (error: Error) => {
    // A worker that was lost had given lines of which nobody heard in time; its batches count as lost, and are tried again.
    if (error.message.startsWith('Unexpected message from Worker')) return;
    for (const reject of waiting) reject(error);
  });
  return {
    evaluate: (points) =>
      new Promise((resolve, reject) => {
        waiting.add(reject);
        (pool.run(points, { name: 'evaluate' }) as Promise<readonly string[]>)
          .finally(() => waiting.delete(reject))
          .then(resolve, reject);
      }),
    end: () => pool.destroy(),
  };
}

/**
 * What is not recorded yet. Points that are checked come first: a disagreement shows at once, and what the simulator needs
 * compiled is compiled once, not again whenever another of them comes.
 */
function* missing(plan: SweepPlan, shard: Shard, folder: SweepFolder): Generator<SweepPoint> {
  for (const check of [true, false]) {
    for (const point of pointsOf(plan, shard)) {
      if (point.check === check && !folder.has(point.key)) yield point;
    }
  }
}

function* keysOf(plan: SweepPlan, shard: Shard): Generator<string> {
  for (const { key } of pointsOf(plan, shard)) yield key;
}

/**
 * What the results of a folder come to.
 *
 * @throws InputError `sweep.incomplete` when it holds no complete sweep
 */
export function summaryOf(folder: string): SweepSummary {
  const records = readResults(folder);
  const first = records.next();
  const summariser = new Summariser(readManifest(folder)!);
  if (first.done !== true) summariser.add(first.value);
  for (const record of records) summariser.add(record);
  return summariser.summary();
}
