import { expect, test } from 'vitest';
import { InputError } from '../problems/index.js';
import { discretiseEuler, discretiseZoh, type DiscreteMemory } from './discretise.js';
import { multiply } from './matrix-exponential.js';
import { decodeWeights, legendreStateSpace } from './state-space.js';

/** From order 65 on the typed-array exponential takes over from mathjs; both sides are sampled. */
const ORDERS = [1, 2, 3, 6, 8, 13, 32, 64, 65, 128, 256];

function greatestDifference(a: Float64Array, b: Float64Array): number {
  return a.reduce((worst, entry, k) => Math.max(worst, Math.abs(entry - b[k]!)), 0);
}

function advance({ A, B, order }: DiscreteMemory, m: Float64Array, u: number): Float64Array {
  return B.map((weight, i) => {
    let sum = weight * u;
    for (let j = 0; j < order; j++) sum += A[i * order + j]! * m[j]!;
    return sum;
  });
}

test('ZOH of order 1 is a = exp(-1/theta), b = 1 - a', async () => {
  for (const theta of [0.01, 0.5, 1, 16, 1e6]) {
    const { A, B } = await discretiseZoh(1, theta);
    expect(A[0]).toBeCloseTo(Math.exp(-1 / theta), 13);
    expect(B[0]).toBeCloseTo(-Math.expm1(-1 / theta), 13);
  }
});

test.each(ORDERS)(
  'ZOH of order %i holds a constant and forgets all else within 16 windows',
  async (order) => {
    const { A, B } = await discretiseZoh(order, 16);
    expect(A.every(Number.isFinite)).toBe(true);
    // The DC gain is e_0 because A_c^-1 B_c = -e_0; in frames: B = (I - A) e_0.
    const expected = B.map((_, i) => (i === 0 ? 1 : 0) - A[i * order]!);
    expect(greatestDifference(B, expected)).toBeLessThan(1e-11);
    let power = A;
    for (let k = 0; k < 8; k++) power = multiply(power, power, order);
    expect(power.every((entry) => Math.abs(entry) < 1e-6)).toBe(true);
  },
);

test.each([1, 6, 32, 65])('ZOH of order %i: two steps of half the length are one step', async (order) => {
  const step = await discretiseZoh(order, order);
  const half = await discretiseZoh(order, 2 * order);
  expect(greatestDifference(multiply(half.A, half.A, order), step.A)).toBeLessThan(1e-11);
  const twice = advance(half, half.B, 1);
  expect(greatestDifference(twice, step.B)).toBeLessThan(1e-11);
});

test.each([2, 6, 32, 65])('ZOH of order %i commutes with the continuous A', async (order) => {
  const { A } = legendreStateSpace(order);
  const stepped = (await discretiseZoh(order, 3 * order)).A;
  const difference = greatestDifference(multiply(A, stepped, order), multiply(stepped, A, order));
  expect(difference / order).toBeLessThan(1e-10);
});

test('ZOH never lengthens m in the basis where its exponential is a contraction', async () => {
  for (const order of [6, 64, 100]) {
    const memory = await discretiseZoh(order, 50);
    const length = (m: Float64Array): number =>
      Math.hypot(...m.map((value, i) => value / Math.sqrt(2 * i + 1)));
    let m: Float64Array = Float64Array.from(
      { length: order },
      (_, i) => Math.sin(3 * i + 1) * Math.sqrt(2 * i + 1),
    );
    for (let frame = 0; frame < 30; frame++) {
      const next = advance(memory, m, 0);
      expect(length(next)).toBeLessThan(length(m) * (1 + 1e-10) + 1e-10);
      m = next;
    }
  }
});

test('any window above 0: short ones forget at once, long ones hardly move', async () => {
  for (const order of [1, 2, 8, 64, 100]) {
    for (const theta of [5e-324, 1e-9, 1e-3]) {
      const { A, B } = await discretiseZoh(order, theta);
      expect(A.every((entry) => entry === 0)).toBe(true);
      B.forEach((entry, i) => expect(entry).toBeCloseTo(i === 0 ? 1 : 0, 9));
    }
    const slow = await discretiseZoh(order, 1e9);
    slow.A.forEach((entry, k) => expect(entry).toBeCloseTo(k % (order + 1) === 0 ? 1 : 0, 6));
  }
});

test('every order from 1 to 64 has a finite ZOH pair', async () => {
  for (let order = 1; order <= 64; order++) {
    const { A, B } = await discretiseZoh(order, 40);
    expect(A.every(Number.isFinite) && B.every(Number.isFinite)).toBe(true);
  }
});

test('forward Euler is I + A / theta, B / theta, at every order from 1 to 256', () => {
  for (let order = 1; order <= 256; order++) {
    const continuous = legendreStateSpace(order);
    const { A, B } = discretiseEuler(order, 20);
    expect(A.every((entry, k) => entry === continuous.A[k]! / 20 + (k % (order + 1) === 0 ? 1 : 0))).toBe(
      true,
    );
    expect(B.every((entry, i) => entry === continuous.B[i]! / 20)).toBe(true);
  }
});

/** The greatest error of u(t - position theta) decoded from the memory, for a sum of two waves of 1 and 1.5 periods a window. */
async function delayError(order: number, position: number): Promise<number> {
  const theta = 200;
  const memory = await discretiseZoh(order, theta);
  const weights = decodeWeights(order, position);
  const signal = (t: number): number =>
    Math.sin((2 * Math.PI * t) / theta) + 0.5 * Math.cos((3 * Math.PI * t) / theta);
  let m: Float64Array = new Float64Array(order);
  let worst = 0;
  for (let frame = 0; frame < 5 * theta; frame++) {
    m = advance(memory, m, signal(frame));
    if (frame < 3 * theta) continue;
    const decoded = weights.reduce((sum, weight, i) => sum + weight * m[i]!, 0);
    // A held sample is on average half a frame old when its frame ends.
    worst = Math.max(worst, Math.abs(decoded - signal(frame + 0.5 - position * theta)));
  }
  return worst;
}

// The least error at position 0 is that of the held input: half a frame times the greatest slope, 0.028.
test.each([
  [4, 1.2, 0.8, 1],
  [6, 0.4, 0.2, 0.15],
  [8, 0.06, 0.02, 0.005],
  [10, 0.03, 0.001, 0.0005],
  [16, 0.03, 0.0001, 0.0005],
  [32, 0.03, 0.0001, 0.0005],
])(
  'order %i decodes now, half a window and a window ago within %f, %f, %f',
  async (order, now, half, whole) => {
    expect(await delayError(order, 0)).toBeLessThan(now);
    expect(await delayError(order, 0.5)).toBeLessThan(half);
    expect(await delayError(order, 1)).toBeLessThan(whole);
  },
);

test.each([0, 0.5, 1])('a higher order decodes position %f better', async (position) => {
  const errors = await Promise.all([4, 5, 6, 8, 10].map((order) => delayError(order, position)));
  errors.slice(1).forEach((error, k) => expect(error).toBeLessThan(errors[k]!));
});

test('order and window are refused together', async () => {
  const refusal = await discretiseZoh(0, -1).catch((error: unknown) => error);
  expect(refusal).toBeInstanceOf(InputError);
  expect((refusal as InputError).problems.map(({ code, path }) => [code, path])).toEqual([
    ['legendre.order', 'order'],
    ['legendre.theta', 'theta'],
  ]);
  for (const theta of [0, Number.NaN, Infinity]) expect(() => discretiseEuler(4, theta)).toThrow(/above 0/);
});
