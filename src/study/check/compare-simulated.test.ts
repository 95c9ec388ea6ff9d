import { describe, expect, test } from 'vitest';
import type { Simulated, SimulatedRow, Tolerances } from '../../results/index.js';
import { compareSimulated } from './compare-simulated.js';

const row = (value: number): SimulatedRow => ({ value, valueUnit: 'pJ', kind: 'derived' });

const base: Simulated = {
  inputs: { network: 'n', hardware: 'h', table: 't', recordings: 'r' },
  predictions: ['yes'],
  perFrame_cycles: 1000,
  latency_cycles: 2000,
  energyPerInference_nJ: 40,
  realTime: true,
  tableRows: { 'macArray.multiply': row(0.05), 'logic.leakage': row(0.15) },
  parts: {
    'tile 0': {
      'macArray.multiply': { count: 1000, energy_pJ: 50 },
      'macArray.leakage': { count: 1840, energy_pJ: 9.2 },
    },
  },
};
const exact: Tolerances = { cycles: 0, energy: 0, parts: 0 };
const pricedBy = new Map([
  ['macArray.multiply', 'macArray.multiply'],
  ['macArray.leakage', 'logic.leakage'],
]);
const compare = (now: Partial<Simulated>, tolerances = exact) =>
  compareSimulated('case', base, { ...base, ...now }, tolerances, pricedBy);
const withPart = (action: string, count: number, energy_pJ: number): Simulated['parts'] => ({
  'tile 0': { ...base.parts['tile 0'], [action]: { count, energy_pJ } },
});

test('what the rounding of a price to whole yoctojoules makes is no movement, and anything more is', () => {
  const moved = (energy_pJ: number): number =>
    compare({ parts: withPart('macArray.multiply', 1000, energy_pJ) }).moved.length;
  expect(moved(50 + 0.9e-9)).toBe(0);
  expect(moved(50 + 1.1e-9)).toBe(1);
});

test('real time that was met and is missed now is a movement, and so is the reverse', () => {
  expect(compare({ realTime: false })).toMatchObject({
    ok: false,
    realTime: { expected: true, received: false, ok: false },
  });
});

test('what is the same to the last digit is ok', () => {
  expect(compare({})).toMatchObject({ ok: true, moved: [], tableRows: [], changedInputs: [] });
});

describe('tolerances are relative and hold in both directions', () => {
  test.each([
    [1020, 0.02, true],
    [1021, 0.02, false],
    [980, 0.02, true],
    [979, 0.02, false],
    [1001, 0, false],
  ])('1000 cycles, now %d, %d allowed: %s', (perFrame_cycles, cycles, ok) => {
    expect(compare({ perFrame_cycles }, { ...exact, cycles }).ok).toBe(ok);
  });

  test('energy has its own, and parts have theirs', () => {
    expect(compare({ energyPerInference_nJ: 40.1 }, { ...exact, cycles: 1 }).ok).toBe(false);
    expect(compare({ energyPerInference_nJ: 40.1 }, { ...exact, energy: 0.01 }).ok).toBe(true);
    const parts = withPart('macArray.multiply', 1000, 50.1);
    expect(compare({ parts }, { ...exact, energy: 1 }).ok).toBe(false);
    expect(compare({ parts }, { ...exact, parts: 0.01 }).ok).toBe(true);
  });

  test('a prediction has none', () => {
    expect(compare({ predictions: ['no'] }, { cycles: 9, energy: 9, parts: 9 }).ok).toBe(false);
  });
});

describe('the cause of a movement', () => {
  const cause = (now: Partial<Simulated>) => compare(now).moved[0]!;

  test('counts: it happened more often at the same price', () => {
    expect(cause({ parts: withPart('macArray.multiply', 1200, 60) })).toMatchObject({
      causes: ['counts'],
      change_pJ: 10,
      byCounts_pJ: 10,
    });
  });

  test('table: the same counts, and the row has another value', () => {
    const tableRows = { ...base.tableRows, 'macArray.multiply': row(0.06) };
    expect(cause({ parts: withPart('macArray.multiply', 1000, 60), tableRows })).toMatchObject({
      causes: ['table'],
      byCounts_pJ: 0,
      tableRow: 'macArray.multiply',
    });
  });

  test('size: the same counts and the same row, which multiplies something else', () => {
    expect(cause({ parts: withPart('macArray.leakage', 1840, 18.4) })).toMatchObject({
      causes: ['size'],
      tableRow: 'logic.leakage',
    });
  });

  test('both: the change is split into what counts make and the rest', () => {
    const tableRows = { ...base.tableRows, 'macArray.multiply': row(0.1) };
    const { causes, change_pJ, byCounts_pJ } = cause({
      parts: withPart('macArray.multiply', 1200, 120),
      tableRows,
    });
    expect({ causes, change_pJ, byCounts_pJ }).toEqual({
      causes: ['counts', 'table'],
      change_pJ: 70,
      byCounts_pJ: 10,
    });
  });

  test('what is new or gone is a matter of counts', () => {
    expect(cause({ parts: withPart('channel.read', 3, 1) }).causes).toEqual(['counts']);
    expect(
      cause({ parts: { 'tile 0': { 'macArray.multiply': { count: 1000, energy_pJ: 50 } } } }),
    ).toMatchObject({ action: 'macArray.leakage', causes: ['counts'], change_pJ: -9.2 });
  });
});

test('the greatest change comes first, and other inputs are named', () => {
  const parts = {
    'tile 0': { ...base.parts['tile 0'], 'macArray.multiply': { count: 1001, energy_pJ: 50.05 } },
    'tile 1': { 'macArray.multiply': { count: 9, energy_pJ: 0.45 } },
  };
  const check = compare({ parts, inputs: { ...base.inputs, table: 'other', recordings: 'other' } });
  expect(check.moved.map(({ tile }) => tile)).toEqual(['tile 1', 'tile 0']);
  expect(check.changedInputs).toEqual(['table', 'recordings']);
});
