import { expect, test } from 'vitest';
import { dequantise, quantise } from './quantise.js';

test.each([
  [0.5, 0, 8, 1],
  [-0.5, 0, 8, 0],
  [1.28125, 5, 8, 41],
  [3.99, 5, 8, 127],
  [4, 5, 8, 127],
  [-4.1, 5, 8, -128],
])('N1: %f at %i fraction bits in %i bits is %i', (value, fraction, bits, q) => {
  expect(quantise(value, fraction, bits)).toBe(q);
});

test('N1: q stands for q 2^-fraction', () => {
  expect(dequantise(-41, 5)).toBe(-1.28125);
  expect(dequantise(3, -2)).toBe(12);
});
