import { expect, test } from 'vitest';
import { InputError } from '../problems/index.js';
import { denseCoefficients, scanCoefficients } from './coefficients.js';
import { discretiseEuler, discretiseZoh, type DiscreteMemory } from './discretise.js';

/** A then B of the two memories of the trained bootstrap network: 8 fraction bits of 10, ZOH. */
const ORDER_6_THETA_16 = [
  [240, -15, -14, -10, -9, -4],
  [44, 210, -44, -32, -28, -13],
  [-68, 73, 173, -61, -54, -26],
  [70, -75, 86, 152, -92, -47],
  [-77, 83, -97, 119, 103, -83],
  [41, -46, 57, -74, 102, 112],
  [16, -44, 68, -70, 77, -41],
];
const ORDER_8_THETA_48 = [
  [251, -5, -5, -5, -4, -4, -4, -2],
  [15, 241, -16, -14, -14, -11, -11, -8],
  [-26, 26, 228, -24, -24, -19, -19, -14],
  [32, -32, 34, 220, -36, -29, -28, -21],
  [-40, 41, -43, 46, 206, -41, -40, -29],
  [40, -41, 43, -46, 50, 201, -55, -40],
  [-46, 47, -49, 53, -58, 65, 183, -55],
  [37, -38, 41, -44, 49, -55, 63, 183],
  [5, -15, 26, -32, 40, -40, 46, -37],
];

test.each([
  [6, 16, ORDER_6_THETA_16],
  [8, 48, ORDER_8_THETA_48],
])(
  'order %i, theta %i by ZOH: the coefficients that a network was trained with',
  async (order, theta, expected) => {
    const { A, B } = denseCoefficients(await discretiseZoh(order, theta), { fraction: 8, bits: 10 });
    expect([...A, ...B]).toEqual(expected.flat());
  },
);

test('halves round up: Euler of order 2, theta 16 at 3 fraction bits', () => {
  // A = [[15/16, -1/16], [3/16, 13/16]], B = [1/16, -3/16], times 8: 7.5, -0.5, 1.5, 6.5, 0.5, -1.5.
  const { A, B } = denseCoefficients(discretiseEuler(2, 16), { fraction: 3, bits: 8 });
  expect([...A]).toEqual([8, 0, 2, 7]);
  expect([...B]).toEqual([1, -1]);
});

test('scan coefficients are (2i+1) / theta, rounded', () => {
  expect([...scanCoefficients(6, 16, { fraction: 8, bits: 10 })]).toEqual([16, 48, 80, 112, 144, 176]);
  expect([...scanCoefficients(4, 24, { fraction: 6, bits: 8 })]).toEqual([3, 8, 13, 19]);
});

test('a coefficient that would saturate is refused, in A and in B, with the worst and the number of others', () => {
  let refusal: unknown;
  try {
    denseCoefficients(discretiseEuler(2, 2), { fraction: 1, bits: 2 });
  } catch (error) {
    refusal = error;
  }
  // A = [[0.5, -0.5], [1.5, -0.5]] and B = [0.5, -1.5]: times 2, [1, -1, 3, -1] and [1, -3]; 2 bits hold -2 to 1.
  expect(refusal).toBeInstanceOf(InputError);
  expect((refusal as InputError).problems).toEqual([
    expect.objectContaining({ code: 'legendre.coefficient-range', path: 'A[1][0]', received: '3' }),
    expect.objectContaining({ code: 'legendre.coefficient-range', path: 'B[1]', received: '-3' }),
  ]);
  expect(() => scanCoefficients(6, 11, { fraction: 8, bits: 8 })).toThrow(
    /coefficients\[5\]: .*nor do 2 others: expected -128 to 127 \(8 bits, 8 of them fraction\), received 256/,
  );
});

test('the greatest and the least integer of the width are accepted, the next ones are not', () => {
  const memory = (a: number, b: number): DiscreteMemory => ({
    discretisation: 'zoh',
    order: 1,
    theta: 1,
    A: Float64Array.of(a),
    B: Float64Array.of(b),
  });
  const format = { fraction: 2, bits: 3 };
  expect(denseCoefficients(memory(0.75, -1), format)).toEqual({ A: Int16Array.of(3), B: Int16Array.of(-4) });
  expect(() => denseCoefficients(memory(1, 0), format)).toThrow(/A\[0\]\[0\].*received 4/);
  expect(() => denseCoefficients(memory(0, -1.25), format)).toThrow(/B\[0\].*received -5/);
});

test('unstable Euler has no coefficients, dense or scan', () => {
  const format = { fraction: 8, bits: 16 };
  expect(() => denseCoefficients(discretiseEuler(6, 10), format)).toThrow(/unstable at order 6/);
  expect(() => scanCoefficients(6, 10, format)).toThrow(/theta at least 10\.642 frames/);
});

test('both keys of an unusable format are reported', () => {
  let refusal: unknown;
  try {
    scanCoefficients(6, 16, { fraction: -1, bits: 17 });
  } catch (error) {
    refusal = error;
  }
  expect((refusal as InputError).problems.map(({ path }) => path)).toEqual(['fraction', 'bits']);
});
