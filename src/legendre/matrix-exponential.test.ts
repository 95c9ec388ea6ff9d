import fc from 'fast-check';
import { expect, test } from 'vitest';
import { augmentedMatrix, mathjsExponential } from './discretise.js';
import { exactExponential } from './exact-exponential.testing.js';
import { matrixExponential, multiply } from './matrix-exponential.js';

function greatestDifference(a: Float64Array, b: Float64Array): number {
  return a.reduce((worst, entry, k) => Math.max(worst, Math.abs(entry - b[k]!)), 0);
}

test('a rotation, a nilpotent matrix and a diagonal have their textbook exponentials', () => {
  const turn = matrixExponential(Float64Array.of(0, -2, 2, 0), 2);
  const expected = Float64Array.of(Math.cos(2), -Math.sin(2), Math.sin(2), Math.cos(2));
  expect(greatestDifference(turn, expected)).toBeLessThan(1e-15);
  const shear = matrixExponential(Float64Array.of(0, 3, 5, 0, 0, 7, 0, 0, 0), 3);
  expect(greatestDifference(shear, Float64Array.of(1, 3, 15.5, 0, 1, 7, 0, 0, 1))).toBeLessThan(1e-14);
  const diagonal = matrixExponential(Float64Array.of(-30, 0, 0, 1), 2);
  expect(diagonal[0]! / Math.exp(-30)).toBeCloseTo(1, 12);
  expect(diagonal[3]).toBeCloseTo(Math.E, 13);
});

test('exp(X) exp(-X) = I for random matrices', () => {
  const entry = fc.double({ min: -1, max: 1, noNaN: true });
  fc.assert(
    fc.property(fc.array(entry, { minLength: 16, maxLength: 16 }), (entries) => {
      const X = Float64Array.from(entries);
      const there = matrixExponential(X, 4);
      const back = matrixExponential(
        X.map((value) => -value),
        4,
      );
      const identity = Float64Array.from({ length: 16 }, (_, k) => (k % 5 === 0 ? 1 : 0));
      expect(greatestDifference(multiply(there, back, 4), identity)).toBeLessThan(1e-12);
    }),
    { seed: 7, numRuns: 100 },
  );
});

test.each([
  [1, 3],
  [6, 16],
  [8, 1],
  [8, 48],
  [20, 20],
  [32, 32],
])('order %i, theta %i: both routes against 300-bit arithmetic', async (order, theta) => {
  const exact = exactExponential(order, theta);
  const augmented = augmentedMatrix(order, theta);
  expect(greatestDifference(matrixExponential(augmented, order + 1), exact)).toBeLessThan(1e-14);
  expect(greatestDifference(await mathjsExponential(augmented, order + 1), exact)).toBeLessThan(1e-12);
});

test('the two routes agree on both sides of the switch', async () => {
  for (const [order, theta] of [
    [64, 64],
    [64, 1],
    [65, 100],
  ] as const) {
    const augmented = augmentedMatrix(order, theta);
    const own = matrixExponential(augmented, order + 1);
    expect(greatestDifference(own, await mathjsExponential(augmented, order + 1))).toBeLessThan(1e-10);
  }
});
