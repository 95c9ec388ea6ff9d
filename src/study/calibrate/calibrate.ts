import {
  AT_BOUND,
  BOUND_SIGMA,
  FACTOR_ROW,
  convergenceOf,
  meanOf,
  mostProbable,
  p5_p95,
  powerOf,
  quantile,
  ratiosOf,
  rowOf,
  rootMeanSquare,
  samplePosterior,
  shapeDifferences,
  varianceOf,
  type Design,
  type EnergyTable,
  type Evidence,
  type Fit,
  type Parameter,
} from '../../energy/index.js';
import { canonicalJson, sha256Hex } from '../../hardware/index.js';
import {
  CONTRACT,
  VERSION,
  type CalibrateResult,
  type CalibratedParameter,
  type CalibrationControl,
} from '../../results/index.js';
import { calibratedTable, type Fitted } from './calibrated-table.js';
import { gather, type Gathered } from './evidence.js';
import { rounded } from './figures.js';
import { closedLedger } from './machine-design.js';
import { shapeFit } from './shape-fit.js';
import { priorTable, type CalibrationTarget } from './target.js';

export interface CalibrateRequest {
  readonly target: CalibrationTarget;
  /** Of the sampler; `0` when left out. */
  readonly seed?: string;
  /** Name of the calibrated table; the target's with `-calibrated` when left out. */
  readonly name?: string;
  /** The command that the table says it was made by. */
  readonly command?: string;
  /** Called before each thing that takes a while. */
  readonly onStep?: (what: string) => void;
}

export interface Calibrated {
  readonly result: CalibrateResult;
  readonly table: EnergyTable;
  /** The table as its file has it, for YAML. */
  readonly file: unknown;
  /** What the fit knew, and the designs that took no part, for `coverageOf`. */
  readonly evidence: Evidence;
  readonly predicted: readonly Design[];
}

const CHAINS = 4;
const DRAWS = 3000;
const STEPS_FOR_A_DRAW = 15;
/** Draws that go into the table. */
const KEPT_DRAWS = 1000;
/** Chains agree from here on (A. Vehtari et al., Bayesian Analysis 16, 2021). */
const MOST_R_HAT = 1.01;
const LEAST_EFFECTIVE_DRAWS = 400;
/** Standard deviation of a normal distribution that is cut off at two of its own: what bounds alone leave of a prior. */
const WIDTH_OF_PRIOR = 0.8796;

/**
 * Fits an energy table to powers that are known of whole accelerators, and draws from what remains possible
 * (docs/calibration.md). The same target, seed and version give the same bytes.
 *
 * @throws InputError when a design of the target cannot be counted or priced
 */
