import { expect, test } from 'vitest';
import { stringify } from 'yaml';
import { InputError } from '../problems/index.js';
import { plainTable, type TableFile } from './energy.testing.js';
import { energySectionJsonSchema, energyTableJsonSchema } from './json-schema.js';
import { ROW_DECLARATIONS } from './row-declarations.js';
import { defineEnergyTable, parseEnergyTable } from './table-file.js';

import { rowOf } from './table.js';

function messageOf(read: () => unknown): string {
  try {
    read();
  } catch (error) {
    expect(error).toBeInstanceOf(InputError);
    return (error as InputError).message;
  }
  throw new Error('accepted');
}

function refusal(change: (table: TableFile) => void): string {
  const table = plainTable();
  change(table);
  return messageOf(() => defineEnergyTable(table));
}

test('a table has a row for every event, for each clock, and for what leaks', () => {
  expect(defineEnergyTable(plainTable()).rows.map(({ key, valueUnit }) => `${key} ${valueUnit}`)).toEqual([
    'alwaysOn.clock fJ_per_bit',
    'sequencer.issue pJ',
    'sequencer.clock fJ_per_bit',
    'programSram.read pJ',
    'macArray.multiply pJ',
    'macArray.accumulate pJ',
    'macArray.capture pJ',
    'macArray.clock fJ_per_bit',
    'weightSram.read pJ',
    'biasSram.read pJ',
    'postProcessor.output pJ',
    'postProcessor.tableLookup pJ',
    'postProcessor.compare pJ',
    'postProcessor.clock fJ_per_bit',
    'legendreUnit.multiply pJ',
    'legendreUnit.accumulate pJ',
    'legendreUnit.runningSum pJ',
    'legendreUnit.requantise pJ',
    'legendreUnit.clock fJ_per_bit',
    'coefficientSram.read pJ',
    'stateSram.read pJ',
    'stateSram.write pJ',
    'vectorSram.read pJ',
    'vectorSram.write pJ',
    'channel.read pJ',
    'channel.write pJ',
    'clockTree.clock pJ_per_cycle',
    'sram.leakage pW_per_bit',
    'sram.retention pW_per_bit',
    'logic.leakage pW_per_transistor',
  ]);
});

test('a row keeps what it says', () => {
  const file = plainTable();
  file.rows['macArray']!['multiply'] = {
    value_pJ: 0.045,
    scaling: 'product',
    widths_bits: [4, 8],
    spread_lnSigma: 0.55,
    kind: 'derived',
    conditions: { node_nm: 45, voltage_V: 0.9, note: 'simulated' },
    source: 'Horowitz',
  };
  expect(rowOf(defineEnergyTable(file), 'macArray.multiply')).toEqual({
    key: 'macArray.multiply',
    overridden: false,
    value: 0.045,
    valueUnit: 'pJ',
    scaling: 'product',
    widths_bits: [4, 8],
    spread_lnSigma: 0.55,
    kind: 'derived',
    // The temperature is the table's, which the row does not name.
    conditions: { node_nm: 45, voltage_V: 0.9, temperature_C: 25, note: 'simulated' },
    source: 'Horowitz',
  });
});

test('an event without a row is refused, and the message says what the row would price', () => {
  expect(refusal(({ rows }) => delete rows['macArray']!['capture'])).toBe(
    'rows.macArray.capture: the row is missing: expected value_pJ of accumulators copied to their shadow register (lmusim config schema table describes every row)',
  );
  expect(refusal(({ rows }) => delete rows['sequencer'])).toBe(
    'rows.sequencer: rows are missing: expected issue, clock (lmusim config schema table describes every row)',
  );
});

test.each(ROW_DECLARATIONS.filter(({ optional }) => !optional))(
  'a table without $key is refused',
  ({ key, group, item }) => {
    expect(refusal(({ rows }) => delete rows[group]![item])).toContain(`rows.${key}: the row is missing`);
  },
);

test('a data-dependent event may have a row', () => {
  const file = plainTable();
  file.rows['macArray']!['zeroProduct'] = { ...file.rows['macArray']!['multiply'] };
  expect(rowOf(defineEnergyTable(file), 'macArray.zeroProduct')?.value).toBe(1);
});

