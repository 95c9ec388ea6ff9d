import { InputError } from '../problems/index.js';
import type { SweepRecord } from '../results/index.js';
import type { AxisValues } from './combine.js';
import type { PointEvaluator, SweepPoint } from './evaluate.js';
import type { Expression } from './expression.js';
import type { SweepPlan } from './plan.js';

/**
 * Evaluates a batch of points, in this process or in a worker, and gives the lines of their records: who makes a line for a
 * file leaves nothing to do for others. A rejection is an error of ours or of the machine.
 */
export type EvaluateBatch = (points: readonly SweepPoint[]) => Promise<readonly string[]>;

/** A point on the simulator takes about as long as so many from the closed form. */
const CHECK_WEIGHT = 16;

/** A worker takes what is left of its work in at least so many batches. */
const SHARES = 4;

/** Evaluation in this thread. */
export function evaluateHere(evaluator: PointEvaluator): EvaluateBatch {
  return (points) => Promise.resolve(points.map((point) => JSON.stringify(evaluator.evaluate(point))));
}

/**
 * Runs points through workers, and gives their lines as they come. The first worker begins with the points that are checked, the
 * others with the rest, so that in a sweep of two workers only one compiles the simulator; whoever has nothing left of its own
 * takes from the others. Whoever stops reading stops it all: no more batches are begun than are awaited. A worker that is lost
 * takes every batch along that it has, so what was lost is tried again point by point when nothing else runs: only the points
 * at fault fail.
 *
 * @param points in their order; those that are checked and the rest
 * @param workers at least one
 * @param inFlight batches that a worker has at a time
 * @param batch most points of a batch, of which one that is checked counts for several
 * @param count about how many points there are: batches become smaller near the end, so that all workers end together
 */
export async function* runPoints(
  plan: Pick<SweepPlan, 'conditions'>,
  points: Readonly<Record<'checked' | 'rest', Iterable<SweepPoint>>>,
  workers: readonly EvaluateBatch[],
  { inFlight, batch, count }: Readonly<Record<'inFlight' | 'batch' | 'count', number>>,
): AsyncGenerator<readonly string[]> {
  const [checked, rest] = [points.checked[Symbol.iterator](), points.rest[Symbol.iterator]()];
  const running = new Set<Promise<Ended>>();
  const lost: SweepPoint[] = [];
  let left = count;
  const begin = (worker: number): void => {
    const share = Math.ceil(left / (SHARES * workers.length));
    const taken = batchOf(
      worker === 0 ? [checked, rest] : [rest, checked],
      Math.max(1, Math.min(batch, share)),
    );
    if (taken.length === 0) return;
    left -= taken.length;
    const ended: Promise<Ended> = attempted(taken, workers[worker]!).then((outcome) => ({
      ...{ ended, worker, outcome },
    }));
    running.add(ended);
  };
  const judgedAll = (lines: readonly string[]): readonly string[] =>
    plan.conditions.length === 0 ? lines : lines.map((line) => judged(line, plan.conditions));
  for (let begun = 0; begun < inFlight; begun++) workers.forEach((_, worker) => begin(worker));
  while (running.size > 0) {
    const { ended, worker, outcome } = await Promise.race(running);
    running.delete(ended);
    begin(worker);
    if ('lines' in outcome) yield judgedAll(outcome.lines);
    else lost.push(...outcome.points);
  }
  for (const point of lost) {
    const outcome = await attempted([point], workers[0]!);
    yield 'lines' in outcome ? judgedAll(outcome.lines) : [failed(point, outcome.error)];
  }
}

/** The next points of the first of some queues that has any. */
function batchOf(queues: readonly Iterator<SweepPoint>[], batch: number): readonly SweepPoint[] {
  const taken: SweepPoint[] = [];
  let weight = 0;
  for (const queue of queues) {
    while (weight < batch) {
      const next = queue.next();
      if (next.done === true) break;
      taken.push(next.value);
      weight += next.value.check ? CHECK_WEIGHT : 1;
    }
  }
  return taken;
}

interface Ended {
  readonly ended: Promise<Ended>;
  readonly worker: number;
  readonly outcome: Outcome;
}

type Outcome =
  { readonly lines: readonly string[] } | { readonly points: readonly SweepPoint[]; readonly error: unknown };

async function attempted(points: readonly SweepPoint[], evaluate: EvaluateBatch): Promise<Outcome> {
  try {
    return { lines: await evaluate(points) };
  } catch (error) {
    return { points, error };
  }
}

function failed({ index, key, values }: SweepPoint, error: unknown): string {
  const reason = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  const record: SweepRecord = { key, index, values, status: 'failed', reasons: [reason] };
  return JSON.stringify(record);
}

/** The record, infeasible when a condition on its results does not hold (E2). */
function judged(line: string, conditions: SweepPlan['conditions']): string {
  const { key, index, values, status, results, ...rest } = JSON.parse(line) as SweepRecord;
  if (status !== 'ok') return line;
  const reasons = conditions.flatMap((condition) => reasonOf(condition, { ...values, ...results }));
  if (reasons.length === 0) return line;
  const record: SweepRecord = {
    ...{ key, index, values, status: 'infeasible', reasons },
    ...(results ? { results } : {}),
    ...rest,
  };
  return JSON.stringify(record);
}

/** Why a condition does not hold; one that these values give no truth to, such as the root of less than 0, stops nothing. */
function reasonOf({ text, holds }: Expression, values: AxisValues): string[] {
  try {
    return holds(values) ? [] : [`where: ${text} does not hold`];
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    return error.problems.map(({ message }) => `where: ${text}: ${message}`);
  }
}
