import { expect, test } from 'vitest';
import { InputError } from '../problems/index.js';
import { plainTable, smallHardware, type TableFile } from './energy.testing.js';
import { priceTable, type Prices } from './price.js';
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

test('a clocked domain-cycle costs the register bits of the domain: 20 of a MAC lane', () => {
  const { tiles } = priced(({ rows }) => (rows['macArray']!['clock']!['value_fJ_per_bit'] = 2));
  const clocks = tiles[0]!.filter(({ unit, action }) => unit === 'macArray' && action === 'clock');
  expect(clocks.map(({ kind, price_yJ }) => [kind, price_yJ])).toEqual([
    ['clockActive', 40_000_000_000n],
    ['clockIdle', 40_000_000_000n],
  ]);
});

test('memories have no clock of their own', () => {
  const clocked = priced(nothing).tiles[0]!.filter(({ action }) => action === 'clock');
  expect([...new Set(clocked.map(({ unit }) => unit))]).toEqual([
    'alwaysOn',
    'sequencer',
    'macArray',
    'postProcessor',
    'legendreUnit',
  ]);
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
      charge.kind === 'leakage' ? 4n * fast[i]!.price_yJ : fast[i]!.price_yJ,
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

test('a table for other conditions is refused: nothing is scaled yet', () => {
  const hardware = smallHardware(1, { technology: { node_nm: 28, voltage_V: 0.6, temperature_C: 25 } });
  const hint =
    "(use the table's technology { node_nm: 22, voltage_V: 0.8, temperature_C: 25 }, or a table for this one)";
  expect(() => priced(nothing, hardware)).toThrow(
    new InputError([
      {
        code: 'energy.conditions',
        path: 'technology.node_nm',
        message: 'the energy table plain holds for another process node, and tables are not scaled yet',
        expected: '22',
        received: '28',
        hint: hint.slice(1, -1),
      },
      {
        code: 'energy.conditions',
        path: 'technology.voltage_V',
        message: 'the energy table plain holds for another supply voltage, and tables are not scaled yet',
        expected: '0.8',
        received: '0.6',
        hint: hint.slice(1, -1),
      },
    ]),
  );
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
