import { stringify } from 'yaml';
import * as mathjs from 'mathjs';
import { expect, test } from 'vitest';
import { plainTable, type TableFile } from './energy.testing.js';
import { defineEnergyTable, parseEnergyTable } from './table-file.js';
import { rowOf } from './table.js';

const unitMath = (): typeof mathjs => mathjs;

/** A table in which one row has a `value` instead of its number. */
function withValue(key: string, value: unknown): TableFile {
  const table = plainTable();
  const [group, item] = key.split('.') as [string, string];
  const numbers = Object.entries(table.rows[group]![item]!).filter(([name]) => !name.startsWith('value_'));
  table.rows[group]![item] = { value, ...Object.fromEntries(numbers) };
  return table;
}

const read = (key: string, value: unknown): number | undefined =>
  rowOf(defineEnergyTable(withValue(key, value), unitMath), key)?.value;

const refusal = (key: string, value: unknown): string => {
  try {
    parseEnergyTable(stringify(withValue(key, value)), 'mine.yaml', unitMath);
  } catch (error) {
    return (error as Error).message;
  }
  throw new Error('accepted');
};

test.each([
  ['macArray.multiply', '0.045 pJ', 0.045],
  ['macArray.multiply', '45 fJ', 0.045],
  ['macArray.multiply', ' 4.5e-14 J ', 0.045],
  ['macArray.clock', '0.002 pJ/bit', 2],
  ['macArray.clock', '2 fJ per bit', 2],
  ['clockTree.clock', '5 pJ / cycle', 5],
  ['sram.leakage', '1e-6 \u00b5W/bit', 1],
  ['logic.leakage', '0.15 pW/transistor', 0.15],
])('%s: %s is %d in the unit of the row, to the digit', (key, text, value) => {
  expect(read(key, text)).toBe(value);
});

test.each([
  [
    'macArray.multiply',
    '0.045 pQ',
    "unknown unit 'pQ': expected a quantity such as '0.045 pJ', received '0.045 pQ'",
  ],
  [
    'macArray.multiply',
    'much',
    "unknown unit 'much': expected a quantity such as '0.045 pJ', received 'much'",
  ],
  [
    'macArray.multiply',
    '1 pJ * 2',
    "not a quantity: expected a quantity such as '0.045 pJ', received '1 pJ * 2'",
  ],
  [
    'sram.leakage',
    '1 pJ/bit',
    "another dimension than that of this row: expected a quantity such as '1 pW/bit', received '1 pJ/bit'",
  ],
  [
    'sram.leakage',
    '1 pW',
    "another dimension than that of this row: expected a quantity such as '1 pW/bit', received '1 pW'",
  ],
  [
    'macArray.multiply',
    0.045,
    "a value needs the unit of its row: expected value_pJ, or a quantity such as '0.045 pJ', received 0.045",
  ],
])('%s: %s is refused, with line and column', (key, value, message) => {
  expect(refusal(key, value)).toMatch(/^mine\.yaml:\d+:7 rows\./);
  expect(refusal(key, value)).toContain(`rows.${key}.value: ${message}`);
});

test('a negative quantity is refused like a negative number', () => {
  expect(refusal('macArray.multiply', '-1 pJ')).toContain(
    'value_pJ: not a usable value: expected at least 0, received -1',
  );
});

test('one value a row', () => {
  const table = withValue('macArray.multiply', '1 pJ');
  table.rows['macArray']!['multiply']!['value_pJ'] = 1;
  expect(() => defineEnergyTable(table, unitMath)).toThrow(
    'rows.macArray.multiply.value: stands beside value_pJ: expected one of the two',
  );
});

test('without mathjs a quantity is refused with a hint; numbers ask for nothing', () => {
  expect(() => defineEnergyTable(withValue('macArray.multiply', '1 pJ'))).toThrow(
    "rows.macArray.multiply.value: a quantity with its unit can be read only with mathjs at hand: expected value_pJ, received '1 pJ'",
  );
  const never = (): never => {
    throw new Error('loaded');
  };
  expect(defineEnergyTable(plainTable(), never).name).toBe('plain');
});
