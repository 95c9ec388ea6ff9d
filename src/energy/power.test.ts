import { expect, test } from 'vitest';
import { InputError } from '../problems/index.js';
import type { Ledger } from '../results/index.js';
import { consistentCounts, namesFor, plainTable, smallHardware } from './energy.testing.js';
import { accountEnergy } from './ledger.js';
import { powerReport } from './power.js';
import { priceTable } from './price.js';
import { defineEnergyTable } from './table-file.js';

/** Two tiles for 2000 cycles at 1 kHz: 2 s. */
function ledgerOf(change: (table: ReturnType<typeof plainTable>) => void = () => undefined): Ledger {
  const hardware = smallHardware(2);
  const counts = hardware.tiles.map((_, tile) =>
    consistentCounts(hardware, tile, 2, 2000, (bound) => Math.floor(bound / 3)),
  );
  const table = plainTable();
  change(table);
  const prices = priceTable(defineEnergyTable(table), hardware);
  return accountEnergy({ prices, counts, instructions: namesFor(counts), cycles: 2000 });
}

test('energy over the window is power, energy over the frames is energy per inference', () => {
  const ledger = ledgerOf();
  const report = powerReport(ledger, 100);
  expect(report).toMatchObject({
    hardware: 'small',
    table: { name: 'plain', status: 'bottom-up' },
    window_s: 2,
  });
  // 2000 cycles of 1 pJ in 2 s.
  const tree = report.byUnit.find(({ name }) => name === 'clockTree')!;
  expect(tree.averagePower_uW).toBeCloseTo(1e-3, 15);
  expect(tree.energyPerInference_nJ).toBeCloseTo(0.02, 15);
  expect(report.averagePower_uW).toBeCloseTo((ledger.total.energy_pJ * 1e-6) / 2, 12);
  expect(report.energyPerInference_nJ).toBeCloseTo(ledger.total.energy_pJ / 1000 / 100, 12);
});

test('the parts of every grouping sum to the whole', () => {
  const report = powerReport(ledgerOf(), 100);
  for (const parts of [
    report.byUnit,
    report.byTile,
    report.byLayer,
    report.byAction,
    report.byKind,
    report.byRowKind,
  ]) {
    const sum = (key: 'averagePower_uW' | 'fraction'): number =>
      parts.reduce((total, part) => total + part[key], 0);
    expect(sum('averagePower_uW') / report.averagePower_uW).toBeCloseTo(1, 12);
    expect(sum('fraction')).toBeCloseTo(1, 12);
  }
});

test('a table of zeros gives fractions of zero, not NaN', () => {
  const report = powerReport(
    ledgerOf(({ rows }) => {
      for (const row of Object.values(rows).flatMap((group) => Object.values(group))) {
        for (const key of Object.keys(row)) if (key.startsWith('value_')) row[key] = 0;
      }
    }),
    1,
  );
  expect(report.averagePower_uW).toBe(0);
  expect(report.byUnit.every(({ fraction }) => fraction === 0)).toBe(true);
});

test.each([0, -1, 1.5, Number.NaN])('%s frames are refused', (frames) => {
  expect(() => powerReport(ledgerOf(), frames)).toThrow(
    new InputError([
      {
        code: 'energy.frames',
        path: 'frames',
        message: 'not a number of frames that energy can be divided by',
        expected: 'a whole number of at least 1',
        received: String(frames),
      },
    ]),
  );
});
