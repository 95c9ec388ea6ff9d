import { expect, test } from 'vitest';
import { relativeWidths } from './widths.js';

test('Horowitz, 8 bits of 32: an adder is met within a fifth, a multiplier within 5 %', () => {
  expect((0.1 * relativeWidths([32], [8])) / 0.03).toBeCloseTo(0.83, 2);
  expect((3.1 * relativeWidths([32, 32], [8, 8])) / 0.2).toBeCloseTo(0.97, 2);
});
