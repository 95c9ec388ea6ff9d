import { expect, test } from 'vitest';
import { orthonormalDct } from './dct.js';

test('the rows are orthonormal', () => {
  const dct = orthonormalDct(20, 40);
  for (let i = 0; i < 20; i++) {
    for (let j = 0; j < 20; j++) {
      let product = 0;
      for (let n = 0; n < 40; n++) product += dct[i * 40 + n]! * dct[j * 40 + n]!;
      expect(product).toBeCloseTo(i === j ? 1 : 0, 13);
    }
  }
});

test('row 0 is the scaled sum, row 1 falls from the first value to the last', () => {
  const dct = orthonormalDct(2, 4);
  expect([...dct.subarray(0, 4)]).toEqual([0.5, 0.5, 0.5, 0.5]);
  const expected = [1, 3, 5, 7].map((odd) => Math.SQRT1_2 * Math.cos((odd * Math.PI) / 8));
  expected.forEach((value, n) => {
    expect(dct[4 + n]).toBeCloseTo(value, 14);
  });
});
