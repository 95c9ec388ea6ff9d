import { expect, test } from 'vitest';
import type { Ledger, LedgerLeaf } from '../results/index.js';
import type { Prices } from './charge.js';
import { powerDraws, powerIntervals, ratioInterval, valueInterval } from './intervals.js';
import type { EnergyTable, TableRow } from './table.js';

const leaf = (unit: string, tableRow: string, energy_pJ: number): LedgerLeaf => ({
  ...{ tile: 0, unit, action: 'a', instruction: 0, layer: 'l', kind: 'dynamic', tableRow, count: 1 },
  ...{ energy_yJ: String(energy_pJ * 1e12), energy_pJ },
});

/** One microsecond, so that a pJ is a uW. */
const LEDGER = {
  clock_Hz: 1e6,
  cycles: 1,
  gating: [],
  leaves: [
    leaf('macArray', 'macArray.multiply', 10),
    leaf('legendreUnit', 'legendreUnit.multiply', 2),
    leaf('clockTree', 'clockTree.clock', 1),
  ],
} as unknown as Ledger;

const row = (key: string, more: object = {}) => ({ key, kind: 'calibrated', overridden: false, ...more });

const TABLE = {
  rows: [
    row('macArray.multiply'),
    row('legendreUnit.multiply', { follows: 'macArray.multiply' }),
    row('clockTree.clock'),
    row('implementation.factor'),
  ],
  posterior: {
    parameters: ['macArray.multiply', 'clockTree.clock', 'implementation.factor'],
    // The ends are the 5 and 95 % of two draws, nearly: between them in proportion.
    draws: [
      [1, 1, 1],
      [2, 5, 3],
    ],
  },
} as unknown as EnergyTable;

const intervals = (table: object) => powerIntervals(LEDGER, { table, tiles: [] } as unknown as Prices);
/** Of two draws. */
const between = (a: number, b: number) => [a + 0.05 * (b - a), a + 0.95 * (b - a)];

test('each draw moves rows by their own ratio, by that of the row they follow, and by the factor', () => {
  const found = intervals(TABLE)!;
  const close = (interval: readonly number[], expected: readonly number[]) => {
    interval.forEach((value, i) => {
      expect(value).toBeCloseTo(expected[i]!, 9);
    });
  };
  close(found.byUnit_uW_p5_p95['macArray']!, between(10, 60));
  close(found.byUnit_uW_p5_p95['legendreUnit']!, between(2, 12));
  // No factor on the clock tree.
  close(found.byUnit_uW_p5_p95['clockTree']!, between(1, 5));
  close(found.total_uW_p5_p95, between(13, 77));
  close(found.byTile_uW_p5_p95['tile 0']!, between(13, 77));
});

test('what gating saved moves with the row that would have priced it, and its sum draw by draw', () => {
  const share = (unit: string, energy_pJ: number) => ({ tile: 0, unit, saved: { energy_pJ } });
  const charge = (unit: string, tableRow: string) => ({ unit, tableRow, kind: 'clockIdle' });
  const found = powerIntervals(
    { ...LEDGER, gating: [share('macArray', 4), share('sequencer', 1)] } as unknown as Ledger,
    {
      table: TABLE,
      tiles: [[charge('macArray', 'macArray.multiply'), charge('sequencer', 'clockTree.clock')]],
    } as unknown as Prices,
  )!;
  const rounded = (values: readonly number[]) => values.map((uW) => Math.round(uW * 1e6) / 1e6);
  expect(rounded(found.savedByGatingByUnit_uW_p5_p95['macArray']!)).toEqual(rounded(between(4, 24)));
  expect(rounded(found.savedByGatingByUnit_uW_p5_p95['sequencer']!)).toEqual(rounded(between(1, 5)));
  expect(rounded(found.savedByGating_uW_p5_p95)).toEqual(rounded(between(5, 29)));
});

test('a row that the hardware file states is exact, the factor too', () => {
  const rows = TABLE.rows.map((each) =>
    ['clockTree.clock', 'implementation.factor'].includes(each.key) ? { ...each, overridden: true } : each,
  );
  const found = intervals({ ...TABLE, rows })!;
  expect(found.byUnit_uW_p5_p95['clockTree']).toEqual([1, 1]);
  expect(found.byUnit_uW_p5_p95['macArray']!.map((uW) => Math.round(uW * 1e6) / 1e6)).toEqual(
    between(10, 20),
  );
});

test('a value moves by its own ratio or that of the row it follows, without the factor; what no draw moves has no interval', () => {
  const ofFour = (key: string, more: object = {}, table = TABLE) =>
    valueInterval(table, row(key, more) as unknown as TableRow, 4);
  expect(ofFour('macArray.multiply')).toEqual(between(4, 8));
  expect(ofFour('legendreUnit.multiply', { follows: 'macArray.multiply' })).toEqual(between(4, 8));
  expect(ofFour('implementation.factor')).toEqual(between(4, 12));
  expect(ofFour('macArray.multiply', { overridden: true })).toBeUndefined();
  expect(ofFour('sequencer.issue')).toBeUndefined();
  expect(ofFour('macArray.multiply', {}, { rows: TABLE.rows } as unknown as EnergyTable)).toBeUndefined();
});

test('the total of each draw, and of two designs of one table the ratio draw by draw', () => {
  const tableRow = LEDGER.leaves.map(({ tableRow: name, energy_pJ }) => ({ name, energy_pJ }));
  const prices = { table: TABLE } as Prices;
  const own = powerDraws({ ...LEDGER, views: { tableRow } } as unknown as Ledger, prices)!;
  expect(own.map((uW) => Math.round(uW * 1e6) / 1e6)).toEqual([13, 77]);
  // Twice as much of everything is twice as much in every draw.
  expect(
    ratioInterval(
      own.map((uW) => 2 * uW),
      own,
    ),
  ).toEqual([2, 2]);
});

test('a table without draws gives no interval', () => {
  expect(powerDraws(LEDGER, { table: { rows: TABLE.rows } } as unknown as Prices)).toBeUndefined();
  expect(intervals({ rows: TABLE.rows })).toBeUndefined();
});
