import { powerOf, ratiosOf, slopesOf, type Design } from './design.js';
import { FACTOR_ROW, type Parameter } from './parameters.js';

/** A power that is known, of one design. */
export interface KnownPower {
  readonly design: Design;
  readonly power_uW: number;
  /** Standard deviation of ln(power): how far a model may be from it. */
  readonly spread_lnSigma: number;
}

/**
 * The shape of a curve, known up to one common factor: in each bin the mean of ln(power) of some designs. The common factor
 * has a flat prior, so that only differences from the mean over the bins count.
 */
export interface KnownShape {
  readonly bins: readonly { readonly designs: readonly Design[]; readonly lnPower: number }[];
  /** Standard deviation of the ln of one bin. */
  readonly spread_lnSigma: number;
}

/** What is known of wholes, beside what the table says of parts. */
export interface Evidence {
  readonly parameters: readonly Parameter[];
  readonly powers: readonly KnownPower[];
  readonly shapes: readonly KnownShape[];
}

/** Rows may be this many standard deviations from what the table says. */
export const BOUND_SIGMA = 2;

/** Model over data of each bin, as ln, about its mean; and that mean, which is what the common factor takes up. */
export function shapeDifferences(
  { bins }: KnownShape,
  lnPowerOf: (design: Design) => number,
): { readonly differences: readonly number[]; readonly common: number } {
  const raw = bins.map(
    ({ designs, lnPower }) =>
      designs.reduce((sum, design) => sum + lnPowerOf(design), 0) / designs.length - lnPower,
  );
  const common = raw.reduce((sum, each) => sum + each, 0) / raw.length;
  return { differences: raw.map((each) => each - common), common };
}

export const rootMeanSquare = (values: readonly number[]): number =>
  Math.sqrt(values.reduce((sum, value) => sum + value * value, 0) / values.length);

/**
 * Everything that is wrong with some ratios, in standard deviations: of the table's rows first, then of powers, then of
 * shapes. Half the sum of their squares is minus the ln of the posterior density, but for a constant.
 *
 * @param sigmas ln(ratio) of each parameter in its standard deviations
 */
export function residualsOf(
  { parameters, powers, shapes }: Evidence,
  sigmas: readonly number[],
): { readonly residuals: readonly number[]; readonly jacobian: () => readonly (readonly number[])[] } {
  const ratios = ratiosOf(
    sigmas.map((sigma, i) => sigma * parameters[i]!.lnSigma),
    parameters,
  );
  const factorIndex = parameters.findIndex(({ name }) => name === FACTOR_ROW);
  const lnPower = (design: Design): number => Math.log(powerOf(design, ratios));
  /** Derivatives of ln(power) by each coordinate. */
  const slopes = (design: Design): number[] => {
    const power = powerOf(design, ratios);
    return slopesOf(design, ratios, factorIndex).map((slope, i) => (slope / power) * parameters[i]!.lnSigma);
  };
  const residuals = [
    ...sigmas,
    ...powers.map(
      ({ design, power_uW, spread_lnSigma }) => (lnPower(design) - Math.log(power_uW)) / spread_lnSigma,
    ),
    ...shapes.flatMap((shape) =>
      shapeDifferences(shape, lnPower).differences.map((each) => each / shape.spread_lnSigma),
    ),
  ];
  const jacobian = (): number[][] => [
    ...sigmas.map((_, row) => sigmas.map((_, column) => (row === column ? 1 : 0))),
    ...powers.map(({ design, spread_lnSigma }) => slopes(design).map((slope) => slope / spread_lnSigma)),
    ...shapes.flatMap(({ bins, spread_lnSigma }) => {
      const raw = bins.map(({ designs }) => meanOf(designs.map(slopes)));
      const common = meanOf(raw);
      return raw.map((row) => row.map((slope, i) => (slope - common[i]!) / spread_lnSigma));
    }),
  ];
  return { residuals, jacobian };
}

function meanOf(rows: readonly (readonly number[])[]): number[] {
  return rows[0]!.map((_, i) => rows.reduce((sum, row) => sum + row[i]!, 0) / rows.length);
}
