/** What a worker of a sweep runs: it is told the sweep and its inputs, and gets points. */
import { unitMath } from '../study/unit-math.node.js';
import { PointEvaluator } from './evaluate.js';
import type { NamedSweep, SweepInputs } from './inputs.js';
import { evaluateHere, type EvaluateBatch } from './run-points.js';

export interface WorkerData {
  readonly sweep: NamedSweep;
  readonly inputs: SweepInputs;
}

let evaluateBatch: EvaluateBatch;

export function begin({ sweep, inputs }: WorkerData): void {
  evaluateBatch = evaluateHere(new PointEvaluator(sweep, inputs, unitMath));
}

export const evaluate: EvaluateBatch = (points) => evaluateBatch(points);
