import seedrandom from 'seedrandom';

/** Draws from a seed: uniform on [0, 1), and standard normal. */
export interface Draws {
  readonly uniform: () => number;
  readonly normal: () => number;
  /** Normal, drawn again until it lies within some standard deviations. */
  readonly truncated: (sigmas: number) => number;
}

export function drawsOf(seed: string): Draws {
  const random = seedrandom.alea(seed);
  const uniform = (): number => random.double();
  let spare: number | undefined;
  // Marsaglia's polar method: two normal draws from a point inside the unit circle.
  const normal = (): number => {
    if (spare !== undefined) {
      const kept = spare;
      spare = undefined;
      return kept;
    }
    for (;;) {
      const [x, y] = [2 * uniform() - 1, 2 * uniform() - 1];
      const square = x * x + y * y;
      if (square >= 1 || square === 0) continue;
      const scale = Math.sqrt((-2 * Math.log(square)) / square);
      spare = y * scale;
      return x * scale;
    }
  };
  const truncated = (sigmas: number): number => {
    for (;;) {
      const value = normal();
      if (Math.abs(value) <= sigmas) return value;
    }
  };
  return { uniform, normal, truncated };
}
