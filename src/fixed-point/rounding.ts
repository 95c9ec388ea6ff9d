/**
 * The integer arithmetic that training, reference inference, simulator and RTL share (docs/accelerator.md, N-rules).
 * Values are JavaScript numbers that hold integers exactly (|v| < 2^53); no rule needs more than 48 bits.
 */

/** 2^0 to 2^52: a look-up costs a tenth of `**`, and rounding stands in every inner loop. */
const POWERS_OF_TWO = Float64Array.from({ length: 53 }, (_, power) => 2 ** power);

/** `(v + 2^(s-1)) >> s`: round half up (towards plus infinity); `v << -s` for s <= 0. Rule N2. */
export function roundShift(value: number, shift: number): number {
  if (shift <= 0) return value * 2 ** -shift;
  const scale = POWERS_OF_TWO[shift]!;
  return Math.floor((value + scale / 2) / scale);
}

/** The least value that `bits` hold in two's complement: -2^(bits-1). */
export function minimumOf(bits: number): number {
  return -(2 ** (bits - 1));
}

/** The greatest value that `bits` hold in two's complement: 2^(bits-1) - 1. */
export function maximumOf(bits: number): number {
  return 2 ** (bits - 1) - 1;
}

/** Clamps to `bits` of two's complement. Rule N3. */
export function saturate(value: number, bits: number): number {
  const limit = POWERS_OF_TWO[bits - 1]!;
  return value >= limit ? limit - 1 : value < -limit ? -limit : value;
}

/** The least width in two's complement, at least 1, that holds every integer of [low, high]. */
export function bitsFor(low: number, high: number): number {
  let bits = 1;
  while (low < minimumOf(bits) || high > maximumOf(bits)) bits++;
  return bits;
}
