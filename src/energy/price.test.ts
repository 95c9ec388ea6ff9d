import fc from 'fast-check';
import { expect, test } from 'vitest';
import { runs } from '../../test/support/runs.js';
import { InputError } from '../problems/index.js';
import { plainTable, smallHardware, type TableFile } from './energy.testing.js';
import type { Prices } from './charge.js';
import { priceTable } from './price.js';
import { defineEnergyTable } from './table-file.js';

function priced(change: (table: TableFile) => void, hardware = smallHardware(1)): Prices {
  const table = plainTable();
  change(table);
  return priceTable(defineEnergyTable(table), hardware);
}

function priceOf({ tiles }: Prices, unit: string, action: string, tile = 0): bigint {
  return tiles[tile]!.find((charge) => charge.unit === unit && charge.action === action)!.price_yJ;
}

const nothing = (): void => undefined;

function refusalOf(change: (table: TableFile) => void): string {
  try {
    priced(change);
  } catch (error) {
    if (error instanceof InputError) return error.message;
  }
  throw new Error('accepted');
}

test('an event costs its row in yoctojoules: 1 pJ is 1e12', () => {
  expect(priceOf(priced(nothing), 'macArray', 'multiply')).toBe(1_000_000_000_000n);
  const half = priced(({ rows }) => (rows['macArray']!['multiply']!['value_pJ'] = 0.0625));
  expect(priceOf(half, 'macArray', 'multiply')).toBe(62_500_000_000n);
});

test('product scaling takes the widths of the configuration: 4 x 10 bits cost 40/32 of 4 x 8', () => {
  const prices = priced(({ rows }) =>
    Object.assign(rows['macArray']!['multiply']!, {
      value_pJ: 0.045,
      scaling: 'product',
      widths_bits: [4, 8],
    }),
  );
  expect(priceOf(prices, 'macArray', 'multiply')).toBe(56_250_000_000n);
});

test('linear scaling takes the word of the configuration: 2 lanes of 4 weight bits at 30 fJ per bit', () => {
  const prices = priced(({ rows }) =>
    Object.assign(rows['weightSram']!['read']!, { value_pJ: 0.03, scaling: 'linear', widths_bits: [1] }),
  );
  expect(priceOf(prices, 'weightSram', 'read')).toBe(240_000_000_000n);
});

test('a clocked domain-cycle costs the register bits of the domain: 20 and 20 of a MAC lane', () => {
  const { tiles } = priced(({ rows }) => (rows['macArray']!['clock']!['value_fJ_per_bit'] = 2));
  const clocks = tiles[0]!.filter(({ unit, action }) => unit === 'macArray' && action === 'clock');
  expect(clocks.map(({ kind, price_yJ }) => [kind, price_yJ])).toEqual([
    ['clockActive', 80_000_000_000n],
    ['clockIdle', 80_000_000_000n],
  ]);
});

test('memories have no clock of their own, unless a row prices the clock of an idle bank', () => {
  const clocked = (prices: Prices): string[] =>
    prices.tiles[0]!.filter(({ action }) => action === 'clock').map(({ unit, kind }) => `${unit} ${kind}`);
  const registers = ['alwaysOn', 'sequencer', 'macArray', 'postProcessor', 'legendreUnit'];
  expect(clocked(priced(nothing))).toEqual(
    registers.flatMap((unit) => [`${unit} clockActive`, `${unit} clockIdle`]),
  );
  const row = {
    value_fJ_per_bit: 2,
    spread_lnSigma: 0.5,
    kind: 'assumed',
    conditions: { note: '-' },
    source: '-',
  };
  const idle = priced(({ rows }) => (rows['sram']!['idleClock'] = row));
  expect(clocked(idle)).toContain('weightSram clockIdle');
  expect(clocked(idle)).not.toContain('weightSram clockActive');
  // A word of 2 weights of 4 bits.
  expect(priceOf(idle, 'weightSram', 'clock')).toBe(16_000_000_000n);
});

test('a bank leaks its bits for a clock period: 32 bits at 1 pW and 1 kHz are 0.032 pJ a cycle', () => {
  const prices = priced(({ rows }) => (rows['sram']!['retention']!['value_pW_per_bit'] = 0.25));
  expect(priceOf(prices, 'weightSram', 'leakage')).toBe(32_000_000_000n);
  expect(priceOf(prices, 'weightSram', 'retention')).toBe(8_000_000_000n);
});

