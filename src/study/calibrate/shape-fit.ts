import {
  p5_p95,
  powerOf,
  rootMeanSquare,
  shapeDifferences,
  type KnownShape,
  type Ratios,
} from '../../energy/index.js';
import type { Interval, ShapeFit } from '../../results/index.js';
import type { Curve } from './evidence.js';
import { rounded } from './figures.js';
import type { CalibrationTarget } from './target.js';

/** How the curve's shape was met at some ratios, with intervals from draws of ratios. */
export function shapeFit(
  { name, spread_lnSigma }: NonNullable<CalibrationTarget['shape']>,
  curve: Curve,
  known: KnownShape,
  at: Ratios,
  draws: readonly Ratios[],
): ShapeFit {
  const { differences, common } = shapeDifferences(known, (design) => Math.log(powerOf(design, at)));
  const commonFactor = Math.exp(-common);
  const drawn = draws.map(
    (ratios) => shapeDifferences(known, (design) => Math.log(powerOf(design, ratios))).differences,
  );
  const points = curve.designs.map(({ clock_kHz, least, design }) => {
    const { hardware, transistors, busy } = least;
    return {
      clock_kHz,
      transistors,
      outputsPerCycle: hardware.outputsPerCycle,
      lanes: hardware.tiles.map(({ macArray }) => macArray.lanes),
      legendreLanes: hardware.tiles.map(({ legendreUnit }) => legendreUnit.lanes),
      busy: rounded(busy),
      power_uW: rounded(powerOf(design, at)),
      power_uW_p5_p95: limits(draws.map((ratios) => powerOf(design, ratios))),
    };
  });
  const least = points.reduce((least, point) => (point.power_uW < least.power_uW ? point : least));
  return {
    name,
    busyAtMost: rounded(curve.busyAtMost),
    spread_lnSigma,
    rms_ln: rounded(rootMeanSquare(differences)),
    commonFactor: rounded(commonFactor),
    bins: curve.bins.map(({ from_kHz, to_kHz, lnPower }, index) => ({
      from_kHz,
      to_kHz,
      data_uW: rounded(Math.exp(lnPower)),
      model_uW: rounded(Math.exp(lnPower + differences[index]!)),
      model_uW_p5_p95: limits(drawn.map((each) => Math.exp(lnPower + each[index]!))),
      difference_ln: rounded(differences[index]!),
    })),
    points,
    infeasible_kHz: curve.infeasible_kHz,
    minimum: {
      clock_kHz: least.clock_kHz,
      power_uW: least.power_uW,
      power_uW_p5_p95: least.power_uW_p5_p95,
      within2percent_kHz: points
        .filter(({ power_uW }) => power_uW <= 1.02 * least.power_uW)
        .map(({ clock_kHz }) => clock_kHz),
      lowest_ratio: rounded(points[0]!.power_uW / least.power_uW),
      highest_ratio: rounded(points.at(-1)!.power_uW / least.power_uW),
    },
  };
}

function limits(powers_uW: readonly number[]): Interval {
  const [p5, p95] = p5_p95(powers_uW);
  return [rounded(p5), rounded(p95)];
}
