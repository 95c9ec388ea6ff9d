import fc from 'fast-check';
import { expect, test } from 'vitest';
import { runs } from '../../../test/support/runs.js';
import { plainTable } from '../energy.testing.js';
import { ROW_DECLARATIONS, rowDeclaration } from '../row-declarations.js';
import { defineEnergyTable } from '../table-file.js';
import { rowOf, type TableRow, type Technology } from '../table.js';
import { scaleRow } from './index.js';

const here: Technology = { node_nm: 22, voltage_V: 0.8, temperature_C: 25 };
const table = defineEnergyTable(plainTable());
const row = (key: string, conditions: Partial<Technology> = {}): TableRow => {
  const own = rowOf(table, key)!;
  return { ...own, conditions: { ...own.conditions, ...conditions } };
};
const obstacles = (key: string, to: Partial<Technology>, from: Partial<Technology> = {}): string[] =>
  scaleRow(row(key, from), { ...here, ...to }).obstacles.map(
    ({ quantity, of, expected, received }) => `${quantity} of the ${of}: ${expected}, not ${received}`,
  );

test('under its own conditions no row changes, wherever they lie', () => {
  const hot = { node_nm: 130, voltage_V: 1.5, temperature_C: 140 };
  for (const { key } of table.rows) {
    expect(scaleRow(row(key, hot), hot)).toMatchObject({ scaledValue: 1, rules: [], obstacles: [] });
  }
});

test('a value of 0 is 0 everywhere', () => {
  const nothing = { ...row('sram.leakage'), value: 0 };
  expect(scaleRow(nothing, { ...here, node_nm: 65 })).toMatchObject({ scaledValue: 0, obstacles: [] });
});

test('dynamic rows go by node and voltage, whatever the temperature', () => {
  const scaled = scaleRow(row('macArray.multiply', { node_nm: 45, voltage_V: 0.9 }), {
    ...here,
    temperature_C: 100,
  });
  expect(scaled.scaledValue).toBeCloseTo(0.222, 3);
  expect(scaled.rules).toEqual([{ rule: 'stillmaker-baas', factor: scaled.scaledValue }]);
});

test('a leakage goes by voltage in proportion and by temperature as LSTP does, and to no other node', () => {
  const { scaledValue, rules } = scaleRow(row('logic.leakage'), {
    ...here,
    voltage_V: 0.6,
    temperature_C: 76.85,
  });
  expect(rules.map(({ rule }) => rule)).toEqual(['constant-current', 'lstp-temperature']);
  expect(rules[0]!.factor).toBeCloseTo(0.75, 12);
  // 350 K over 298.15 K.
  expect(rules[1]!.factor).toBeCloseTo(6.208 / 1.602, 2);
  expect(scaledValue).toBe(rules[0]!.factor * rules[1]!.factor);
  expect(obstacles('logic.leakage', { node_nm: 28 })).toEqual(['node_nm of the configuration: 22, not 28']);
});

test('outside of a range nothing is scaled, and each end of it is inside', () => {
  expect(obstacles('macArray.multiply', { node_nm: 65, voltage_V: 0.4 })).toEqual([
    'node_nm of the configuration: 20 to 45, not 65',
    'voltage_V of the configuration: 0.5 to 1, not 0.4',
  ]);
  expect(obstacles('macArray.multiply', {}, { node_nm: 65 })).toEqual([
    'node_nm of the row: 20 to 45, not 65',
  ]);
  expect(obstacles('sram.leakage', { voltage_V: 0.9 })).toEqual([
    'voltage_V of the configuration: 0.5 to 0.8, not 0.9',
  ]);
  expect(obstacles('sram.leakage', { voltage_V: 0.45, temperature_C: 0 })).toEqual([
    'voltage_V of the configuration: 0.5 to 0.8, not 0.45',
    'temperature_C of the configuration: 25 to 126.85, not 0',
  ]);
  expect(obstacles('macArray.multiply', { node_nm: 20, voltage_V: 0.5 })).toEqual([]);
  expect(obstacles('macArray.multiply', { node_nm: 45, voltage_V: 1 })).toEqual([]);
  expect(obstacles('sram.leakage', { voltage_V: 0.5, temperature_C: 126.85 })).toEqual([]);
});

test('property: scaling there and back is nothing, and no leakage scales like a dynamic energy', () => {
  const technology = fc.record({
    node_nm: fc.double({ min: 20, max: 45, noNaN: true }),
    voltage_V: fc.double({ min: 0.5, max: 1, noNaN: true }),
    temperature_C: fc.double({ min: 25, max: 126, noNaN: true }),
  });
  const keys = ROW_DECLARATIONS.filter(({ optional }) => !optional).map(({ key }) => key);
  fc.assert(
    fc.property(technology, technology, fc.constantFrom(...keys), (from, to, key) => {
      const there = scaleRow(row(key, from), to);
      if (rowDeclaration(key)!.scalesLike === 'leakage') {
        expect(there.rules.map(({ rule }) => rule)).not.toContain('stillmaker-baas');
        expect(there.obstacles.some(({ quantity }) => quantity === 'node_nm')).toBe(
          from.node_nm !== to.node_nm,
        );
        return;
      }
      const back = scaleRow({ ...row(key, to), value: there.scaledValue }, from);
      expect(back.scaledValue).toBeCloseTo(1, 9);
    }),
    { seed: 5, numRuns: runs(200) },
  );
});
