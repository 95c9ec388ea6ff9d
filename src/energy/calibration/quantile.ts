/** Quantile of some values, between the two nearest in proportion (R's type 7). */
export function quantile(values: readonly number[], part: number): number {
  const sorted = Float64Array.from(values).sort();
  const place = part * (sorted.length - 1);
  const below = Math.floor(place);
  const [a, b] = [sorted[below]!, sorted[Math.min(below + 1, sorted.length - 1)]!];
  return a + (place - below) * (b - a);
}

/** The interval that holds the middle 90 % of some values. */
export function p5_p95(values: readonly number[]): readonly [number, number] {
  return [quantile(values, 0.05), quantile(values, 0.95)];
}
