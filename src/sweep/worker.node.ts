/** What a worker of a sweep runs: it is told the sweep and its inputs, and gets points. */
import { unitMath } from '../study/unit-math.node.js';
import { PointEvaluator, type SweepPoint } from './evaluate.js';
import type { NamedSweep, SweepInputs } from './inputs.js';

export interface WorkerData {
  readonly sweep: NamedSweep;
  readonly inputs: SweepInputs;
}

let evaluator: PointEvaluator;

export function begin({ sweep, inputs }: WorkerData): void {
  evaluator = new PointEvaluator(sweep, inputs, unitMath);
}

export function evaluate(points: readonly SweepPoint[]): readonly string[] {
  return points.map((point) => JSON.stringify(evaluator.evaluate(point)));
}
