import { InputError } from '../problems/index.js';
import type { SweepRecord } from '../results/index.js';
import type { AxisValues } from './combine.js';
import type { PointEvaluator } from './evaluate.js';
import type { SweepPoint } from './evaluate.js';
import type { Expression } from './expression.js';
import type { SweepPlan } from './plan.js';

/**
 * Evaluates a batch of points, in this process or in a worker, and gives the lines of their records: who makes a line for a
 * file leaves nothing to do for others. A rejection is an error of ours or of the machine.
 */
export type EvaluateBatch = (points: readonly SweepPoint[]) => Promise<readonly string[]>;

/** A point on the simulator takes about as long as so many from the closed form. */
const CHECK_WEIGHT = 16;

/** Evaluation in this process. */
export function evaluateHere(evaluator: PointEvaluator): EvaluateBatch {
  return (points) => Promise.resolve(points.map((point) => JSON.stringify(evaluator.evaluate(point))));
}

/**
 * Runs points through a queue of batches, and gives their lines as they come. Whoever stops reading stops the queue: no
 * more batches are begun than are awaited. A worker that is lost takes every batch along that it has, so what was lost is
 * tried again point by point when nothing else runs: only the points at fault fail.
 *
 * @param inFlight batches at a time
 * @param batch points of a batch, of which one that is checked counts for several
 */
export async function* runPoints(
  plan: Pick<SweepPlan, 'conditions'>,
  points: Iterable<SweepPoint>,
  evaluate: EvaluateBatch,
  { inFlight, batch }: { readonly inFlight: number; readonly batch: number },
): AsyncGenerator<readonly string[]> {
  const iterator = points[Symbol.iterator]();
  const running = new Map<number, Promise<Outcome & { readonly number: number }>>();
  const lost: SweepPoint[] = [];
  let begun = 0;
  const begin = (): boolean => {
    const taken: SweepPoint[] = [];
    for (let weight = 0; weight < batch;) {
      const next = iterator.next();
      if (next.done === true) break;
      taken.push(next.value);
      weight += next.value.check ? CHECK_WEIGHT : 1;
    }
    if (taken.length === 0) return false;
    const number = begun++;
    running.set(
      number,
      attempted(taken, evaluate).then((outcome) => ({ ...outcome, number })),
    );
    return true;
  };
  const judgedAll = (lines: readonly string[]): readonly string[] =>
    plan.conditions.length === 0 ? lines : lines.map((line) => judged(line, plan.conditions));
  while (running.size < inFlight && begin());
  while (running.size > 0) {
    const outcome = await Promise.race(running.values());
    running.delete(outcome.number);
    begin();
    if ('lines' in outcome) yield judgedAll(outcome.lines);
    else lost.push(...outcome.points);
  }
  for (const point of lost) {
    const outcome = await attempted([point], evaluate);
    yield 'lines' in outcome ? judgedAll(outcome.lines) : [failed(point, outcome.error)];
  }
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
