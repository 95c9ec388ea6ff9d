import { invariant } from '../../problems/index.js';
import { cholesky } from './cholesky.js';
import { densityOf } from './density.js';
import { powerOf, ratiosOf, slopesOf } from './design.js';
import { BOUND_SIGMA, residualsOf, type Evidence } from './evidence.js';
import type { Fit } from './fit.js';
import { FACTOR_ROW } from './parameters.js';
import { drawsOf, type Draws } from './random.js';

export interface SamplerOptions {
  readonly seed: string;
  readonly chains: number;
  /** Kept draws of each chain. */
  readonly draws: number;
  /** Steps for each kept draw. */
  readonly every: number;
}

/** Draws of every chain: of each draw, ln(ratio) of each parameter in its standard deviations. */
export type Chains = readonly (readonly (readonly number[])[])[];

/** Steps before the first draw is kept; proposals adapt in them alone, so that what is kept is a plain Metropolis chain. */
const WARM_UP_ROUNDS = 12;
const STEPS_IN_ROUND = 250;

/**
 * A point: the coordinates that the sampler moves, and where they lead. In place of one parameter, the pivot, stands how far
 * the first known power is off: that power is known far better than any row, which makes the probable ratios a thin curved
 * sheet, and in these coordinates a plain box.
 */
interface Point {
  readonly coordinates: readonly number[];
  readonly sigmas: readonly number[];
  readonly lnDensity: number;
}

/**
 * Draws from the posterior by several Metropolis chains, whose proposals follow the covariance of the warm-up of all of them
 * (H. Haario, E. Saksman and J. Tamminen, Bernoulli 7, 2001). They start from draws of the prior.
 */
export function samplePosterior(evidence: Evidence, fit: Fit, options: SamplerOptions): Chains {
  const place = placeOf(evidence, fit);
  const chains = Array.from({ length: options.chains }, (_, chain) => {
    const draws = drawsOf(`${options.seed}/${chain}`);
    return { draws, at: startingPoint(evidence, fit, place, draws) };
  });
  const dimensions = evidence.parameters.length;
  let spread: number[][] = chains[0]!.at.coordinates.map((_, i) =>
    chains[0]!.at.coordinates.map((_, j) => (i === j ? 0.3 : 0)),
  );
  let scale = 1 / Math.sqrt(dimensions);
  const seen: (readonly number[])[] = [];
  for (let round = 0; round < WARM_UP_ROUNDS; round++) {
    let accepted = 0;
    for (const chain of chains) {
      for (let step = 0; step < STEPS_IN_ROUND; step++) {
        const next = stepFrom(chain.at, spread, scale, chain.draws, place);
        if (next !== chain.at) accepted += 1;
        chain.at = next;
        if (step % 5 === 0) seen.push(next.coordinates);
      }
    }
    // An acceptance of a quarter is the best for a chain in many dimensions.
    scale *= Math.exp(2 * (accepted / (STEPS_IN_ROUND * chains.length) - 0.25));
    spread = cholesky(covarianceOf(seen.slice(Math.floor(seen.length / 2))));
    if (round === 0) scale = 2.4 / Math.sqrt(dimensions);
  }
  return chains.map((chain) =>
    Array.from({ length: options.draws }, () => {
      for (let step = 0; step < options.every; step++) {
        chain.at = stepFrom(chain.at, spread, scale, chain.draws, place);
      }
      return chain.at.sigmas;
    }),
  );
}

type Place = (coordinates: readonly number[]) => Point | undefined;

function stepFrom(
  from: Point,
  spread: readonly (readonly number[])[],
  scale: number,
  { normal, uniform }: Draws,
  place: Place,
): Point {
  const noise = from.coordinates.map(normal);
  const moved = from.coordinates.map((coordinate, i) => {
    let step = 0;
    for (let j = 0; j <= i; j++) step += spread[i]![j]! * noise[j]!;
    return coordinate + scale * step;
  });
  const chance = Math.log(uniform());
  const to = place(moved);
  return to !== undefined && chance < to.lnDensity - from.lnDensity ? to : from;
}

/** Where coordinates lead; undefined outside of the bounds. */
function placeOf(evidence: Evidence, fit: Fit): Place {
  const { parameters, powers } = evidence;
  const [known] = powers;
  const inBounds = (sigmas: readonly number[]): boolean =>
    sigmas.every((sigma) => Math.abs(sigma) <= BOUND_SIGMA);
  const lnDensity = densityOf(evidence);
  const pivot = pivotOf(evidence, fit);
  if (known === undefined || pivot < 0) {
    return (sigmas) =>
      inBounds(sigmas) ? { coordinates: sigmas, sigmas, lnDensity: lnDensity(sigmas) } : undefined;
  }
  const { lnSigma } = parameters[pivot]!;
  const factorIndex = parameters.findIndex(({ name }) => name === FACTOR_ROW);
  return (coordinates) => {
    const target = known.power_uW * Math.exp(known.spread_lnSigma * coordinates[pivot]!);
    const sigmas = [...coordinates];
    sigmas[pivot] = 0;
    const ratios = ratiosOf(
      sigmas.map((sigma, i) => sigma * parameters[i]!.lnSigma),
      parameters,
    );
    // The power is linear in every ratio.
    const share = slopesOf(known.design, ratios, factorIndex)[pivot]!;
    const rest = powerOf(known.design, ratios) - share;
    if (target <= rest) return undefined;
    sigmas[pivot] = Math.log((target - rest) / share) / lnSigma;
    if (!inBounds(sigmas)) return undefined;
    // How a step of the coordinate stretches the pivot's ln(ratio).
    const stretch = Math.log(target / (target - rest));
    return { coordinates, sigmas, lnDensity: lnDensity(sigmas) + stretch };
  };
}

/** The parameter that has the greatest part of the first known power; -1 when no power is known. */
function pivotOf({ parameters, powers }: Evidence, { sigmas }: Fit): number {
  const [known] = powers;
  if (known === undefined) return -1;
  const ratios = ratiosOf(
    sigmas.map((sigma, i) => sigma * parameters[i]!.lnSigma),
    parameters,
  );
  const slopes = slopesOf(
    known.design,
    ratios,
    parameters.findIndex(({ name }) => name === FACTOR_ROW),
  );
  return slopes.indexOf(Math.max(...slopes));
}

const MOST_TRIES = 2000;

/** A draw from the prior that the known power allows; just inside of the most probable point when none of many is. */
function startingPoint(evidence: Evidence, fit: Fit, place: Place, { truncated }: Draws): Point {
  for (let tries = 0; tries < MOST_TRIES; tries++) {
    const point = place(evidence.parameters.map(() => truncated(BOUND_SIGMA)));
    if (point !== undefined) return point;
  }
  // That point may lie on bounds, where the last bit decides whether it is within them.
  const inside = fit.sigmas.map((sigma) => sigma * 0.999);
  const pivot = pivotOf(evidence, fit);
  const off = residualsOf(evidence, inside).residuals[inside.length]!;
  const point = place(inside.map((sigma, i) => (i === pivot ? off : sigma)));
  invariant(point !== undefined, () => 'the most probable ratios are out of bounds');
  return point;
}

function covarianceOf(points: readonly (readonly number[])[]): number[][] {
  const mean = points[0]!.map((_, i) => points.reduce((sum, point) => sum + point[i]!, 0) / points.length);
  return mean.map((_, i) =>
    mean.map((_, j) => {
      const sum = points.reduce((sum, point) => sum + (point[i]! - mean[i]!) * (point[j]! - mean[j]!), 0);
      return sum / points.length + (i === j ? 1e-6 : 0);
    }),
  );
}
