/** What a worker of a sweep runs: it has the sweep and its inputs from its beginning, and gets points. */
import Tinypool from 'tinypool';
import type { SweepRecord } from '../results/index.js';
import { unitMath } from '../study/unit-math.node.js';
import { PointEvaluator, type SweepPoint } from './evaluate.js';
import type { NamedSweep, SweepInputs } from './inputs.js';

export interface WorkerData {
  readonly sweep: NamedSweep;
  readonly inputs: SweepInputs;
}

let evaluator: PointEvaluator | undefined;

export function evaluate(points: readonly SweepPoint[]): readonly SweepRecord[] {
  if (evaluator === undefined) {
    const { sweep, inputs } = Tinypool.workerData as WorkerData;
    evaluator = new PointEvaluator(sweep, inputs, unitMath);
  }
  return points.map((point) => evaluator!.evaluate(point));
}
