import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { powerSpectrum } from './power-spectrum.js';
import { problemsOf } from './wav.testing.js';

/** The definition, in O(n^2). */
function slowPower(values: Float64Array): number[] {
  return Array.from({ length: values.length / 2 + 1 }, (_, k) => {
    let real = 0;
    let imaginary = 0;
    values.forEach((value, n) => {
      const angle = (-2 * Math.PI * k * n) / values.length;
      real += value * Math.cos(angle);
      imaginary += value * Math.sin(angle);
    });
    return real ** 2 + imaginary ** 2;
  });
}

test.each([4, 8, 16, 32, 64, 128])('is |DFT|^2 of bins 0 to n/2 for n = %i', (length) => {
  const value = fc.double({ min: -1, max: 1, noNaN: true });
  fc.assert(
    fc.property(fc.array(value, { minLength: length, maxLength: length }), (list) => {
      const values = Float64Array.from(list);
      const power = powerSpectrum(length)(values);
      expect(power).toHaveLength(length / 2 + 1);
      slowPower(values).forEach((expected, k) => {
        expect(power[k]).toBeCloseTo(expected, 9);
      });
    }),
    { seed: 5, numRuns: 20 },
  );
});

describe('a length that is no power of two from 4 to 65536', () => {
  test.each([0, -512, 1, 2, 3, 511, 500, 512.5, 131_072, Number.NaN, Number.POSITIVE_INFINITY])(
    '%d',
    (length) => {
      expect(problemsOf(() => powerSpectrum(length))).toMatchObject([
        { code: 'audio.bad-window', path: 'features.window_samples', received: `${length}` },
      ]);
    },
  );
});
