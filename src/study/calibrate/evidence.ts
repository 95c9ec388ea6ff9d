import { compile } from '../../compiler/index.js';
import {
  designOf,
  meanOf,
  parametersOf,
  type Design,
  type EnergyTable,
  type Evidence,
  type Parameter,
} from '../../energy/index.js';
import { framePeriod_cycles } from '../../hardware/index.js';
import { InputError } from '../../problems/index.js';
import { frameTiming } from '../../timing/index.js';
import { resourceSearch, type LeastResources } from '../least-resources.js';
import { simulate } from '../simulate.js';
import { FRAMES, closedLedger } from './machine-design.js';
import type { CalibrationTarget, TargetMachine } from './target.js';

/** A clock of the curve, with the least resources there. */
export interface CurveDesign {
  readonly clock_kHz: number;
  readonly least: LeastResources;
  readonly design: Design;
}

export interface CurveBin {
  readonly from_kHz: number;
  readonly to_kHz: number;
  readonly lnPower: number;
  readonly designs: readonly Design[];
}

export interface Curve {
  readonly busyAtMost: number;
  readonly designs: readonly CurveDesign[];
  readonly bins: readonly CurveBin[];
  readonly infeasible_kHz: readonly number[];
}

/** Everything that a fit needs: designs as vectors of power by parameter, and what is known of them. */
export interface Gathered {
  readonly evidence: Evidence;
  readonly curve: Curve | undefined;
  readonly predictions: readonly { readonly name: string; readonly design: Design }[];
}

/**
 * Counts every design of a target and prices it with the table that the fit starts from.
 *
 * @param onDesign called before each design
 * @throws InputError when a network does not fit its hardware, real time is missed, the table does not suit it, or the curve
 *   has no shape
 */
export function gather(
  target: CalibrationTarget,
  table: EnergyTable,
  onDesign: (name: string) => void,
): Gathered {
  const parameters = parametersOf(table);
  const powers = target.powers.map((machine) => {
    onDesign(machine.name);
    const { power_uW, spread_lnSigma } = machine;
    return { design: simulatedDesign(machine, table, parameters), power_uW, spread_lnSigma };
  });
  const curve = target.shape && curveOf(target, table, parameters, onDesign);
  const predictions = target.predictions.map(({ name, network, hardware }) => {
    onDesign(name);
    return { name, design: designOf(closedLedger(network, hardware, table), parameters) };
  });
  const shapes = curve ? [{ bins: curve.bins, spread_lnSigma: target.shape.spread_lnSigma }] : [];
  return { evidence: { parameters, powers, shapes }, curve, predictions };
}

/** By the simulator's own counts; what the frames hold changes none that a table without data-dependent rows prices. */
function simulatedDesign(
  { network, hardware }: TargetMachine,
  table: EnergyTable,
  parameters: readonly Parameter[],
): Design {
  const frames = Array.from({ length: FRAMES }, () => new Int8Array(network.inputs));
  const { energy } = simulate({ network, hardware, table, recordings: [{ name: 'zeros', frames }] });
  return designOf(energy.ledger, parameters);
}

/** One bin with a common factor of its own says nothing. */
const noShape = (bins: number, infeasible_kHz: readonly number[]) => ({
  code: 'target.no-shape',
  path: 'shape.points',
  message: 'no curve that has a shape',
  expected: 'at least 2 bins with a clock for which hardware of the family will do',
  received: String(bins),
  ...(infeasible_kHz.length > 0 && { hint: `nothing will do for ${infeasible_kHz.join(', ')} kHz` }),
});

function curveOf(
  { powers, shape }: CalibrationTarget,
  table: EnergyTable,
  parameters: readonly Parameter[],
  onDesign: (name: string) => void,
): Curve {
  const { like, family, points, binsPerOctave, name } = shape!;
  const { network, hardware } = powers.find((power) => power.name === like)!;
  const { perFrame_cycles } = frameTiming(compile(network, hardware), hardware);
  const busyAtMost = perFrame_cycles / framePeriod_cycles(hardware);
  const search = resourceSearch({ network, hardware, family });
  const clocks = [...new Set(points.map(({ clock_kHz }) => clock_kHz))].sort((a, b) => a - b);
  const found = clocks.map((clock_kHz) => {
    onDesign(`${name} at ${clock_kHz} kHz`);
    const least = search({ clock_kHz, busyAtMost });
    if (least === undefined) return { clock_kHz };
    const ledger = closedLedger(network, least.hardware, table, least.assignment);
    return { clock_kHz, least, design: designOf(ledger, parameters) };
  });
  const designs = found.flatMap((each) => (each.least === undefined ? [] : [each as CurveDesign]));
  const binOf = (clock_kHz: number): number =>
    Math.floor(binsPerOctave * Math.log2(clock_kHz / clocks[0]!) + 1e-9);
  const bins = [...new Set(designs.map(({ clock_kHz }) => binOf(clock_kHz)))].map((bin): CurveBin => {
    const own = designs.filter(({ clock_kHz }) => binOf(clock_kHz) === bin);
    return {
      from_kHz: own[0]!.clock_kHz,
      to_kHz: own.at(-1)!.clock_kHz,
      lnPower: meanOf(
        own.map(({ clock_kHz }) =>
          meanOf(
            points.filter((point) => point.clock_kHz === clock_kHz).map(({ power_uW }) => Math.log(power_uW)),
          ),
        ),
      ),
      designs: own.map(({ design }) => design),
    };
  });
  const infeasible_kHz = found.filter(({ least }) => least === undefined).map(({ clock_kHz }) => clock_kHz);
  if (bins.length < 2) throw new InputError([noShape(bins.length, infeasible_kHz)]);
  return { busyAtMost, designs, bins, infeasible_kHz };
}
