import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { runs } from '../../test/support/runs.js';
import { axisOf } from './axis.js';
import { combinationsOf } from './combine.js';
import type { AxisDefinition } from './definition.js';

const listed = (name: string, values: readonly (number | string)[]): AxisDefinition => ({
  name,
  path: name,
  values,
});
const all = (definition: Parameters<typeof combinationsOf>[0]) => {
  const { length, at } = combinationsOf(definition);
  return Array.from({ length }, (_, index) => at(index));
};

const range = fc.record({
  from: fc.double({ min: 0.001, max: 1e6, noNaN: true }),
  ratio: fc.double({ min: 1.0001, max: 1e6, noNaN: true }),
  points: fc.integer({ min: 2, max: 50 }),
});

describe('ranges (X3)', () => {
  test('a linear range has even steps, a logarithmic one even ratios, both their ends, to five digits', () => {
    fc.assert(
      fc.property(
        range,
        fc.constantFrom('linear' as const, 'log' as const),
        ({ from, ratio, points }, scale) => {
          const to = from * ratio;
          const { values } = axisOf({ name: 'x', path: 'x', from, to, points, scale });
          const numbers = values as readonly number[];
          expect(numbers).toHaveLength(points);
          numbers.forEach((value, i) => {
            const u = i / (points - 1);
            const exact = scale === 'log' ? from * ratio ** u : from + u * (to - from);
            expect(Math.abs(value - exact)).toBeLessThanOrEqual(0.51e-4 * exact);
            expect(value).toBe(Number(value.toPrecision(5)));
          });
          for (let i = 1; i < points; i++) expect(numbers[i]!).toBeGreaterThanOrEqual(numbers[i - 1]!);
        },
      ),
      { numRuns: runs(200) },
    );
  });

  test('multipleOf rounds to the nearest multiple', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 64 }), range, (multipleOf, { from, ratio, points }) => {
        const axis = { name: 'x', path: 'x', from, to: from * ratio, points };
        const exact = Array.from(
          { length: points },
          (_, i) => from + (i / (points - 1)) * (from * ratio - from),
        );
        const { values } = axisOf({ ...axis, multipleOf });
        values!.forEach((value, i) => {
          expect(Number(value) % multipleOf).toBe(0);
          expect(Math.abs(Number(value) - exact[i]!)).toBeLessThanOrEqual(multipleOf / 2 + 1e-6 * exact[i]!);
        });
      }),
      { numRuns: runs(100) },
    );
  });
});

describe('products and zips (X4)', () => {
  test('a product holds every combination once, the last axis varying fastest', () => {
    const lengths = fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(lengths, (lengths) => {
        const axes = lengths.map((length, a) =>
          listed(
            `a${a}`,
            Array.from({ length }, (_, i) => i),
          ),
        );
        const points = all({ axes, zip: [], sample: undefined, seed: '' });
        const expected = lengths.reduce<number[][]>(
          (rows, length) => rows.flatMap((row) => Array.from({ length }, (_, i) => [...row, i])),
          [[]],
        );
        expect(points.map((point) => Object.values(point))).toEqual(expected);
      }),
      { numRuns: runs(100) },
    );
  });

  test('zipped axes go together, as one axis at the place of their first', () => {
    const axes = [listed('a', [1, 2]), listed('b', [10, 20]), listed('c', ['x', 'y', 'z'])];
    const zipped = all({ axes, zip: [['a', 'b']], sample: undefined, seed: '' });
    expect(zipped.map(({ a, b, c }) => `${a} ${b} ${c}`)).toEqual([
      ...['1 10 x', '1 10 y', '1 10 z', '2 20 x', '2 20 y', '2 20 z'],
    ]);
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 20 }), fc.integer({ min: 1, max: 5 }), (length, other) => {
        const values = Array.from({ length }, (_, i) => i);
        const group = [listed('a', values), listed('c', values.slice(0, other)), listed('b', values)];
        for (const { a, b } of all({ axes: group, zip: [['b', 'a']], sample: undefined, seed: '' }))
          expect(a).toBe(b);
      }),
      { numRuns: runs(50) },
    );
  });
});

describe('samples (X5)', () => {
  const points = fc.integer({ min: 1, max: 200 });
  const seed = fc.string({ maxLength: 8 });
  const whole: AxisDefinition = { name: 'r', path: 'r', from: 1, to: 1000, scale: 'log' };
  const list = listed('l', ['a', 'b', 'c']);

  test('a Latin hypercube uses each of as many parts of every axis once', () => {
    fc.assert(
      fc.property(points, seed, (points, seed) => {
        const linear: AxisDefinition = { name: 'x', path: 'x', from: 0, to: points };
        const parts = Array.from({ length: points }, (_, part) => part);
        const order = listed('o', parts);
        const sampled = all({
          axes: [linear, order],
          zip: [],
          sample: { method: 'latin-hypercube', points },
          seed,
        });
        expect(sampled.map(({ o }) => Number(o)).sort((a, b) => a - b)).toEqual(parts);
        // Five digits: a value just below the next part may be rounded onto it.
        const places = sampled.map(({ x }) => Number(x)).sort((a, b) => a - b);
        places.forEach((x, part) => {
          expect(x).toBeGreaterThanOrEqual(part * (1 - 1e-4));
          expect(x).toBeLessThanOrEqual((part + 1) * (1 + 1e-4));
        });
      }),
      { numRuns: runs(50) },
    );
  });

  test('samples stay within their axes, come of the seed, and do not depend on other axes', () => {
    fc.assert(
      fc.property(
        points,
        seed,
        fc.constantFrom('random' as const, 'latin-hypercube' as const),
        (points, seed, method) => {
          const sample = { method, points };
          const both = all({ axes: [whole, list], zip: [], sample, seed });
          expect(both).toHaveLength(points);
          for (const { r, l } of both) {
            expect(Number(r)).toBeGreaterThanOrEqual(1);
            expect(Number(r)).toBeLessThanOrEqual(1000);
            expect(['a', 'b', 'c']).toContain(l);
          }
          expect(all({ axes: [whole, list], zip: [], sample, seed })).toEqual(both);
          const alone = all({ axes: [whole], zip: [], sample, seed });
          expect(alone.map(({ r }) => r)).toEqual(both.map(({ r }) => r));
        },
      ),
      { numRuns: runs(50) },
    );
  });

  test('a random sample of a list draws each value about as often, another seed other values', () => {
    const draw = (seed: string) =>
      all({ axes: [list], zip: [], sample: { method: 'random', points: 3000 }, seed });
    for (const value of ['a', 'b', 'c']) {
      const share = draw('1').filter(({ l }) => l === value).length / 3000;
      // Four standard deviations of a binomial.
      expect(Math.abs(share - 1 / 3)).toBeLessThan(4 * Math.sqrt(((1 / 3) * (2 / 3)) / 3000));
    }
    expect(draw('1')).not.toEqual(draw('2'));
  });

  test('zipped axes are drawn together', () => {
    const axes = [listed('a', [1, 2, 3]), listed('b', [10, 20, 30])];
    const sampled = all({ axes, zip: [['a', 'b']], sample: { method: 'random', points: 50 }, seed: '0' });
    for (const { a, b } of sampled) expect(b).toBe(Number(a) * 10);
    expect(new Set(sampled.map(({ a }) => a)).size).toBe(3);
  });
});
