import { cholesky, solve } from './cholesky.js';
import { BOUND_SIGMA, residualsOf, type Evidence } from './evidence.js';

export interface Fit {
  /** ln(ratio) of each parameter in its standard deviations, within the bounds. */
  readonly sigmas: readonly number[];
  /** Sum of the squared residuals, in standard deviations: minus twice the ln of the posterior density at its greatest. */
  readonly cost: number;
}

const MOST_STEPS = 500;
/** Closer than this to a bound is on it. */
export const AT_BOUND = 1e-6;

const within = (sigma: number): number => Math.max(-BOUND_SIGMA, Math.min(BOUND_SIGMA, sigma));

/**
 * The most probable ratios: Levenberg-Marquardt steps from the table's values, each clipped to the bounds; a parameter at a
 * bound that the gradient pushes outward is held there (J. Nocedal and S. Wright, Numerical Optimization, 2nd ed., 10.3 and 16.7).
 * Nothing in it is drawn at random.
 */
export function mostProbable(evidence: Evidence): Fit {
  let sigmas = evidence.parameters.map(() => 0);
  let at = residualsOf(evidence, sigmas);
  let cost = squares(at.residuals);
  let damping = 1e-3;
  for (let step = 0; step < MOST_STEPS; step++) {
    const jacobian = at.jacobian();
    const gradient = sigmas.map((_, i) =>
      jacobian.reduce((sum, row, k) => sum + row[i]! * at.residuals[k]!, 0),
    );
    const free = sigmas.flatMap((sigma, i) =>
      Math.abs(sigma) >= BOUND_SIGMA && sigma * gradient[i]! < 0 ? [] : [i],
    );
    const normal = free.map((i) =>
      free.map((j) => jacobian.reduce((sum, row) => sum + row[i]! * row[j]!, 0)),
    );
    const damped = normal.map((row, i) => row.map((value, j) => (i === j ? value * (1 + damping) : value)));
    const move = solve(
      cholesky(damped),
      free.map((i) => -gradient[i]!),
    );
    const next = [...sigmas];
    free.forEach((i, k) => {
      next[i] = within(next[i]! + move[k]!);
    });
    const there = residualsOf(evidence, next);
    const cheaper = squares(there.residuals);
    const moved = Math.max(...next.map((sigma, i) => Math.abs(sigma - sigmas[i]!)));
    if (cheaper <= cost) {
      [sigmas, at, cost] = [next, there, cheaper];
      damping = Math.max(1e-12, damping / 10);
    } else damping *= 10;
    if (moved < 1e-12) break;
  }
  return { sigmas, cost };
}

const squares = (values: readonly number[]): number => values.reduce((sum, value) => sum + value * value, 0);
