import fc from 'fast-check';
import { expect, test } from 'vitest';
import { legendreRunningSums } from './running-sums.js';
import { legendreStateSpace } from './state-space.js';

const integer = fc.integer({ min: -(2 ** 20), max: 2 ** 20 });
const memoryAndInput = fc
  .integer({ min: 1, max: 40 })
  .chain((order) => fc.tuple(fc.array(integer, { minLength: order, maxLength: order }), integer));

test('(2i+1) S_i is row i of A m + B u, exactly, for integers', () => {
  fc.assert(
    fc.property(memoryAndInput, ([m, u]) => {
      const order = m.length;
      const { A, B } = legendreStateSpace(order);
      const sums = new Array<number>(order);
      legendreRunningSums(m, 0, order, u, sums);
      for (let i = 0; i < order; i++) {
        const row = m.reduce((sum, value, j) => sum + A[i * order + j]! * value, B[i]! * u);
        expect((2 * i + 1) * sums[i]! - row).toBe(0);
      }
    }),
    { seed: 11, numRuns: 200 },
  );
});

test('the same at order 256', () => {
  const { A, B } = legendreStateSpace(256);
  const m = Array.from({ length: 256 }, (_, i) => ((i * 7919) % 65536) - 32768);
  const sums = new Int32Array(256);
  legendreRunningSums(m, 0, 256, -777, sums);
  sums.forEach((sum, i) => {
    const row = m.reduce((total, value, j) => total + A[i * 256 + j]! * value, B[i]! * -777);
    expect((2 * i + 1) * sum).toBe(row);
  });
});

test('no sum exceeds |u| + sum |m_j|, and a sign pattern reaches it', () => {
  fc.assert(
    fc.property(memoryAndInput, ([m, u]) => {
      const sums = new Float64Array(m.length);
      legendreRunningSums(m, 0, m.length, u, sums);
      const bound = m.reduce((sum, value) => sum + Math.abs(value), Math.abs(u));
      expect(sums.every((sum) => Math.abs(sum) <= bound)).toBe(true);
    }),
    { seed: 12, numRuns: 100 },
  );
  const sums = new Float64Array(4);
  legendreRunningSums([-100, -100, -100, -100], 0, 4, 50, sums);
  expect(sums[0]).toBe(450);
});

test('one memory among several is told by its start', () => {
  const sums = [0, 0, 0];
  legendreRunningSums([9, 9, 9, 1, 2, 3, 9, 9, 9], 3, 3, 4, sums);
  // S_0 = -(2+3) + (4-1), S_1 = -3 - (4-1+2), S_2 = 4-1+2-3.
  expect(sums).toEqual([-2, -8, 2]);
});
