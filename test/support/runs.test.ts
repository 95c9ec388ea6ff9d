import fc from 'fast-check';
import { expect, test } from 'vitest';
import { runFactor, runs } from './runs.js';

test('the factor is 1 when LMUSIM_RUNS is not set, else its value', () => {
  expect(runFactor(undefined)).toBe(1);
  expect(runFactor('1')).toBe(1);
  expect(runFactor('250')).toBe(250);
});

test.each(['', '0', '-3', '2.5', 'many', '1e3'])('LMUSIM_RUNS = %j is refused', (text) => {
  expect(() => runFactor(text)).toThrow('LMUSIM_RUNS: expected a whole number of at least 1');
});

test('runs multiplies the count of a property by the factor of this run', () => {
  const factor = runFactor(process.env['LMUSIM_RUNS']);
  expect(runs(30)).toBe(30 * factor);
  let cases = 0;
  fc.assert(
    fc.property(fc.integer(), () => {
      cases++;
    }),
  );
  expect(cases).toBe(100 * factor);
});

test('a property that fails prints its seed, the fixed one and any that it states itself', () => {
  const wrong = fc.property(fc.integer(), (value) => value !== value);
  expect(() => {
    fc.assert(wrong);
  }).toThrow(/\{ seed: 1, path: "/);
  expect(() => {
    fc.assert(wrong, { seed: 77 });
  }).toThrow(/\{ seed: 77, path: "/);
});
