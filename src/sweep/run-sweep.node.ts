import type { SweepRecord, SweepSummary } from '../results/index.js';
import { unitMath } from '../study/unit-math.node.js';
import { PointEvaluator, type SweepPoint } from './evaluate.js';
import { openFolder, readManifest, readResults, type SweepFolder } from './folder.node.js';
import type { WriteBytes } from './journal.node.js';
import { InOrder } from './in-order.js';
import { withNames } from './inputs.js';
import type { LoadedSweep } from './load.node.js';
import { manifestOf } from './manifest.js';
import { planSweep, type SweepPlan } from './plan.js';
import { evaluateHere, runPoints, type EvaluateBatch } from './run-points.js';
import { Summariser } from './summary.js';
import { pointsOf, WHOLE, type Shard } from './sweep.js';
import { startThreads, type Threads } from './threads.node.js';

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

/** Most points that a worker gets at a time: enough that messages cost little. */
const BATCH = 32;

/**
 * Runs a sweep into a folder, with workers, and sums it up. What a shard finds is summed up by `mergeShards`.
 *
 * @throws InputError as `planSweep` and `openFolder`, and when nothing more can be written
 */
export async function runSweep(loaded: LoadedSweep, options: RunSweepOptions): Promise<SweepSummary> {
  const threads = await startThreads(options.workers ?? 1);
  try {
    return await runSweepOn(threads, loaded, options);
  } finally {
    await threads?.end();
  }
}

/**
 * {@link runSweep} on threads that were started before.
 *
 * @param threads undefined to evaluate in this one; ended when it returns, and left to the caller when it throws
 */
export async function runSweepOn(
  threads: Threads | undefined,
  { definition, inputs }: LoadedSweep,
  options: Omit<RunSweepOptions, 'workers'>,
): Promise<SweepSummary> {
  const { folder: root, shard = WHOLE, resume = false, command = '', write } = options;
  const data = { sweep: withNames(definition, inputs), inputs };
  // Before the points are planned: threads still load.
  const workers = threads?.begin(data) ?? [
    evaluateHere(new PointEvaluator(data.sweep, data.inputs, unitMath)),
  ];
  const plan = await planSweep(definition, inputs, unitMath);
  const folder = openFolder(root, manifestOf(plan, shard, command), { resume, write });
  try {
    let summariser = new Summariser(plan);
    // Records are summed up while workers make others, unless an earlier run made some.
    const inOrder =
      folder.recorded() === 0 ? new InOrder(shard, (record) => summariser.add(record)) : undefined;
    for await (const lines of runInto(folder, plan, workers, shard, options)) {
      if (inOrder !== undefined) for (const line of lines) inOrder.add(JSON.parse(line) as SweepRecord);
    }
    // Workers end while the results are written.
    const ended = threads?.end();
    const summed = inOrder?.toldAll === true;
    if (!summed) summariser = new Summariser(plan);
    folder.complete(keysOf(plan, shard), summed ? undefined : (record) => summariser.add(record));
    await ended;
    return summariser.summary();
  } finally {
    folder.close();
  }
}

/** Runs what the folder does not have, and gives the lines that it has then. */
async function* runInto(
  folder: SweepFolder,
  plan: SweepPlan,
  workers: readonly EvaluateBatch[],
  shard: Shard,
  { onProgress }: Pick<RunSweepOptions, 'onProgress'>,
): AsyncGenerator<readonly string[]> {
  const total = Math.ceil((plan.length - shard.number + 1) / shard.of);
  let done = folder.recorded();
  const left = (check: boolean) => missing(plan, shard, folder, check);
  const batches = runPoints(plan, { checked: left(true), rest: left(false) }, workers, {
    // One more than works, so that no worker waits for this thread.
    inFlight: workers.length === 1 ? 1 : 2,
    ...{ batch: workers.length === 1 ? 1 : BATCH, count: total - done },
  });
  for await (const batch of batches) {
    folder.append(batch);
    done += batch.length;
    onProgress?.({ done, total });
    yield batch;
    if (workers.length === 1) await breath();
  }
}

/** Lets signals and timers in between two points of this thread. */
const breath = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** What is not recorded yet of the points that are checked, or of the others. */
function* missing(plan: SweepPlan, shard: Shard, folder: SweepFolder, check: boolean): Generator<SweepPoint> {
  for (const point of pointsOf(plan, shard)) {
    if (point.check === check && !folder.has(point.key)) yield point;
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
