import { saturate } from './rounding.js';

/** The integer q with value q 2^-fraction nearest to `value` (half up), saturated to `bits`. Rule N1. */
export function quantise(value: number, fraction: number, bits: number): number {
  return saturate(Math.floor(value * 2 ** fraction + 0.5), bits);
}

/** The real value of the integer `q` at `fraction` fraction bits: q 2^-fraction. Rule N1. */
export function dequantise(q: number, fraction: number): number {
  return q * 2 ** -fraction;
}
