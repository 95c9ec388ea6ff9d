import type { LoadUnitMath } from '../energy/index.js';
import type { HardwareConfiguration } from '../hardware/index.js';
import type { AxisValue } from '../results/index.js';
import { PointEvaluator } from './evaluate.js';
import type { NamedSweep, SweepInputs } from './inputs.js';

/**
 * The hardware of a point as a configuration of its own.
 *
 * @throws InputError when the point has none
 */
export function hardwareOfPoint(
  sweep: NamedSweep,
  inputs: SweepInputs,
  values: Readonly<Record<string, AxisValue>>,
  unitMath?: LoadUnitMath,
): HardwareConfiguration {
  const { hardware, assignment } = new PointEvaluator(sweep, inputs, unitMath).build(values);
  const point = Object.entries(values)
    .map(([name, value]) => `${name} ${value}`)
    .join(', ');
  const layers = assignment === undefined ? '' : `; layers on tiles ${assignment.join()}`;
  return { ...hardware, about: `A point of a sweep: ${point}${layers}.`.slice(0, 2000) };
}
