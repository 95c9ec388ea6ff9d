import { expect, test } from 'vitest';
import type { SweepRecord } from '../results/index.js';
import { partsOf, Sensitivities } from './sensitivity.js';

const record = (x: number, y: number, power_uW: number): SweepRecord => ({
  ...{ key: '', index: 0, values: { x, y }, status: 'ok', results: { power_uW } },
});

test('an objective that one axis makes alone is explained by it and by no other (O2)', () => {
  const axes = ['x', 'y'].map((name) => ({ name, part: String }));
  const found = new Sensitivities(axes, ['power_uW']);
  for (const x of [1, 2, 3]) for (const y of [1, 2]) found.add(record(x, y, 10 * x));
  expect(found.result()).toEqual([
    { axis: 'x', objective: 'power_uW', lowest: 10, highest: 30, explained: 1 },
    { axis: 'y', objective: 'power_uW', lowest: 20, highest: 20, explained: 0 },
  ]);
});

test('the limits of a mean are the means of the limits, where every record has them', () => {
  const found = new Sensitivities([{ name: 'x', part: String }], ['power_uW']);
  const drawn = (x: number, y: number, power_uW: number): SweepRecord => ({
    ...record(x, y, power_uW),
    results: { power_uW, power_uW_p5: power_uW - 1, power_uW_p95: power_uW + y },
  });
  for (const x of [1, 2]) for (const y of [2, 4]) found.add(drawn(x, y, 10 * x));
  expect(found.result()).toMatchObject([{ lowest_p5_p95: [9, 13], highest_p5_p95: [19, 23] }]);
  found.add(record(1, 2, 10));
  const [mixed] = found.result();
  expect(mixed).toMatchObject({ lowest: 10, highest: 20, highest_p5_p95: [19, 23] });
  expect(mixed).not.toHaveProperty('lowest_p5_p95');
});

test('of a sum of two axes each explains its own part of the variance', () => {
  const axes = ['x', 'y'].map((name) => ({ name, part: String }));
  const found = new Sensitivities(axes, ['power_uW']);
  for (const x of [0, 2]) for (const y of [0, 1]) found.add(record(x, y, x + y));
  // Variances 1 and 1/4 of 5/4.
  expect(found.result().map(({ explained }) => explained)).toEqual([0.8, 0.2]);
});

test('infeasible points do not count, and without any there is nothing to say', () => {
  const found = new Sensitivities([{ name: 'x', part: String }], ['power_uW']);
  found.add({ ...record(1, 1, 5), status: 'infeasible' });
  expect(found.result()).toEqual([]);
});

test('a range with many values falls into eight parts, by ratios where it is logarithmic', () => {
  const linear = partsOf({ from: 0, to: 80 });
  expect([0, 9.9, 10, 79, 80].map(linear)).toEqual(['0', '0', '1', '7', '7']);
  const log = partsOf({ from: 1, to: 256, scale: 'log' });
  expect([1, 1.9, 2.1, 255, 256].map(log)).toEqual(['0', '0', '1', '7', '7']);
  expect(partsOf({ values: ['a', 'b'] })('b')).toBe('b');
});