test('static energy per cycle goes with 1/clock, events and clocks do not depend on it', () => {
  const slow = priced(nothing).tiles[0]!;
  const fast = priced(nothing, smallHardware(1, { clock_kHz: 4 })).tiles[0]!;
  slow.forEach((charge, i) => {
    expect(charge.price_yJ, `${charge.unit}.${charge.action}`).toBe(
      charge.kind === 'leakage' || charge.kind === 'retention' ? 4n * fast[i]!.price_yJ : fast[i]!.price_yJ,
    );
  });
});

test('each price is rounded to the nearest yoctojoule, once', () => {
  const prices = priced(({ rows }) => (rows['macArray']!['multiply']!['value_pJ'] = 1.6e-12));
  expect(priceOf(prices, 'macArray', 'multiply')).toBe(2n);
});

test('an event without a row costs nothing when its count depends on data; with a row it is charged', () => {
  const charged = (prices: Prices): boolean =>
    prices.tiles[0]!.some(({ tableRow }) => tableRow === 'macArray.zeroProduct');
  expect(charged(priced(nothing))).toBe(false);
  expect(
    charged(priced(({ rows }) => (rows['macArray']!['zeroProduct'] = { ...rows['macArray']!['multiply'] }))),
  ).toBe(true);
});

test('another technology is refused where no rule reaches it: one problem for each condition', () => {
  const hardware = smallHardware(1, { technology: { node_nm: 28, voltage_V: 0.4, temperature_C: 25 } });
  const hint =
    'the table holds for 22 nm, 0.8 V and 25 C; for others, give these rows in a table of your own or under energy in the hardware file';
  const leakages = 'sram.leakage, sram.retention, logic.leakage of the table plain';
  expect(() => priced(nothing, hardware)).toThrow(
    new InputError([
      {
        code: 'energy.conditions',
        path: 'technology.voltage_V',
        message:
          '27 rows of the table plain: the supply voltage is outside the range of the rule stillmaker-baas',
        expected: '0.5 to 1',
        received: '0.4',
        hint,
      },
      {
        code: 'energy.conditions',
        path: 'technology.node_nm',
        message: `${leakages}: no rule scales a leakage to another process node`,
        expected: '22',
        received: '28',
        hint,
      },
      {
        code: 'energy.conditions',
        path: 'technology.voltage_V',
        message: `${leakages}: the supply voltage is outside the range of the rule constant-current`,
        expected: '0.5 to 0.8',
        received: '0.4',
        hint,
      },
    ]),
  );
});

test('a row whose own conditions no rule reaches is refused at its place', () => {
  const message = refusalOf(
    ({ rows }) => (rows['macArray']!['multiply']!['conditions'] = { node_nm: 90, note: '-' }),
  );
  expect(message).toContain(
    'rows.macArray.multiply.conditions.node_nm: macArray.multiply of the table plain: the process node is outside the range of the rule stillmaker-baas: expected 20 to 45, received 90',
  );
});

test('at 0.5 V dynamic energy is x0.39 and leakage x0.625 of that at 0.8 V', () => {
  const lower = smallHardware(1, { technology: { node_nm: 22, voltage_V: 0.5, temperature_C: 25 } });
  const [before, after] = [priced(nothing), priced(nothing, lower)];
  before.tiles[0]!.forEach((charge, i) => {
    const ratio = Number(after.tiles[0]![i]!.price_yJ) / Number(charge.price_yJ);
    const isStatic = charge.kind === 'leakage' || charge.kind === 'retention';
    expect(ratio, `${charge.unit}.${charge.action}`).toBeCloseTo(isStatic ? 0.625 : 0.3897, 4);
  });
});

