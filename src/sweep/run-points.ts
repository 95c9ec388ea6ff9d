import type { SweepRecord } from '../results/index.js';
import type { PointEvaluator } from './evaluate.js';
import type { SweepPoint } from './evaluate.js';
import type { SweepPlan } from './plan.js';

/** Evaluates a batch of points: in this process, or in a worker. A rejection is an error of ours or of the machine. */
export type EvaluateBatch = (points: readonly SweepPoint[]) => Promise<readonly SweepRecord[]>;

/** Evaluation in this process. */
export function evaluateHere(evaluator: PointEvaluator): EvaluateBatch {
  return (points) => Promise.resolve(points.map((point) => evaluator.evaluate(point)));
}

/**
 * Runs points through a queue of batches, and gives their records as they come. Whoever stops reading stops the queue: no
 * more batches are begun than are awaited.
 *
 * @param inFlight batches at a time
 * @param batch points of a batch
 */
export async function* runPoints(
  plan: Pick<SweepPlan, 'conditions'>,
  points: Iterable<SweepPoint>,
  evaluate: EvaluateBatch,
  { inFlight, batch }: { readonly inFlight: number; readonly batch: number },
): AsyncGenerator<readonly SweepRecord[]> {
  const iterator = points[Symbol.iterator]();
  const running = new Map<
    number,
    Promise<{ readonly number: number; readonly records: readonly SweepRecord[] }>
  >();
  let begun = 0;
  const begin = (): boolean => {
    const taken: SweepPoint[] = [];
    while (taken.length < batch) {
      const next = iterator.next();
      if (next.done === true) break;
      taken.push(next.value);
    }
    if (taken.length === 0) return false;
    const number = begun++;
    running.set(
      number,
      evaluated(taken, evaluate).then((records) => ({ number, records })),
    );
    return true;
  };
  while (running.size < inFlight && begin());
  while (running.size > 0) {
    const { number, records } = await Promise.race(running.values());
    running.delete(number);
    begin();
    yield records.map((record) => judged(record, plan.conditions));
  }
}

/** A batch that is lost with its worker is tried again point by point, so that only the points at fault fail. */
async function evaluated(
  points: readonly SweepPoint[],
  evaluate: EvaluateBatch,
): Promise<readonly SweepRecord[]> {
  try {
    return await evaluate(points);
  } catch (error) {
    if (points.length === 1) return [failed(points[0]!, error)];
    const records: SweepRecord[] = [];
    for (const point of points) records.push(...(await evaluated([point], evaluate)));
    return records;
  }
}

function failed({ index, key, values }: SweepPoint, error: unknown): SweepRecord {
  const reason = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  return { key, index, values, status: 'failed', reasons: [reason] };
}

/** The record, infeasible when a condition on its results does not hold (E2). */
function judged(record: SweepRecord, conditions: SweepPlan['conditions']): SweepRecord {
  const { key, index, values, status, results, ...rest } = record;
  if (status !== 'ok') return record;
  const broken = conditions.filter((condition) => !condition.holds({ ...values, ...results }));
  if (broken.length === 0) return record;
  const reasons = broken.map(({ text }) => `where: ${text} does not hold`);
  return { key, index, values, status: 'infeasible', reasons, ...(results ? { results } : {}), ...rest };
}
