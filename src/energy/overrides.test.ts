import { expect, test } from 'vitest';
import { parseHardware, type HardwareConfiguration } from '../hardware/index.js';
import { plainTable, smallHardware } from './energy.testing.js';
import { energySection } from './overrides.js';
import { priceTable } from './price.js';
import { defineEnergyTable } from './table-file.js';
import { rowOf, type TableRow } from './table.js';

const table = defineEnergyTable(plainTable());
const hardware = (energy: unknown): HardwareConfiguration => smallHardware(1, { energy });
const overridden = (energy: unknown, key: string, own = table): TableRow =>
  rowOf(priceTable(own, hardware(energy)).table, key)!;

test('a value in the hardware file takes the place of the table, is assumed and says so; the rest stays', () => {
  const plain = plainTable();
  Object.assign(plain.rows['macArray']!['multiply']!, {
    scaling: 'product',
    widths_bits: [4, 8],
    kind: 'derived',
  });
  const own = defineEnergyTable(plain);
  expect(overridden({ macArray: { multiply: { value_pJ: 0.05 } } }, 'macArray.multiply', own)).toEqual({
    ...rowOf(own, 'macArray.multiply'),
    overridden: true,
    value: 0.05,
    kind: 'assumed',
    conditions: { node_nm: 22, voltage_V: 0.8, temperature_C: 25, note: 'as the hardware file small states' },
    source: 'stated in the hardware file small',
  });
  expect(priceTable(own, hardware({})).table.rows).toEqual(own.rows);
});

test('what it states counts: kind, spread, source, widths', () => {
  const stated = {
    value_pJ: 2,
    kind: 'published',
    spread_lnSigma: 0.1,
    source: 'our chip',
    scaling: 'linear',
    widths_bits: [8],
  };
  expect(overridden({ macArray: { accumulate: stated } }, 'macArray.accumulate')).toMatchObject({
    ...{
      value: 2,
      kind: 'published',
      spread_lnSigma: 0.1,
      source: 'our chip',
      scaling: 'linear',
      widths_bits: [8],
    },
  });
});

test('its value holds for the technology of the hardware file, so it is not scaled', () => {
  const technology = { node_nm: 28, voltage_V: 0.7, temperature_C: 25 };
  const leakages = {
    sram: { leakage: { value_pW_per_bit: 3 }, retention: { value_pW_per_bit: 2 } },
    logic: { leakage: { value_pW_per_transistor: 0.2 } },
  };
  const { rows } = priceTable(table, smallHardware(1, { technology, energy: leakages }));
  for (const { row, rules } of rows) expect(rules.length, row.key).toBe(row.overridden ? 0 : 1);
});

test('a row that the table lacks needs what cannot be taken from it', () => {
  expect(() => priceTable(table, hardware({ macArray: { zeroProduct: { value_pJ: 0.01 } } }))).toThrow(
    'energy.macArray.zeroProduct: the table plain has no such row to take the rest from: expected spread_lnSigma and scaling, received nothing',
  );
  const complete = { value_pJ: 0.01, spread_lnSigma: 1, scaling: 'none' };
  expect(overridden({ macArray: { zeroProduct: complete } }, 'macArray.zeroProduct').value).toBe(0.01);
});

test('a bottom-up table takes no calibrated row from a hardware file', () => {
  expect(() =>
    priceTable(table, hardware({ macArray: { multiply: { value_pJ: 1, kind: 'calibrated' } } })),
  ).toThrow('energy.macArray.multiply.kind: the table plain is bottom-up');
});

test('widths must go with the scaling that the table has for the row', () => {
  expect(() =>
    priceTable(table, hardware({ macArray: { multiply: { value_pJ: 1, widths_bits: [4] } } })),
  ).toThrow('energy.macArray.multiply.widths_bits: scaling none goes with 0 reference widths, not 1');
});

test('in a hardware file every problem has its line and column', () => {
  const text = [
    'name: mine',
    'energy:',
    '  macArray:',
    '    mulitply: { value_pJ: 1 }',
    '    accumulate: { value_pW_per_bit: 1 }',
    '    capture: { value_pJ: -1 }',
    '    clock: {}',
    '  sram:',
    '    leakage: { value: 1 pW/bit }',
    '  sramm: {}',
  ].join('\n');
  let message = '';
  try {
    parseHardware(text, 'mine.yaml', [], energySection());
  } catch (error) {
    message = (error as Error).message;
  }
  expect(message.split('\n').filter((line) => line.includes(' energy.'))).toMatchInlineSnapshot(`
    [
      "mine.yaml:9:16 energy.sram.leakage.value: a quantity with its unit can be read only with mathjs at hand: expected value_pW_per_bit, received '1 pW/bit' (pass unitMath: () => mathjs; lmusim/node and the command load it by themselves)",
      "mine.yaml:6:16 energy.macArray.capture.value_pJ: not a usable value: expected at least 0, received -1 (what costs nothing has the value 0)",
      "mine.yaml:7:5 energy.macArray.clock.value_fJ_per_bit: missing: expected a number",
      "mine.yaml:4:5 energy.macArray.mulitply: a row that prices nothing (did you mean 'multiply'?)",
      "mine.yaml:10:3 energy.sramm: nothing of this name is priced (did you mean 'sram'?)",
      "mine.yaml:5:19 energy.macArray.accumulate.value_pW_per_bit: not the unit of this row, which prices additions to an accumulator: expected value_pJ, received value_pW_per_bit (the key of a value names its unit)",
    ]
  `);
});