export function calibrate({
  target,
  seed = '0',
  name = `${target.name}-calibrated`,
  command = 'calibrate() of the library',
  onStep = () => undefined,
}: CalibrateRequest): Calibrated {
  const prior = priorTable(target);
  const gathered = gather(target, prior, onStep);
  const { evidence, curve, predictions } = gathered;
  const { parameters } = evidence;
  onStep('most probable values');
  const fit = mostProbable(evidence);
  onStep('posterior');
  const chains = samplePosterior(evidence, fit, {
    seed,
    chains: CHAINS,
    draws: DRAWS,
    every: STEPS_FOR_A_DRAW,
  });
  const fitted = parameters.map((parameter, index): Fitted & { readonly chains: number[][] } => {
    const lnChains = chains.map((chain) => chain.map((draw) => draw[index]! * parameter.lnSigma));
    const lnDraws = lnChains.flat();
    return {
      parameter,
      touched: pays(evidence, parameter, index),
      shift_sigma: fit.sigmas[index]!,
      ln: fit.sigmas[index]! * parameter.lnSigma,
      lnDraws,
      lnSigma: Math.sqrt(varianceOf(lnDraws)),
      chains: lnChains,
    };
  });
  const each = Math.floor((CHAINS * DRAWS) / KEPT_DRAWS);
  const { file, table } = calibratedTable(
    prior,
    fitted.map((one) => ({ ...one, lnDraws: one.lnDraws.filter((_, draw) => draw % each === 0) })),
    {
      name,
      about: aboutOf(target),
      provenance: {
        target: target.name,
        target_sha256: target.sha256,
        table: target.table.name,
        table_sha256: sha256Hex(canonicalJson(target.table)),
        seed,
        contract: String(CONTRACT),
        command,
      },
    },
  );
  const at = ratiosOf(
    fitted.map(({ ln }) => ln),
    parameters,
  );
  const draws = chains.flat().map((draw) =>
    ratiosOf(
      draw.map((sigma, i) => sigma * parameters[i]!.lnSigma),
      parameters,
    ),
  );
  const interval = (design: Design): readonly [number, number] => {
    const [p5, p95] = p5_p95(draws.map((ratios) => powerOf(design, ratios)));
    return [rounded(p5), rounded(p95)];
  };
  const ones = ratiosOf(
    parameters.map(() => 0),
    parameters,
  );
  const powers = target.powers.map(({ name, network, hardware, power_uW, spread_lnSigma }, index) => {
    const ledger = closedLedger(network, hardware, table);
    const { design } = evidence.powers[index]!;
    const off = Math.log(powerOf(design, at) / power_uW) / spread_lnSigma;
    return {
      name,
      network: network.name,
      hardware: hardware.name,
      target_uW: power_uW,
      spread_lnSigma,
      power_uW: rounded((ledger.total.energy_pJ * 1e-6) / (ledger.cycles / ledger.clock_Hz)),
      power_uW_p5_p95: interval(design),
      off_sigma: rounded(off, 4),
      prior_uW: rounded(powerOf(design, ones)),
    };
  });
  const rows = fitted.map((one) => parameterOf(one, prior));
  const convergence = {
    chains: CHAINS,
    draws: CHAINS * DRAWS,
    greatest_rHat: Math.max(...rows.map(({ rHat }) => rHat)),
    least_effectiveDraws: Math.min(...rows.map(({ effectiveDraws }) => effectiveDraws)),
  };
  const agree =
    convergence.greatest_rHat <= MOST_R_HAT && convergence.least_effectiveDraws >= LEAST_EFFECTIVE_DRAWS;
  const shape = target.shape && curve ? shapeFit(target.shape, curve, evidence.shapes[0]!, at, draws) : null;
  const missed = [
    ...powers.filter(({ off_sigma }) => Math.abs(off_sigma) > BOUND_SIGMA),
    ...(shape !== null && shape.rms_ln > BOUND_SIGMA * shape.spread_lnSigma ? [shape] : []),
  ].map(({ name }) => name);
  const result: CalibrateResult = {
    schema: 'lmusim.calibrate/1',
    version: VERSION,
    seed,
    target: { name: target.name, sha256: target.sha256 },
    table: { name: target.table.name, sha256: sha256Hex(canonicalJson(target.table)) },
    ok: agree && missed.length === 0 && rows.every(({ atBound }) => !atBound),
    missed,
    calibration: {
      power_uW: powers[0]!.power_uW,
      power_uW_p5_p95: powers[0]!.power_uW_p5_p95,
      target_uW: powers[0]!.target_uW,
      greatestShift_sigma: rounded(Math.max(...fit.sigmas.map(Math.abs)), 4),
      squaredSigmas: rounded(fit.cost),
    },
    powers,
    parameters: rows,
    shape,
    controls: controlsOf(gathered, fit),
    convergence: { ok: agree, ...convergence },
    unidentified: unidentifiedOf(fitted, rows),
    predictions: predictions.map(({ name, design }) => ({
      name,
      power_uW: rounded(powerOf(design, at)),
      power_uW_median: rounded(
        quantile(
          draws.map((ratios) => powerOf(design, ratios)),
          0.5,
        ),
      ),
      power_uW_p5_p95: interval(design),
    })),
  };
  return { result, table, file, evidence, predicted: predictions.map(({ design }) => design) };
}

/** Whether any design of the evidence pays for a parameter. */
function pays({ powers, shapes }: Evidence, { name }: Parameter, index: number): boolean {
  const designs = [
    ...powers.map(({ design }) => design),
    ...shapes.flatMap(({ bins }) => bins.flatMap(({ designs }) => designs)),
  ];
  return designs.some(({ plain_uW, built_uW }) =>
    name === FACTOR_ROW ? built_uW.some((uW) => uW > 0) : plain_uW[index]! + built_uW[index]! > 0,
  );
}

