import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { resample } from './resample.js';
import { problemsOf } from './wav.testing.js';

const pairs_Hz: readonly (readonly [number, number])[] = [
  [48_000, 16_000],
  [44_100, 16_000],
  [22_050, 16_000],
  [11_025, 16_000],
  [8000, 16_000],
];
const downwards_Hz = pairs_Hz.filter(([from_Hz, to_Hz]) => from_Hz > to_Hz);

function sine(frequency_Hz: number, rate_Hz: number, length: number): Float32Array {
  return Float32Array.from({ length }, (_, i) => Math.sin((2 * Math.PI * frequency_Hz * i) / rate_Hz + 0.3));
}

/** Of the middle half of a signal, where the ends are not felt. */
function middle(samples: Float32Array): { readonly from: number; readonly values: Float32Array } {
  const from = Math.floor(samples.length / 4);
  return { from, values: samples.subarray(from, 3 * from) };
}

/** Power over that of a sine of amplitude 1. */
function level_dB(samples: Float32Array): number {
  const { values } = middle(samples);
  return 10 * Math.log10((2 * values.reduce((sum, value) => sum + value * value, 0)) / values.length);
}

/** What of `samples` is not the expected signal, over a sine of amplitude 1. */
function error_dB(samples: Float32Array, expected: Float32Array): number {
  return level_dB(samples.map((value, i) => value - expected[i]!));
}

test('equal rates: the same samples', () => {
  const samples = Float32Array.of(1, -1, 0.5);
  expect(resample(samples, 44_100, 44_100)).toBe(samples);
});

test.each(pairs_Hz)(
  '%i to %i Hz: a sine up to 0.95 of the lower Nyquist frequency stays the same sine',
  (from, to) => {
    for (const part of [0.01, 0.3, 0.7, 0.95]) {
      const frequency_Hz = (part * Math.min(from, to)) / 2;
      const output = resample(sine(frequency_Hz, from, from / 2), from, to);
      // Phase and amplitude included: there is no delay. 96 dB is the range of 16 bits.
      expect(error_dB(output, sine(frequency_Hz, to, output.length)), `${frequency_Hz} Hz`).toBeLessThan(-96);
    }
  },
);

test.each(downwards_Hz)('%i to %i Hz: a tone above the new Nyquist frequency is removed', (from, to) => {
  for (const part of [0.001, 0.01, 0.1, 0.5, 0.9]) {
    const frequency_Hz = to / 2 + (part * (from - to)) / 2;
    const output = resample(sine(frequency_Hz, from, from / 2), from, to);
    expect(level_dB(output), `${frequency_Hz} Hz`).toBeLessThan(-96);
  }
});

test.each(pairs_Hz)('%i to %i Hz: the gain at frequency 0 is 1', (from, to) => {
  const { values } = middle(resample(new Float32Array(from / 4).fill(0.5), from, to));
  for (const value of values) expect(Math.abs(value - 0.5)).toBeLessThan(1e-6);
});

test('the length is ceil(n * to / from), for any pair of rates', () => {
  const rate = fc.integer({ min: 1, max: 400 });
  fc.assert(
    fc.property(fc.nat({ max: 60 }), rate, rate, (length, from, to) => {
      const output = resample(new Float32Array(length).fill(1), from, to);
      expect(output).toHaveLength(Math.ceil((length * to) / from));
      expect(output.every((value) => Number.isFinite(value))).toBe(true);
    }),
    { seed: 3, numRuns: 100 },
  );
});

test('the ratio alone decides, not the rates', () => {
  const samples = sine(440, 8000, 500);
  expect(resample(samples, 8000, 12_000)).toEqual(resample(samples, 2, 3));
});

describe('absurd ratios neither fail nor make large tables', () => {
  test.each([
    [2_147_483_647, 1, 1],
    [2_147_483_647, 2_147_483_646, 100],
    [1_000_003, 16_000, 2],
    [1, 1009, 100_900],
  ])('100 samples from %i to %i Hz are %i', (from, to, length) => {
    expect(resample(new Float32Array(100).fill(1), from, to)).toHaveLength(length);
  });
});

test.each([0, -1, 16_000.5, Number.NaN, Number.POSITIVE_INFINITY])('a rate of %d is refused', (rate) => {
  const samples = new Float32Array(4);
  expect(problemsOf(() => resample(samples, rate, 16_000))).toMatchObject([
    { code: 'audio.bad-rate', path: 'from_Hz' },
  ]);
  expect(problemsOf(() => resample(samples, 16_000, rate))).toMatchObject([
    { code: 'audio.bad-rate', path: 'to_Hz' },
  ]);
});