test('a row that prices nothing is refused with the nearest name', () => {
  expect(refusal(({ rows }) => (rows['macArray']!['mulitply'] = {}))).toBe(
    "rows.macArray.mulitply: a row that prices nothing (did you mean 'multiply'?)",
  );
  expect(refusal(({ rows }) => (rows['macAray'] = {}))).toBe(
    "rows.macAray: nothing of this name is priced (did you mean 'macArray'?)",
  );
  expect(refusal(({ rows }) => (rows['weightSram']!['clock'] = {}))).toBe(
    'rows.weightSram.clock: a row that prices nothing (known: read, readToggle)',
  );
});

test('a value under the key of another unit is refused', () => {
  expect(
    refusal(({ rows }) => {
      const { value_pW_per_bit: _power, ...rest } = rows['sram']!['leakage']!;
      rows['sram']!['leakage'] = { value_pJ: 1, ...rest };
    }),
  ).toBe(
    'rows.sram.leakage.value_pJ: not the unit of this row, which prices SRAM bits: ' +
      'expected value_pW_per_bit, received value_pJ (the key of a value names its unit)',
  );
});

test.each([
  [-1, 'expected at least 0, received -1 (what costs nothing has the value 0)'],
  [Number.NaN, 'expected a number, received NaN'],
  [Infinity, 'expected a number, received Infinity'],
  [2e6, 'expected at most 1000000, received 2000000'],
  ['0.1 pJ', "expected a number, received '0.1 pJ'"],
])('a value of %s is refused', (value, facts) => {
  expect(refusal(({ rows }) => (rows['macArray']!['multiply']!['value_pJ'] = value))).toBe(
    `rows.macArray.multiply.value_pJ: not a usable value: ${facts}`,
  );
});

test('as many reference widths as the scaling needs', () => {
  expect(refusal(({ rows }) => (rows['macArray']!['multiply']!['scaling'] = 'product'))).toBe(
    'rows.macArray.multiply.widths_bits: scaling product goes with 2 reference widths, not 0',
  );
  expect(refusal(({ rows }) => (rows['vectorSram']!['read']!['widths_bits'] = [32]))).toBe(
    'rows.vectorSram.read.widths_bits: scaling none goes with 0 reference widths, not 1',
  );
  expect(
    refusal(({ rows }) =>
      Object.assign(rows['vectorSram']!['read']!, { scaling: 'linear', widths_bits: [0] }),
    ),
  ).toBe('rows.vectorSram.read.widths_bits[0]: not a usable value: expected at least 1, received 0');
});

test('a reference capacity goes with scaling cacti, and with that alone', () => {
  const read = (changes: object): string =>
    refusal(({ rows }) => Object.assign(rows['vectorSram']!['read']!, changes));
  expect(read({ scaling: 'cacti', widths_bits: [64] })).toBe(
    'rows.vectorSram.read.capacity_KB: scaling cacti goes with a reference capacity',
  );
  expect(read({ capacity_KB: 8 })).toBe(
    'rows.vectorSram.read.capacity_KB: scaling none goes without a reference capacity',
  );
});

test('only what is needed: clocks and leakages have no widths', () => {
  expect(refusal(({ rows }) => (rows['logic']!['leakage']!['widths_bits'] = [1]))).toBe(
    'rows.logic.leakage.widths_bits: unknown key (known: value_pW_per_transistor, spread_lnSigma, kind, conditions, source, follows)',
  );
});

test('a bottom-up table holds no calibrated row', () => {
  const message =
    "rows.macArray.multiply.kind: a bottom-up table holds no calibrated row: expected published, derived or assumed, received 'calibrated' " +
    '(a table with calibrated rows has status: calibrated)';
  const change = ({ rows }: TableFile): void => {
    rows['macArray']!['multiply']!['kind'] = 'calibrated';
  };
  expect(refusal(change)).toBe(message);
  const calibrated = plainTable();
  change(calibrated);
  expect(defineEnergyTable({ ...calibrated, status: 'calibrated' }).status).toBe('calibrated');
});

