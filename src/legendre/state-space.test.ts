import { expect, test } from 'vitest';
import { InputError } from '../problems/index.js';
import { MAXIMUM_ORDER } from './order-and-window.js';
import { decodeWeights, legendreStateSpace } from './state-space.js';

test('A and B of order 4, written out from equation 2', () => {
  const { A, B } = legendreStateSpace(4);
  expect([...A]).toEqual([-1, -1, -1, -1, 3, -3, -3, -3, -5, 5, -5, -5, 7, -7, 7, -7]);
  expect([...B]).toEqual([1, -3, 5, -7]);
});

test('every order from 1 to 256 is made of whole numbers, with trace -order^2', () => {
  for (let order = 1; order <= MAXIMUM_ORDER; order++) {
    const { A, B } = legendreStateSpace(order);
    expect(A).toHaveLength(order * order);
    expect(A.every((entry, k) => Math.abs(entry) === 2 * Math.floor(k / order) + 1)).toBe(true);
    expect(B.every((entry, i) => entry === (2 * i + 1) * (i % 2 === 0 ? 1 : -1))).toBe(true);
    let trace = 0;
    for (let i = 0; i < order; i++) trace += A[i * order + i]!;
    expect(trace).toBe(-order * order);
  }
});

test('A e_0 = -B, so a constant input u settles at m = (u, 0, 0, ...)', () => {
  for (const order of [1, 2, 7, 64, 256]) {
    const { A, B } = legendreStateSpace(order);
    expect(B.every((entry, i) => A[i * order] === -entry)).toBe(true);
  }
});

test('decode weights are the shifted Legendre polynomials', () => {
  expect([...decodeWeights(5, 0)]).toEqual([1, -1, 1, -1, 1]);
  expect([...decodeWeights(5, 1)]).toEqual([1, 1, 1, 1, 1]);
  const r = 0.3;
  const byHand = [1, 2 * r - 1, 6 * r ** 2 - 6 * r + 1, 20 * r ** 3 - 30 * r ** 2 + 12 * r - 1];
  decodeWeights(4, r).forEach((weight, i) => expect(weight).toBeCloseTo(byHand[i]!, 14));
  expect(decodeWeights(256, 0.4).every((weight) => Math.abs(weight) <= 1)).toBe(true);
});

test.each([0, -1, 2.5, 257, Number.NaN])('order %s is refused', (order) => {
  expect(() => legendreStateSpace(order)).toThrow(InputError);
  expect(() => legendreStateSpace(order)).toThrow(/whole number from 1 to 256/);
});

test.each([-0.01, 1.01, Number.NaN])('position %s is refused', (position) => {
  expect(() => decodeWeights(3, position)).toThrow(/from 0 \(now\) to 1/);
});
