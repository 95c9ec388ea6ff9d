/** Quantile of some values, between the two nearest in proportion (R's type 7). */
export function quantile(values: ArrayLike<number>, part: number): number {
  return between(Float64Array.from(values).sort(), part);
}

/** The interval that holds the middle 90 % of some values. */
export function p5_p95(values: ArrayLike<number>): readonly [number, number] {
  const sorted = Float64Array.from(values).sort();
  return [between(sorted, 0.05), between(sorted, 0.95)];
}

function between(sorted: Float64Array, part: number): number {
  const place = part * (sorted.length - 1);
  const below = Math.floor(place);
  const [a, b] = [sorted[below]!, sorted[Math.min(below + 1, sorted.length - 1)]!];
  return a + (place - below) * (b - a);
}
