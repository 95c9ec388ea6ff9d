/** Quantile of some values, between the two nearest in proportion (R's type 7). */
export function quantile(values: ArrayLike<number>, part: number): number {
  const sorted = Float64Array.from(values).sort();
  const place = part * (sorted.length - 1);
  const below = Math.floor(place);
  return between(sorted[below]!, sorted[Math.min(below + 1, sorted.length - 1)]!, place - below);
}

/**
 * The interval that holds the middle 90 % of some values.
 *
 * @param values at least one, and numbers all
 */
export function p5_p95(values: ArrayLike<number>): readonly [number, number] {
  return p5_p95InPlace(Float64Array.from(values));
}

/**
 * {@link p5_p95} of values that it may put in another order: only the four that count find their places, which of a thousand
 * takes a quarter of the time of a sort.
 *
 * @param values at least one, and numbers all
 */
export function p5_p95InPlace(values: Float64Array): readonly [number, number] {
  const last = values.length - 1;
  const [low, high] = [Math.floor(0.05 * last), Math.floor(0.95 * last)];
  bringToPlace(values, high, last);
  const aboveHigh = least(values, high + 1, last);
  bringToPlace(values, low, high);
  // Of one or two values both are the first.
  const aboveLow = low < high ? least(values, low + 1, high) : aboveHigh;
  return [
    between(values[low]!, aboveLow, 0.05 * last - low),
    between(values[high]!, aboveHigh, 0.95 * last - high),
  ];
}

/** @param above not a number where there is nothing above, and nothing of it is wanted */
const between = (below: number, above: number, part: number): number =>
  part === 0 ? below : below + part * (above - below);

/** The least of the values from one place to another. */
function least(values: Float64Array, from: number, to: number): number {
  let found = values[from] ?? NaN;
  for (let at = from + 1; at <= to; at++) if (values[at]! < found) found = values[at]!;
  return found;
}

/** Below so many values the one in the middle divides them well enough. */
const FEW = 64;

/**
 * Brings the value of a rank to its place among the first values, with none that is greater before it and none that is less
 * behind it (Hoare's FIND, Communications of the ACM 4, 1961).
 */
function bringToPlace(values: Float64Array, rank: number, last: number): void {
  let [from, to] = [0, last];
  while (from < to) {
    const pivot = pivotOf(values, from, to, rank);
    let [left, right] = [from, to];
    do {
      while (values[left]! < pivot) left++;
      while (values[right]! > pivot) right--;
      if (left <= right) {
        const value = values[left]!;
        values[left++] = values[right]!;
        values[right--] = value;
      }
    } while (left <= right);
    if (rank <= right) to = right;
    else if (rank >= left) from = left;
    else return;
  }
}

/** A value that leaves few on the side of the rank: near an end of many, the outermost of eight. */
function pivotOf(values: Float64Array, from: number, to: number, rank: number): number {
  let pivot = values[(from + to) >> 1]!;
  const part = (rank - from) / (to - from);
  if (to - from < FEW || Math.abs(part - 0.5) < 0.3) return pivot;
  const step = (to - from + 1) >> 3;
  for (let at = from + (step >> 1); at <= to; at += step) {
    const value = values[at]!;
    if (part > 0.5 ? value > pivot : value < pivot) pivot = value;
  }
  return pivot;
}
