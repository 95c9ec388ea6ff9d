import { expect, test } from 'vitest';
import { InputError } from '../problems/index.js';
import { MAXIMUM_ORDER } from './order-and-window.js';
import { legendreRunningSums } from './running-sums.js';
import { leastStableTheta, refuseUnstableEuler, unstableEulerProblems } from './stability.js';
import { legendreStateSpace } from './state-space.js';

/** How far m is from 0 after `frames` of forward Euler without input, as log10 of its length, which starts near 1. By
 * running sums: the matrix would take a minute at order 256, and running-sums.test.ts shows that they are equal. */
function lengthAfter(order: number, theta: number, frames: number): number {
  const m = Float64Array.from({ length: order }, (_, i) => Math.sin(i + 1) / Math.sqrt(order));
  const sums = new Float64Array(order);
  let decades = 0;
  for (let frame = 0; frame < frames; frame++) {
    legendreRunningSums(m, 0, order, 0, sums);
    for (let i = 0; i < order; i++) m[i]! += ((2 * i + 1) / theta) * sums[i]!;
    if (frame % 100 === 99) {
      const length = Math.hypot(...m);
      decades += Math.log10(length);
      for (let i = 0; i < order; i++) m[i]! /= length;
    }
  }
  return decades;
}

test('the facts: about 11, 18 and 27 frames for orders 6, 8 and 10', () => {
  expect([6, 8, 10].map((order) => Math.ceil(leastStableTheta(order)))).toEqual([11, 18, 27]);
});

test('orders 1, 2 and 3 by hand', () => {
  expect(leastStableTheta(1)).toBe(0.5);
  // s^2 + 4 s + 6: |lambda|^2 / (-2 Re lambda) = 6 / 4.
  expect(leastStableTheta(2)).toBeCloseTo(1.5, 14);
  // s^3 + 9 s^2 + 36 s + 60: the complex pair has |lambda|^2 = -60 / r and 2 Re lambda = -9 - r for the real root r.
  let r = -3.6;
  for (let k = 0; k < 20; k++) r -= (r ** 3 + 9 * r ** 2 + 36 * r + 60) / (3 * r ** 2 + 18 * r + 36);
  expect(leastStableTheta(3)).toBeCloseTo(-60 / r / (9 + r), 13);
});

test('orders 64, 128 and 256 against the same root in 80-digit arithmetic', () => {
  expect(leastStableTheta(64) / 638.65030349070376).toBeCloseTo(1, 10);
  expect(leastStableTheta(128) / 2050.5224764328182).toBeCloseTo(1, 8);
  expect(leastStableTheta(256) / 6541.5133439511813).toBeCloseTo(1, 7);
});

test('all eigenvalues of A considered, the bound is the greatest of |lambda|^2 / (-2 Re lambda)', async () => {
  const { eigs } = await import('mathjs');
  for (const order of [2, 3, 4, 5, 6, 7, 8, 10, 12, 16]) {
    const { A } = legendreStateSpace(order);
    const rows = Array.from({ length: order }, (_, i) => Array.from(A.subarray(i * order, (i + 1) * order)));
    const values = eigs(rows, { eigenvectors: false }).values as (number | { re: number; im: number })[];
    const bounds = values.map((value) => {
      const { re, im } = typeof value === 'number' ? { re: value, im: 0 } : value;
      return (re * re + im * im) / (-2 * re);
    });
    expect(Math.max(...bounds) / leastStableTheta(order)).toBeCloseTo(1, 8);
  }
});

test.each([1, 2, 3, 4, 5, 6, 8, 10, 12, 16, 24, 32, 64])(
  'order %i: tight within 0.5 % on both sides',
  (order) => {
    const least = leastStableTheta(order);
    // Growth a frame is about the relative distance from the bound times |Re lambda| / theta.
    const frames = Math.ceil(3000 * (1 + least / 4));
    expect(lengthAfter(order, least * 1.005, frames)).toBeLessThan(-2);
    expect(lengthAfter(order, least * 0.995, frames)).toBeGreaterThan(2);
  },
);

test.each([
  [128, 0.01, 250_000],
  [256, 0.03, 200_000],
])('order %i: tight on both sides', (order, distance, frames) => {
  const least = leastStableTheta(order);
  expect(lengthAfter(order, least * (1 + distance), frames)).toBeLessThan(-2);
  expect(lengthAfter(order, least * (1 - distance), frames)).toBeGreaterThan(2);
});

test('the bound grows with the order, faster and faster, all the way to 256', () => {
  const bounds = Array.from({ length: MAXIMUM_ORDER }, (_, k) => leastStableTheta(k + 1));
  const steps = bounds.slice(1).map((bound, k) => bound - bounds[k]!);
  expect(bounds.every(Number.isFinite)).toBe(true);
  steps.slice(1).forEach((step, k) => expect(step).toBeGreaterThan(steps[k]!));
});

test('an unstable window is refused with the least one and a way out', () => {
  expect(unstableEulerProblems(6, 10.65)).toEqual([]);
  expect(() => refuseUnstableEuler(6, 16)).not.toThrow();
  expect(unstableEulerProblems(6, 10, 'layers[0].theta_frames')).toEqual([
    {
      code: 'legendre.unstable-euler',
      path: 'layers[0].theta_frames',
      message: 'forward Euler is unstable at order 6',
      expected: 'theta at least 10.642 frames',
      received: '10',
      hint: 'use zoh, a longer window or a lower order',
    },
  ]);
  expect(() => refuseUnstableEuler(8, 17)).toThrow(InputError);
  expect(() => refuseUnstableEuler(0, 17)).toThrow(/whole number from 1 to 256/);
});