test('property: all prices of a row change by its factor, rounded once', () => {
  fc.assert(
    fc.property(
      fc.double({ min: 0.5, max: 0.8, noNaN: true }),
      fc.double({ min: 25, max: 126, noNaN: true }),
      (voltage_V, temperature_C) => {
        const technology = { node_nm: 22, voltage_V, temperature_C };
        const [before, after] = [priced(nothing), priced(nothing, smallHardware(1, { technology }))];
        const values = new Map(after.rows.map(({ row, scaledValue }) => [row.key, scaledValue]));
        before.tiles[0]!.forEach(({ price_yJ, tableRow }, i) => {
          const exact = Number(price_yJ) * values.get(tableRow)!;
          expect(Math.abs(Number(after.tiles[0]![i]!.price_yJ) - exact)).toBeLessThanOrEqual(
            1 + 1e-9 * exact,
          );
        });
      },
    ),
    { seed: 7, numRuns: runs(50) },
  );
});

/** A weight memory of one bank of 2 KB with a port of 64 bits. */
const oneBank = smallHardware(1, {
  tile: {
    programSram: { words: 4 },
    macArray: { lanes: 16, weightBits: 4, operandBits: 10, accumulatorBits: 20 },
    weightSram: { banks: 1, bankWords: 256 },
    legendreUnit: { lanes: 1, coefficientBits: 10, accumulatorBits: 26, maxOrder: 2 },
    stateSram: { banks: 1, bankWords: 2 },
    vectorSram: { banks: 1, bankWords: 2 },
    channel: { buffers: 2, bufferWords: 1 },
  },
});

test('scaling cacti takes capacity and port of the bank, and refuses what CACTI was not run for', () => {
  const prices = priced(
    ({ rows }) =>
      Object.assign(rows['weightSram']!['read']!, { scaling: 'cacti', widths_bits: [32], capacity_KB: 1 }),
    oneBank,
  );
  expect(Number(priceOf(prices, 'weightSram', 'read')) / 1e12).toBeCloseTo(2 ** 0.62 * 2 ** 0.37, 9);
  const refused = refusalOf(({ rows }) =>
    Object.assign(rows['sram']!['leakage']!, { scaling: 'cacti', capacity_KB: 8 }),
  );
  expect(refused).toContain(
    'rows.sram.leakage: the capacity of a bank is outside the range of the rule cacti-sram, by which sram.leakage scales: expected 1 to 64 KB, received 0.015625 KB (scaling linear, with the width of the word, has no such range)',
  );
  expect(
    refusalOf(({ rows }) =>
      Object.assign(rows['macArray']!['multiply']!, { scaling: 'cacti', widths_bits: [8], capacity_KB: 8 }),
    ),
  ).toBe('rows.macArray.multiply.scaling: scaling cacti is for memories');
});

const factorRow = (value_ratio: number): Record<string, unknown> => ({
  ...{ value_ratio, spread_lnSigma: 0.5, kind: 'assumed', conditions: { note: '-' }, source: '-' },
});

test('the implementation factor multiplies products, registers and memories, and nothing else', () => {
  const bare = priced(nothing).tiles[0]!;
  const built = priced(({ rows }) => (rows['implementation']!['factor'] = factorRow(3.5))).tiles[0]!;
  const multiplied = new Set(
    built.filter(({ price_yJ }, i) => price_yJ !== bare[i]!.price_yJ).map(({ tableRow }) => tableRow),
  );
  built.forEach(({ price_yJ, bare_yJ, tableRow }, i) => {
    expect(bare_yJ).toBe(bare[i]!.price_yJ);
    expect(2n * price_yJ).toBe((multiplied.has(tableRow) ? 7n : 2n) * bare_yJ);
  });
  const others = new Set(built.map(({ tableRow }) => tableRow).filter((row) => !multiplied.has(row)));
  expect([...others]).toEqual([
    'logic.leakage',
    'sequencer.issue',
    'sram.leakage',
    'sram.retention',
    'postProcessor.output',
    'postProcessor.tableLookup',
    'postProcessor.compare',
  ]);
});

test('reference widths must be those of the event; one refusal for all tiles', () => {
  const refused = (): Prices =>
    priced(
      ({ rows }) => Object.assign(rows['macArray']!['multiply']!, { scaling: 'linear', widths_bits: [4] }),
      smallHardware(2),
    );
  expect(refused).toThrow(
    new InputError([
      {
        code: 'energy.widths',
        path: 'rows.macArray.multiply.widths_bits',
        message: 'the event has another number of widths',
        expected: '2',
        received: '1',
        hint: 'its widths here are [4, 10] bits; scaling none ignores them',
      },
    ]),
  );
});
