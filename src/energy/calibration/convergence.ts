/**
 * Whether several chains tell the same story (A. Gelman et al., Bayesian Data Analysis, 3rd ed., 11.4 and 11.5): the split
 * R-hat, which is 1 when halves of chains agree, and the number of independent draws that theirs are worth.
 */
export interface Convergence {
  readonly rHat: number;
  readonly effectiveDraws: number;
}

/** @param chains one quantity, of as many draws in each chain, an even number */
export function convergenceOf(chains: readonly (readonly number[])[]): Convergence {
  const half = chains[0]!.length / 2;
  const halves = chains.flatMap((chain) => [chain.slice(0, half), chain.slice(half)]);
  const means = halves.map(meanOf);
  const variances = halves.map((chain, i) => varianceOf(chain, means[i]));
  const within = meanOf(variances);
  const between = half * varianceOf(means, meanOf(means));
  const pooled = ((half - 1) / half) * within + between / half;
  if (within === 0) return { rHat: between === 0 ? 1 : Infinity, effectiveDraws: 0 };
  /** Correlation of draws at a distance, over all halves. */
  const correlation = (lag: number): number => {
    const difference = meanOf(
      halves.map((chain) => {
        let sum = 0;
        for (let i = lag; i < half; i++) sum += (chain[i]! - chain[i - lag]!) ** 2;
        return sum / (half - lag);
      }),
    );
    return 1 - difference / (2 * pooled);
  };
  // Geyer's initial positive sequence: an even lag and the next sum to a positive number, and then to noise. Lag 0 counts once.
  let sum = correlation(1);
  for (let lag = 2; lag + 1 < half; lag += 2) {
    const pair = correlation(lag) + correlation(lag + 1);
    if (pair <= 0) break;
    sum += pair;
  }
  const total = halves.length * half;
  // Neighbours that repel each other are not counted for more than independent draws.
  return { rHat: Math.sqrt(pooled / within), effectiveDraws: total / Math.max(1, 1 + 2 * sum) };
}

export const meanOf = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

/** The unbiased one. */
export function varianceOf(values: readonly number[], mean: number = meanOf(values)): number {
  return values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1);
}
