import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parseHardware } from '../hardware/index.js';
import { priceTable } from './price.js';
import { parseEnergyTable } from './table-file.js';
import { rowOf } from './table.js';

const name = '22nm-bottom-up';
const table = parseEnergyTable(readFileSync(`tables/${name}.yaml`, 'utf8'), `${name}.yaml`);

test('the shipped table says that it is not calibrated, in its status, its text and every row', () => {
  expect(table.name).toBe(name);
  expect(table.status).toBe('bottom-up');
  expect(table.about).toContain('Not calibrated');
  expect(table.rows.filter(({ kind }) => kind === 'calibrated')).toEqual([]);
});

test('it holds the prior medians of the bottom-up estimate', () => {
  const medians = {
    'macArray.multiply': 0.045,
    'macArray.accumulate': 0.02,
    'macArray.clock': 2,
    'weightSram.read': 0.03,
    'vectorSram.read': 0.02,
    'postProcessor.output': 2,
    'clockTree.clock': 5,
    'sram.leakage': 1,
    'logic.leakage': 0.15,
  };
  const values = Object.keys(medians).map((key) => [key, rowOf(table, key)?.value]);
  expect(Object.fromEntries(values)).toEqual(medians);
});

test('what it makes no claim on is neutral: no implementation factor, no static power of a lane', () => {
  expect(rowOf(table, 'implementation.factor')?.value).toBe(1);
  expect(rowOf(table, 'macArray.laneStatic')?.value).toBe(0);
});

test.each(['paper-22nm', 'single-1mhz', 'tiny'])('it prices hw-configs/%s.yaml', (hardware) => {
  const configuration = parseHardware(readFileSync(`hw-configs/${hardware}.yaml`, 'utf8'), hardware);
  const prices = priceTable(table, configuration);
  expect(prices.tiles).toHaveLength(configuration.tiles.length);
  for (const { price_yJ, tableRow } of prices.tiles.flat()) expect(price_yJ, tableRow).toBeGreaterThan(0n);
});