test('a file reports all its problems at once, each at its position', () => {
  const text = stringify(plainTable())
    .replace('status: bottom-up', 'status: guessed')
    .replace('value_fJ_per_bit: 1', 'value_fJ_per_bit: -1')
    .replace('      spread_lnSigma: 0.5\n', '');
  expect(messageOf(() => parseEnergyTable(text, 'mine.yaml')).split('\n')).toEqual([
    "mine.yaml:2:1 status: not a usable value: expected one of bottom-up, calibrated, received 'guessed'",
    'mine.yaml:10:7 rows.alwaysOn.clock.value_fJ_per_bit: not a usable value: expected at least 0, received -1 (what costs nothing has the value 0)',
    'mine.yaml:9:5 rows.alwaysOn.clock.spread_lnSigma: missing: expected a number',
  ]);
});

test('a row that stands twice is refused', () => {
  const text = stringify(plainTable()).replace('  sequencer:\n', '  sequencer:\n    issue: {}\n');
  expect(messageOf(() => parseEnergyTable(text, 'mine.yaml'))).toBe(
    'mine.yaml:18:5 rows.sequencer.issue: key given more than once',
  );
});

test('something else than a table is refused', () => {
  expect(messageOf(() => parseEnergyTable('', 'mine.yaml'))).toBe(
    'mine.yaml: not a usable value: expected an object, received null',
  );
  expect(refusal((table) => Object.assign(table, { rows: 'none' }))).toBe(
    "rows: not a usable value: expected an object, received 'none'",
  );
});

test('the JSON Schema lists the rows and requires those that are needed', () => {
  const schema = energyTableJsonSchema() as {
    properties: { rows: { properties: Record<string, { required: string[]; properties: object }> } };
  };
  const mac = schema.properties.rows.properties['macArray']!;
  expect(Object.keys(mac.properties)).toEqual([
    'multiply',
    'accumulate',
    'capture',
    'zeroProduct',
    'operandToggle',
    'clock',
    'laneStatic',
  ]);
  expect(mac.required).toEqual(['multiply', 'accumulate', 'capture', 'clock']);
  // A value is a number under its unit or a quantity, in a table and in a hardware file.
  const either = [{ required: ['value_pJ'] }, { required: ['value'] }];
  expect(mac.properties).toMatchObject({
    multiply: { properties: { value: { type: 'string' } }, oneOf: either },
  });
  expect(energySectionJsonSchema()).toMatchObject({
    properties: {
      macArray: { properties: { multiply: { properties: { value: { type: 'string' } }, oneOf: either } } },
    },
  });
});

test('a row follows a row that follows none, and is known as well as it', () => {
  const follow = (follows: string, changes: object = {}) =>
    refusal(({ rows }) => {
      Object.assign(rows['alwaysOn']!['clock']!, { follows, ...changes });
      Object.assign(rows['sequencer']!['clock']!, { follows: 'macArray.clock' });
    });
  expect(follow('macArray.clok')).toBe(
    "rows.alwaysOn.clock.follows: not a row that another can follow: expected a row of this table that follows no other, received 'macArray.clok' (did you mean 'macArray.clock'?)",
  );
  expect(follow('sequencer.clock')).toMatch(/^rows\.alwaysOn\.clock\.follows: not a row that another/);
  expect(follow('alwaysOn.clock')).toMatch(/^rows\.alwaysOn\.clock\.follows: not a row that another/);
  expect(follow('macArray.clock', { spread_lnSigma: 0.4 })).toBe(
    'rows.alwaysOn.clock.follows: two rows of one judgement are known equally well: macArray.clock has another spread_lnSigma: expected 0.5, received 0.4',
  );
});

test('draws are ratios, one for each row that they name', () => {
  const posterior = (parameters: readonly string[], draws: string) =>
    refusal((table) => {
      table['posterior'] = { parameters, draws };
    });
  expect(posterior(['macArray.clok'], '1\n2\n')).toBe(
    "posterior.parameters[0]: not a row of this table that follows no other, named once: received 'macArray.clok' (did you mean 'macArray.clock'?)",
  );
  for (const draws of ['1 2\n1\n', '1 2\n1 x\n', '1 2\n1 0\n']) {
    expect(posterior(['macArray.clock', 'clockTree.clock'], draws)).toMatch(
      /^posterior\.draws: draw 2 is no list of ratios/,
    );
  }
});