function parameterOf(
  { parameter, ln, lnDraws, lnSigma, shift_sigma, chains }: Fitted & { readonly chains: number[][] },
  prior: EnergyTable,
): CalibratedParameter {
  const { value, valueUnit, spread_lnSigma } = rowOf(prior, parameter.name)!;
  const at = (part: number): number => rounded(value * Math.exp(quantile(lnDraws, part)));
  const { rHat, effectiveDraws } = convergenceOf(chains);
  return {
    name: parameter.name,
    rows: parameter.rows,
    valueUnit,
    prior: { value, spread_lnSigma },
    value: rounded(value * Math.exp(ln)),
    shift_sigma: rounded(shift_sigma, 4),
    atBound: Math.abs(shift_sigma) >= BOUND_SIGMA - AT_BOUND,
    posterior: { p5: at(0.05), median: at(0.5), p95: at(0.95) },
    width_ratio: rounded(lnSigma / (WIDTH_OF_PRIOR * spread_lnSigma), 4),
    rHat: rounded(rHat),
    effectiveDraws: Math.round(effectiveDraws),
  };
}

/** What ought to fit worse: a power that is the same at every clock, and the table without a static power of lanes. */
function controlsOf({ evidence }: Gathered, fit: Fit): CalibrationControl[] {
  const [shape] = evidence.shapes;
  if (shape === undefined) return [];
  const flat = rootMeanSquare(shapeDifferences(shape, () => 0).differences);
  const lanes = evidence.parameters.findIndex(({ name }) => name === LANES_ROW);
  if (lanes < 0) return [{ name: 'a power that is the same at every clock', rms_ln: rounded(flat) }];
  const without = withoutParameter(evidence, lanes);
  const refit = mostProbable(without);
  const ratios = ratiosOf(
    refit.sigmas.map((sigma, i) => sigma * without.parameters[i]!.lnSigma),
    without.parameters,
  );
  const { differences } = shapeDifferences(without.shapes[0]!, (design) => Math.log(powerOf(design, ratios)));
  return [
    { name: 'a power that is the same at every clock', rms_ln: rounded(flat) },
    {
      name: `fitted again without ${LANES_ROW}`,
      rms_ln: rounded(rootMeanSquare(differences)),
      worse_squaredSigmas: rounded(refit.cost - fit.cost, 4),
    },
  ];
}

const LANES_ROW = 'macArray.laneStatic';

/** The same evidence where nothing is paid for a parameter. */
function withoutParameter({ parameters, powers, shapes }: Evidence, index: number): Evidence {
  const left = <T>(values: readonly T[]): T[] => values.filter((_, i) => i !== index);
  const design = ({ exact_uW, plain_uW, built_uW }: Design): Design => ({
    exact_uW,
    plain_uW: left(plain_uW),
    built_uW: left(built_uW),
  });
  return {
    parameters: left(parameters),
    powers: powers.map((power) => ({ ...power, design: design(power.design) })),
    shapes: shapes.map(({ bins, spread_lnSigma }) => ({
      spread_lnSigma,
      bins: bins.map(({ designs, lnPower }) => ({ lnPower, designs: designs.map(design) })),
    })),
  };
}

/** Hardly better known than before: at least this much of the prior's width is left. */
const WIDE = 0.9;
const CORRELATED = 0.3;

function unidentifiedOf(
  fitted: readonly Fitted[],
  rows: readonly CalibratedParameter[],
): CalibrateResult['unidentified'] {
  const pairs = fitted.flatMap((a, i) =>
    fitted.slice(i + 1).flatMap((b) => {
      const value = correlation(a.lnDraws, b.lnDraws);
      return Math.abs(value) > CORRELATED
        ? [{ a: a.parameter.name, b: b.parameter.name, correlation: rounded(value, 3) }]
        : [];
    }),
  );
  return {
    parameters: rows.filter(({ width_ratio }) => width_ratio >= WIDE).map(({ name }) => name),
    pairs: pairs.sort((a, b) => Math.abs(b.correlation) - Math.abs(a.correlation)),
  };
}

function correlation(a: readonly number[], b: readonly number[]): number {
  const [meanA, meanB] = [meanOf(a), meanOf(b)];
  const sum = a.reduce((sum, value, i) => sum + (value - meanA) * (b[i]! - meanB), 0);
  return sum / (a.length - 1) / Math.sqrt(varianceOf(a, meanA) * varianceOf(b, meanB));
}

const aboutOf = ({ name, table, about }: CalibrationTarget): string =>
  `Calibrated, not measured: the rows of ${table.name} at the most probable values by which the target ${name} is met, with draws of what else is possible (docs/calibration.md). Rows that no design of the target pays for are as they were. The target: ${about}`;
