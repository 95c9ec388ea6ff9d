/** What a worker of a sweep runs: it has the sweep and its inputs from its beginning, and gets points. */
import Tinypool from 'tinypool';
import { unitMath } from '../study/unit-math.node.js';
import { PointEvaluator, type SweepPoint } from './evaluate.js';
import type { NamedSweep, SweepInputs } from './inputs.js';

export interface WorkerData {
  readonly sweep: NamedSweep;
  readonly inputs: SweepInputs;
}

let evaluator: PointEvaluator | undefined;

export function evaluate(points: readonly SweepPoint[]): readonly string[] {
  if (evaluator === undefined) {
    const { sweep, inputs } = Tinypool.workerData as WorkerData;
    evaluator = new PointEvaluator(sweep, inputs, unitMath);
  }
  return points.map((point) => JSON.stringify(evaluator!.evaluate(point)));
}
