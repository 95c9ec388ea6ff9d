import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { SweepRecord } from '../results/index.js';
import type { SweepPoint } from './evaluate.js';
import { runPoints, type EvaluateBatch } from './run-points.js';

const PLAN = { conditions: [] };

const point = (index: number, check = false): SweepPoint => ({
  ...{ index, key: String(index), values: {}, check },
});
const pointsOf = (count: number): SweepPoint[] => Array.from({ length: count }, (_, index) => point(index));

const lineOf = (each: SweepPoint): string => JSON.stringify({ ...each, status: 'ok' });

/** A worker that remembers its batches, and ends each after a while. */
function recorder(): { readonly batches: number[][]; readonly evaluate: EvaluateBatch } {
  const batches: number[][] = [];
  const evaluate: EvaluateBatch = (points) => {
    batches.push(points.map(({ index }) => index));
    return new Promise((resolve) => setImmediate(() => resolve(points.map(lineOf))));
  };
  return { batches, evaluate };
}

async function recordsOf(
  workers: readonly EvaluateBatch[],
  [checked, rest]: readonly [readonly SweepPoint[], readonly SweepPoint[]],
  { inFlight = 2, batch = 4 } = {},
): Promise<SweepRecord[]> {
  const count = checked.length + rest.length;
  const records: SweepRecord[] = [];
  for await (const lines of runPoints(PLAN, { checked, rest }, workers, { inFlight, batch, count })) {
    records.push(...lines.map((line) => JSON.parse(line) as SweepRecord));
  }
  return records;
}

const outcomes = (records: readonly SweepRecord[]): string[] =>
  records.map(({ index, status }) => `${index} ${status}`).sort();

test('every point is run once, whatever the workers and the batches', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.boolean(), { maxLength: 60 }),
      fc.integer({ min: 1, max: 5 }),
      fc.integer({ min: 1, max: 3 }),
      fc.integer({ min: 1, max: 40 }),
      async (checks, workers, inFlight, batch) => {
        const points = checks.map((check, index) => point(index, check));
        const records = await recordsOf(
          Array.from({ length: workers }, () => recorder().evaluate),
          [points.filter(({ check }) => check), points.filter(({ check }) => !check)],
          { inFlight, batch },
        );
        expect(records.map(({ index }) => index).sort((a, b) => a - b)).toEqual(points.map((_, i) => i));
      },
    ),
    { numRuns: 50 },
  );
});

test('the first worker takes the points that are checked, the others the rest, and then each what is left (P2)', async () => {
  const [first, second] = [recorder(), recorder()];
  const checked = [0, 1, 2].map((index) => point(index, true));
  await recordsOf([first.evaluate, second.evaluate], [checked, pointsOf(40).slice(3)]);
  expect(first.batches.slice(0, 3)).toEqual([[0], [1], [2]]);
  expect(second.batches[0]).toEqual([3, 4, 5, 6]);
  expect(first.batches.length).toBeGreaterThan(3);

  const [busy, helper] = [recorder(), recorder()];
  await recordsOf(
    [busy.evaluate, helper.evaluate],
    [[...checked, ...[3, 4, 5].map((i) => point(i, true))], []],
  );
  expect(helper.batches.length).toBeGreaterThan(0);
});

test('batches become smaller near the end, so that all workers end together', async () => {
  const workers = [recorder(), recorder()];
  await recordsOf(
    workers.map(({ evaluate }) => evaluate),
    [[], pointsOf(100)],
    { inFlight: 1, batch: 8 },
  );
  const sizes = workers.map(({ batches }) => batches.map(({ length }) => length));
  for (const ofWorker of sizes) {
    expect(ofWorker[0]).toBe(8);
    expect(ofWorker.at(-1)).toBe(1);
    expect([...ofWorker].sort((a, b) => b - a)).toEqual(ofWorker);
  }
});

test.each([0, 1, 99])('a count of %i of 20 points makes other batches and loses none', async (count) => {
  const records: string[] = [];
  const points = { checked: [], rest: pointsOf(20) };
  for await (const lines of runPoints(PLAN, points, [recorder().evaluate], { inFlight: 2, batch: 4, count }))
    records.push(...lines);
  expect(records).toHaveLength(20);
});

test('who stops reading stops the workers', async () => {
  const worker = recorder();
  const run = runPoints(PLAN, { checked: [], rest: pointsOf(100) }, [worker.evaluate], {
    ...{ inFlight: 2, batch: 1, count: 100 },
  });
  await run.next();
  await run.return(undefined);
  await new Promise((resolve) => setImmediate(resolve));
  expect(worker.batches.length).toBeLessThan(5);
});

describe('errors of ours (P3)', () => {
  test('one fails its point only, also when it takes its batch along', async () => {
    const evaluate: EvaluateBatch = (points) =>
      points.some(({ index }) => index === 3)
        ? Promise.reject(new Error('worker lost'))
        : Promise.resolve(points.map(lineOf));
    const records = await recordsOf([evaluate], [[], pointsOf(5)]);
    expect(outcomes(records)).toEqual(['0 ok', '1 ok', '2 ok', '3 failed', '4 ok']);
    expect(records.find(({ index }) => index === 3)).toMatchObject({ reasons: ['Error: worker lost'] });
  });

  test('what the second of two workers lost is tried again', async () => {
    const broken: EvaluateBatch = () => Promise.reject(new Error('worker lost'));
    const records = await recordsOf([recorder().evaluate, broken], [[], pointsOf(9)]);
    expect(records).toHaveLength(9);
    expect(records.every(({ status }) => status === 'ok')).toBe(true);
  });

  test.each([1, 2, 4])(
    'a worker that is lost with several batches of %i fails the point at fault only',
    async (batch) => {
      // One worker that has what is asked of it at a time, and is lost with all of it.
      let rejects: ((error: Error) => void)[] = [];
      const evaluate: EvaluateBatch = (points) =>
        new Promise((resolve, reject) => {
          rejects.push(reject);
          setImmediate(() => {
            if (points.some(({ index }) => index === 3)) {
              for (const each of rejects) each(new Error('worker lost'));
              rejects = [];
            } else setImmediate(() => resolve(points.map(lineOf)));
          });
        });
      const records = await recordsOf([evaluate], [[], pointsOf(7)], { inFlight: 4, batch });
      expect(outcomes(records)).toEqual([...['0 ok', '1 ok', '2 ok', '3 failed', '4 ok', '5 ok', '6 ok']]);
    },
  );
});
