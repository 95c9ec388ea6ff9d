import type { LoadUnitMath } from '../energy/index.js';
import type { SweepRecord, SweepSummary } from '../results/index.js';
import { defineSweep, type SweepDefinition } from './definition.js';
import { PointEvaluator, type SweepPoint } from './evaluate.js';
import type { SweepInputs } from './inputs.js';
import { planSweep, type SweepPlan } from './plan.js';
import { evaluateHere, runPoints } from './run-points.js';
import { Summariser } from './summary.js';

export interface SweepOptions {
  /** Called for each record as it comes. */
  readonly onRecord?: (record: SweepRecord) => void;
  /** Gives mathjs, for quantities such as '0.05 pJ' in hardware. */
  readonly unitMath?: LoadUnitMath;
}

export interface Sweep {
  readonly summary: SweepSummary;
  /** In the order of the points. */
  readonly records: readonly SweepRecord[];
}

/**
 * Runs a sweep in this process and keeps its results in memory; `runSweep` of `lmusim/node` runs it with workers and a folder.
 *
 * @param definition the shape of a sweep's file (docs/sweep.md), or what `parseSweep` made of one
 * @throws InputError for a definition that is none, and as {@link planSweep}
 */
export async function sweep(
  definition: unknown,
  inputs: SweepInputs,
  { onRecord, unitMath }: SweepOptions = {},
): Promise<Sweep> {
  const plan = await planSweep(definitionOf(definition), inputs, unitMath);
  const evaluator = new PointEvaluator(plan.sweep, inputs, unitMath);
  const records: SweepRecord[] = [];
  for await (const batch of runPoints(
    plan,
    // One thread compiles everything, in whatever order.
    { checked: [], rest: pointsOf(plan) },
    [evaluateHere(evaluator)],
    { inFlight: 1, batch: 1, count: plan.length },
  )) {
    for (const line of batch) {
      const record = JSON.parse(line) as SweepRecord;
      records.push(record);
      onRecord?.(record);
    }
  }
  const summariser = new Summariser(plan);
  records.forEach((record) => summariser.add(record));
  return { summary: summariser.summary(), records };
}

/** A parsed definition has its axes as a list, a file as a mapping. */
function definitionOf(given: unknown): SweepDefinition {
  const axes = (given as { readonly axes?: unknown } | null | undefined)?.axes;
  return Array.isArray(axes) ? (given as SweepDefinition) : defineSweep(given);
}

/** The points of a sweep or of one of its shards, one after another. */
export function* pointsOf(plan: SweepPlan, shard: Shard = WHOLE): Generator<SweepPoint> {
  for (let index = shard.number - 1; index < plan.length; index += shard.of) yield plan.point(index);
}

/** Points whose index leaves `number - 1` when divided by `of`. */
export interface Shard {
  /** From 1. */
  readonly number: number;
  readonly of: number;
}

export const WHOLE: Shard = { number: 1, of: 1 };
