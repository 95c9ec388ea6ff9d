/** exp([[A, B], [0, 0]] / theta) in 300-bit fixed point: the answer that the floating-point routes are held to. */
import { legendreStateSpace } from './state-space.js';

const FRACTION = 300n;
const ONE = 1n << FRACTION;

function product(left: bigint[][], right: bigint[][]): bigint[][] {
  return left.map((row) =>
    row.map((_, j) => row.reduce((sum, entry, k) => sum + entry * right[k]![j]!, 0n) >> FRACTION),
  );
}

/** (order + 1) square, row-major, for a whole number of frames; each entry is right to the last place of a double. */
export function exactExponential(order: number, theta: number): Float64Array {
  const n = order + 1;
  const { A, B } = legendreStateSpace(order);
  // Taylor series of X = [[A, B], [0, 0]] / (theta 2^s) with norm under 1/2, then s squarings.
  let squarings = 0;
  while (((2 * order - 1) * n) / theta / 2 ** squarings > 0.5) squarings++;
  const divisor = BigInt(theta) << BigInt(squarings);
  const X = Array.from({ length: n }, (_, i) =>
    Array.from({ length: n }, (_, j) => {
      const entry = i === order ? 0 : j === order ? B[i]! : A[i * order + j]!;
      return (BigInt(entry) * ONE) / divisor;
    }),
  );
  let power = X.map((row, i) => row.map((_, j) => (i === j ? ONE : 0n)));
  let sum = power.map((row) => [...row]);
  for (let k = 1n; k <= 48n; k++) {
    power = product(power, X).map((row) => row.map((entry) => entry / k));
    sum = sum.map((row, i) => row.map((entry, j) => entry + power[i]![j]!));
  }
  for (let k = 0; k < squarings; k++) sum = product(sum, sum);
  return Float64Array.from(sum.flat(), (entry) => Number(entry) / 2 ** Number(FRACTION));
}
