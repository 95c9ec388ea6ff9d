import fc from 'fast-check';
import { expect, test } from 'vitest';
import { p5_p95, p5_p95InPlace, quantile } from './quantile.js';

test('a quantile lies between the two nearest values in proportion', () => {
  expect(quantile([3, 1, 2, 5, 4], 0.5)).toBe(3);
  expect(quantile([1, 2], 0.25)).toBe(1.25);
  expect(quantile([7], 0.95)).toBe(7);
});

test('the middle 90 % are those of the sorted values, to the last bit, however many and however equal they are', () => {
  const few = fc.constantFrom(0, 1, 1, 2.5);
  const any = fc.double({ noNaN: true, min: -1e6, max: 1e6 });
  const run = fc.nat(1000).map((length) => Array.from({ length: length + 1 }, (_, at) => at));
  const values = fc.oneof(
    fc.array(any, { minLength: 1, maxLength: 20 }),
    fc.array(any, { minLength: 200, maxLength: 1200 }),
    fc.array(few, { minLength: 1, maxLength: 400 }),
    run,
    run.map((ascending) => ascending.reverse()),
  );
  fc.assert(
    fc.property(values, (given) => {
      const expected = [quantile(given, 0.05), quantile(given, 0.95)];
      const own = Float64Array.from(given);
      expect(p5_p95(given)).toEqual(expected);
      expect(p5_p95InPlace(own)).toEqual(expected);
      expect(own.sort()).toEqual(Float64Array.from(given).sort());
    }),
    { numRuns: 300 },
  );
});
