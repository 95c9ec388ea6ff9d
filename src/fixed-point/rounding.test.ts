import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { bitsFor, maximumOf, minimumOf, roundShift, saturate } from './rounding.js';

describe('N2: rounding half up, (v + 2^(s-1)) >> s', () => {
  test.each([
    [5, 1, 3],
    [-5, 1, -2],
    [6, 2, 2],
    [-6, 2, -1],
    [-7, 2, -2],
    [127, 0, 127],
    [2 ** 47, 48, 1],
    [-(2 ** 47), 48, 0],
    [2 ** 47 - 1, 48, 0],
  ])('%i by %i bits is %i', (value, shift, rounded) => {
    expect(roundShift(value, shift)).toBe(rounded);
  });

  test('a negative shift multiplies', () => {
    expect(roundShift(-3, -4)).toBe(-48);
  });

  test('as 64-bit hardware does it', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -(2 ** 48), max: 2 ** 48 }),
        fc.integer({ min: 1, max: 48 }),
        (value, shift) => {
          const exact = (BigInt(value) + (1n << BigInt(shift - 1))) >> BigInt(shift);
          expect(BigInt(roundShift(value, shift))).toBe(exact);
        },
      ),
    );
  });
});

test.each([
  [127, 8, 127],
  [128, 8, 127],
  [-128, 8, -128],
  [-129, 8, -128],
  [0, 2, 0],
  [2 ** 40, 24, 2 ** 23 - 1],
])('N3: %i saturates to %i bits as %i', (value, bits, kept) => {
  expect(saturate(value, bits)).toBe(kept);
});

test('the ends of a width, and the width of two ends', () => {
  expect([minimumOf(8), maximumOf(8)]).toEqual([-128, 127]);
  expect([bitsFor(0, 0), bitsFor(-1, 0), bitsFor(0, 1), bitsFor(-128, 127), bitsFor(0, 128)]).toEqual([
    1, 1, 2, 8, 9,
  ]);
});
