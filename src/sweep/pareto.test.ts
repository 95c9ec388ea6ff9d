import fc from 'fast-check';
import { expect, test } from 'vitest';
import { runs } from '../../test/support/runs.js';
import type { Aim, SweepRecord } from '../results/index.js';
import { Front } from './pareto.js';

const NAMES = ['power_uW', 'latency_ms', 'transistors', 'accuracy'];
const AIMS: readonly Aim[] = ['least', 'least', 'least', 'most'];

/** Few different values, so that there are ties. */
const results = fc.array(fc.nat(5), { minLength: 4, maxLength: 4 });
const points = fc.array(fc.record({ results, ok: fc.boolean() }), { maxLength: 60 });

test('the front is that of brute force: what no other feasible point beats (O1), best first objective first (O3)', () => {
  fc.assert(
    fc.property(points, fc.integer({ min: 1, max: 4 }), (points, many) => {
      const names = NAMES.slice(4 - many);
      const objectives = Object.fromEntries(names.map((name) => [name, AIMS[NAMES.indexOf(name)]!]));
      const records = points.map(({ results, ok }, index): SweepRecord => ({
        ...{ key: '', index, values: {}, status: ok ? 'ok' : 'infeasible' },
        results: Object.fromEntries(NAMES.map((name, i) => [name, results[i]!])),
      }));
      const cost = (record: SweepRecord): number[] =>
        names.map((name) => (objectives[name] === 'most' ? -1 : 1) * record.results![name]!);
      const beaten = (record: SweepRecord): boolean =>
        records.some(
          (other) =>
            other.status === 'ok' &&
            cost(other).every((value, i) => value <= cost(record)[i]!) &&
            cost(other).some((value, i) => value < cost(record)[i]!),
        );
      const expected = records.filter((record) => record.status === 'ok' && !beaten(record));
      const front = new Front(objectives);
      records.forEach((record) => front.add(record));
      const found = front.records();
      expect(found.map(({ index }) => index).sort((a, b) => a - b)).toEqual(
        expected.map(({ index }) => index),
      );
      const firsts = found.map((record) => cost(record)[0]!);
      expect(firsts).toEqual([...firsts].sort((a, b) => a - b));
    }),
    { numRuns: runs(300) },
  );
});

test('a record without one of the objectives is on no front', () => {
  const front = new Front({ accuracy: 'most' });
  front.add({ key: '', index: 0, values: {}, status: 'ok', results: { power_uW: 1 } });
  expect(front.records()).toEqual([]);
});
