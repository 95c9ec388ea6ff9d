import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  FIELDS,
  activityField,
  clockField,
  emptyCounts,
  eventField,
  type HardwareConfiguration,
  type TileCounts,
} from '../hardware/index.js';
import { InvariantError } from '../problems/index.js';
import type { EnergyShare, Ledger } from '../results/index.js';
import {
  add,
  consistentCounts,
  namesFor,
  plainTable,
  smallHardware,
  type TableFile,
} from './energy.testing.js';
import { accountEnergy } from './ledger.js';
import { priceTable } from './price.js';
import { ROW_DECLARATIONS } from './row-declarations.js';
import { defineEnergyTable } from './table-file.js';

const property = { seed: 20240917, numRuns: 60 };

function account(
  hardware: HardwareConfiguration,
  counts: readonly TileCounts[],
  cycles: number,
  table: TableFile = plainTable(),
): Ledger {
  const prices = priceTable(defineEnergyTable(table), hardware);
  return accountEnergy({ prices, counts, instructions: namesFor(counts), cycles });
}

const sumOf = (shares: readonly { readonly energy_yJ: string }[]): bigint =>
  shares.reduce((sum, { energy_yJ }) => sum + BigInt(energy_yJ), 0n);

const inPicojoules = (shares: readonly EnergyShare[]): Record<string, number> =>
  Object.fromEntries(shares.map(({ name, energy_pJ }) => [name, energy_pJ]));

/** Consistent counts of one to three tiles of one to four instructions, with a table of whole random rows. */
const runs = fc
  .record({
    tiles: fc.integer({ min: 1, max: 3 }),
    instructions: fc.integer({ min: 1, max: 4 }),
    cycles: fc.integer({ min: 1, max: 1_000_000 }),
    draws: fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 200, maxLength: 200 }),
    values: fc.array(fc.integer({ min: 0, max: 5000 }), {
      minLength: ROW_DECLARATIONS.length,
      maxLength: ROW_DECLARATIONS.length,
    }),
  })
  .map(({ tiles, instructions, cycles, draws, values }) => {
    const hardware = smallHardware(tiles);
    let drawn = 0;
    const next = (bound: number): number => Math.floor(draws[drawn++ % draws.length]! * bound);
    const counts = hardware.tiles.map((_, tile) =>
      consistentCounts(hardware, tile, instructions, cycles, next),
    );
    const table = plainTable();
    ROW_DECLARATIONS.forEach(({ group, item, valueUnit, optional }, i) => {
      if (!optional) table.rows[group]![item]![`value_${valueUnit}`] = values[i]! / 1000;
    });
    return { hardware, counts, cycles, table };
  });

/** One tile, ten cycles under one instruction, nothing clocked: what the examples add to. */
function tenQuietCycles(): { hardware: HardwareConfiguration; counts: TileCounts } {
  const hardware = smallHardware(1);
  const counts = emptyCounts(1);
  add(counts, 0, activityField('issue'), 10);
  const domains = { macArray: 2, weightSram: 2, channel: 2 } as Readonly<Record<string, number>>;
  FIELDS.forEach((field, index) => {
    if (field.kind !== 'clock' || field.state !== 'gated') return;
    const row = field.unit === 'channel' && field.port === 'write' ? 1 : 0;
    add(counts, row, index, 10 * (domains[field.unit] ?? 1));
  });
  return { hardware, counts };
}

/** A table in which only some rows cost anything. */
function only(values: Readonly<Record<string, number>>): TableFile {
  const table = plainTable();
  for (const { group, item, key, valueUnit, optional } of ROW_DECLARATIONS) {
    if (!optional) table.rows[group]![item]![`value_${valueUnit}`] = values[key] ?? 0;
  }
  return table;
}

test('by hand: events, active and idle clocks, what gating saved, leakage and retention', () => {
  const { hardware, counts } = tenQuietCycles();
  add(counts, 0, eventField('macArray.multiply'), 3);
  add(counts, 1, eventField('channel.write'), 4);
  add(counts, 0, clockField('macArray', 'unit', 'active'), 3);
  add(counts, 0, clockField('macArray', 'unit', 'idleClocked'), 5);
  add(counts, 0, clockField('macArray', 'unit', 'gated'), -8);
  add(counts, 0, clockField('weightSram', 'read', 'retained'), 4);
  const table = only({
    'macArray.multiply': 0.5,
    'macArray.clock': 1,
    'channel.write': 0.25,
    'clockTree.clock': 5,
    'sram.leakage': 1,
    'sram.retention': 0.5,
  });
  const { total, views, gating } = account(hardware, [counts], 10, table);
  // A MAC lane clocks 40 bits at 1 fJ: 0.04 pJ. Two banks of 32 bits leak 0.032 pJ each in a cycle of 1 ms, 0.016 in
  // retention: 16 bank-cycles of the one and 4 of the other. The other memories leak 10 cycles: program 128 bits, bias 32,
  // coefficients 20, state 32, vectors 32, channel 32.
  expect(inPicojoules(views.action)).toMatchObject({
    'macArray.multiply': 1.5,
    'macArray.clock': 0.32,
    'channel.write': 1,
    'clockTree.clock': 50,
    'weightSram.leakage': 0.512,
    'weightSram.retention': 0.064,
    'programSram.leakage': 1.28,
    'biasSram.leakage': 0.32,
    'coefficientSram.leakage': 0.2,
    'stateSram.leakage': 0.32,
    'vectorSram.leakage': 0.32,
    'channel.leakage': 0.32,
  });
  expect(total).toEqual({ energy_yJ: '56156000000000', energy_pJ: 56.156 });
  expect(inPicojoules(views.kind)).toEqual({
    dynamic: 2.5,
    clockActive: 50.12,
    clockIdle: 0.2,
    leakage: 3.272,
    retention: 0.064,
    laneStatic: 0,
  });
  expect(inPicojoules(views.rowKind)).toEqual({ published: 0, derived: 0, assumed: 56.156, calibrated: 0 });
  expect(inPicojoules(views.tile)).toEqual({ 'tile 0': 6.156, accelerator: 50 });
  expect(views.instruction).toEqual([
    { name: 'i0', tile: 0, instruction: 0, layer: 'layer0', energy_yJ: '5156000000000', energy_pJ: 5.156 },
    {
      name: 'input',
      tile: 0,
      instruction: 'input',
      layer: 'input',
      energy_yJ: '1000000000000',
      energy_pJ: 1,
    },
    {
      name: 'accelerator',
      tile: 'accelerator',
      instruction: 'accelerator',
      layer: 'accelerator',
      energy_yJ: '50000000000000',
      energy_pJ: 50,
    },
  ]);
  expect(gating.find(({ unit }) => unit === 'macArray')).toEqual({
    tile: 0,
    unit: 'macArray',
    idleClocked_domainCycles: 5,
    idleClocked: { energy_yJ: '200000000000', energy_pJ: 0.2 },
    gated_domainCycles: 12,
    saved: { energy_yJ: '480000000000', energy_pJ: 0.48 },
  });
});

test('logic leaks by its transistors, whatever the tile does', () => {
  const { hardware, counts } = tenQuietCycles();
  const [alwaysOn] = account(hardware, [counts], 10, only({ 'logic.leakage': 2 })).leaves;
  // 1,000 transistors by the formula of two buffers; 2 pW for 10 ms.
  expect(alwaysOn).toMatchObject({ unit: 'alwaysOn', action: 'leakage', count: 10, energy_pJ: 20 });
});

test('the clock tree costs every cycle once, whatever the number of tiles', () => {
  const hardware = smallHardware(3);
  const counts = hardware.tiles.map((_, tile) => consistentCounts(hardware, tile, 1, 10, () => 0));
  const { leaves } = account(hardware, counts, 10, only({ 'clockTree.clock': 5 }));
  expect(leaves.filter(({ unit }) => unit === 'clockTree')).toEqual([
    {
      tile: 'accelerator',
      unit: 'clockTree',
      action: 'clock',
      instruction: 'accelerator',
      layer: 'accelerator',
      kind: 'clockActive',
      tableRow: 'clockTree.clock',
      count: 10,
      energy_yJ: '50000000000000',
      energy_pJ: 50,
    },
  ]);
});

test('property: every view sums to the total of the leaves, which is counts times prices', () => {
  fc.assert(
    fc.property(runs, ({ hardware, counts, cycles, table }) => {
      const prices = priceTable(defineEnergyTable(table), hardware);
      const ledger = account(hardware, counts, cycles, table);
      let expected = BigInt(cycles) * prices.clockTree.price_yJ;
      counts.forEach(({ values }, tile) => {
        for (const { price_yJ, terms } of prices.tiles[tile]!) {
          for (const { field, factor } of terms) {
            for (let i = field; i < values.length; i += FIELDS.length) {
              expected += price_yJ * BigInt(factor) * BigInt(values[i]!);
            }
          }
        }
      });
      expect(BigInt(ledger.total.energy_yJ)).toBe(expected);
      expect(sumOf(ledger.leaves)).toBe(expected);
      for (const view of Object.values<readonly EnergyShare[]>({ ...ledger.views })) {
        expect(sumOf(view)).toBe(expected);
      }
    }),
    property,
  );
});

test('property: every bit leaks in every cycle, retained or not', () => {
  fc.assert(
    fc.property(runs, ({ hardware, counts, cycles }) => {
      // 1 pW per bit and transistor, 1 kHz: a cycle of the whole memory of a tile, 340 bits, is 0.34 pJ.
      const { views } = account(hardware, counts, cycles, only({ 'sram.leakage': 1, 'sram.retention': 1 }));
      const leaked = views.kind.filter(({ name }) => name === 'leakage' || name === 'retention');
      expect(sumOf(leaked)).toBe(BigInt(counts.length * cycles) * 340_000_000_000n);
    }),
    property,
  );
});

test('property: doubling a row adds its own share once more and changes no other leaf', () => {
  fc.assert(
    fc.property(
      runs,
      fc.constantFrom(...ROW_DECLARATIONS.filter(({ optional }) => !optional)),
      ({ hardware, counts, cycles, table }, { group, item, key, valueUnit }) => {
        const before = account(hardware, counts, cycles, table);
        const row = table.rows[group]![item]!;
        row[`value_${valueUnit}`] = 2 * (row[`value_${valueUnit}`] as number);
        const after = account(hardware, counts, cycles, table);
        const share = before.views.tableRow.find(({ name }) => name === key)!;
        expect(BigInt(after.total.energy_yJ)).toBe(BigInt(before.total.energy_yJ) + BigInt(share.energy_yJ));
        before.leaves.forEach((leaf, i) => {
          const factor = leaf.tableRow === key ? 2n : 1n;
          expect(BigInt(after.leaves[i]!.energy_yJ)).toBe(factor * BigInt(leaf.energy_yJ));
        });
      },
    ),
    property,
  );
});

test('property: energy is linear in counts', () => {
  fc.assert(
    fc.property(runs, fc.integer({ min: 2, max: 9 }), ({ hardware, counts, cycles, table }, factor) => {
      const once = account(hardware, counts, cycles, table);
      const more = account(
        hardware,
        counts.map((tile) => ({ ...tile, values: tile.values.map((value) => factor * value) })),
        factor * cycles,
        table,
      );
      expect(BigInt(more.total.energy_yJ)).toBe(BigInt(factor) * BigInt(once.total.energy_yJ));
    }),
    property,
  );
});

test('the ledger is plain data and names what it was made from', () => {
  const { hardware, counts } = tenQuietCycles();
  const ledger = account(hardware, [counts], 10);
  expect(JSON.parse(JSON.stringify(ledger))).toEqual(ledger);
  expect(ledger).toMatchObject({
    hardware: 'small',
    table: { name: 'plain', status: 'bottom-up' },
    clock_Hz: 1000,
    cycles: 10,
  });
});

test('each row is echoed with what it says, what it was scaled to, by which rules, and what it costs which unit', () => {
  const technology = { node_nm: 22, voltage_V: 0.5, temperature_C: 25 };
  const hardware = smallHardware(2, { technology });
  const counts = hardware.tiles.map((_, tile) => consistentCounts(hardware, tile, 1, 10, () => 0));
  const table = plainTable();
  Object.assign(table.rows['macArray']!['multiply']!, { scaling: 'product', widths_bits: [4, 8] });
  const { views, scalingRules } = account(hardware, counts, 10, table);
  const { scaledValue, ...echo } = views.tableRow.find(({ name }) => name === 'macArray.multiply')!;
  expect(scaledValue).toBeCloseTo(0.3897, 4);
  expect(echo).toEqual({
    ...{ name: 'macArray.multiply', energy_yJ: '0', energy_pJ: 0, overridden: false },
    ...{
      value: 1,
      valueUnit: 'pJ',
      widths_bits: [4, 8],
      kind: 'assumed',
      spread_lnSigma: 0.5,
      source: 'made up for tests',
    },
    conditions: { node_nm: 22, voltage_V: 0.8, temperature_C: 25, note: 'none' },
    rules: [{ rule: 'stillmaker-baas', factor: scaledValue }],
    prices: [
      {
        ...{ unit: 'macArray', action: 'multiply', tiles: [0, 1] },
        rules: [{ rule: 'width-product', factor: 1.25 }],
        price_yJ: String(Math.round(1.25e12 * scaledValue)),
        price_pJ: Math.round(1.25e12 * scaledValue) / 1e12,
      },
    ],
  });
  expect(scalingRules.map(({ name }) => name)).toEqual([
    'stillmaker-baas',
    'constant-current',
    'width-product',
  ]);
});

/** A row beside those of {@link plainTable}, whose unit is `unit`. */
const extra = (unit: string, value: number, more: object = {}): Record<string, unknown> => ({
  ...{
    [`value_${unit}`]: value,
    spread_lnSigma: 0.5,
    kind: 'calibrated',
    conditions: { note: '-' },
    source: '-',
  },
  ...more,
});

test('a product with a zero is paid at its own row in place of the full one, when the table has it', () => {
  const { hardware, counts } = tenQuietCycles();
  add(counts, 0, eventField('macArray.multiply'), 10);
  add(counts, 0, eventField('macArray.zeroProduct'), 4);
  const table = only({ 'macArray.multiply': 1 });
  const total_pJ = (): number => account(hardware, [counts], 10, table).total.energy_pJ;
  expect(total_pJ()).toBe(10);
  table.rows['macArray']!['zeroProduct'] = { ...extra('pJ', 0.25, { scaling: 'none', kind: 'assumed' }) };
  expect(total_pJ()).toBe(6 * 1 + 4 * 0.25);
});

test('toggles cost what their row says, on top', () => {
  const { hardware, counts } = tenQuietCycles();
  add(counts, 0, eventField('macArray.operandToggle'), 3);
  add(counts, 0, eventField('weightSram.readToggle'), 5);
  const table = only({});
  table.rows['macArray']!['operandToggle'] = extra('pJ', 0.5, { scaling: 'none', kind: 'assumed' });
  table.rows['weightSram']!['readToggle'] = extra('pJ', 2, { scaling: 'none', kind: 'assumed' });
  expect(inPicojoules(account(hardware, [counts], 10, table).views.action)).toMatchObject({
    'macArray.operandToggle': 1.5,
    'weightSram.readToggle': 10,
  });
});

test('more zero products than products are our own error', () => {
  const { hardware, counts } = tenQuietCycles();
  add(counts, 0, eventField('macArray.zeroProduct'), 1);
  const table = only({});
  table.rows['macArray']!['zeroProduct'] = extra('pJ', 1, { scaling: 'none', kind: 'assumed' });
  expect(() => account(hardware, [counts], 10, table)).toThrow(
    new InvariantError('row 0: -1 for macArray.multiply'),
  );
});

test('the static power of lanes stands apart: 3 nW for 2 lanes and 10 ms', () => {
  const { hardware, counts } = tenQuietCycles();
  const table = { ...only({}), status: 'calibrated' };
  table.rows['macArray']!['laneStatic'] = extra('nW_per_lane', 3);
  const { views, leaves } = account(hardware, [counts], 10, table);
  expect(inPicojoules(views.kind)).toMatchObject({ laneStatic: 60, leakage: 0 });
  expect(inPicojoules(views.rowKind)).toMatchObject({ calibrated: 60 });
  expect(leaves.filter(({ action }) => action === 'laneStatic')).toMatchObject([
    { unit: 'macArray', tableRow: 'macArray.laneStatic', count: 20, energy_pJ: 60 },
  ]);
  table.rows['macArray']!['laneStatic'] = extra('nW_per_lane', 0);
  expect(account(hardware, [counts], 10, table).leaves.some(({ kind }) => kind === 'laneStatic')).toBe(false);
});

test('property: the implementation factor adds exactly what it says it adds', () => {
  fc.assert(
    fc.property(
      runs,
      fc.integer({ min: 1, max: 5000 }),
      ({ hardware, counts, cycles, table }, thousandths) => {
        const before = account(hardware, counts, cycles, table);
        expect(before.implementation).toBeUndefined();
        const factor = thousandths / 1000;
        const rows = { ...table.rows, implementation: { factor: extra('ratio', factor) } };
        const after = account(hardware, counts, cycles, { ...table, status: 'calibrated', rows });
        expect(after.implementation).toMatchObject({ factor, kind: 'calibrated', spread_lnSigma: 0.5 });
        expect(BigInt(after.total.energy_yJ) - BigInt(before.total.energy_yJ)).toBe(
          BigInt(after.implementation!.adds.energy_yJ),
        );
      },
    ),
    property,
  );
});

test.each<[string, (counts: TileCounts) => void]>([
  ['tile 0: activities sum to 11 of 10 cycles', (c) => add(c, 0, activityField('wake'), 1)],
  [
    'tile 0 macArray.unit: clock states sum to 21 of 20 domain-cycles',
    (c) => add(c, 0, clockField('macArray', 'unit', 'active'), 1),
  ],
  [
    'tile 0 weightSram.read: retained in more cycles than gated',
    (c) => add(c, 0, clockField('weightSram', 'read', 'retained'), 21),
  ],
  [
    'tile 0 stateSram: its ports retain for 1 and 0 bank-cycles',
    (c) => add(c, 0, clockField('stateSram', 'read', 'retained'), 1),
  ],
  ['tile 0: a counter of -1', (c) => add(c, 0, eventField('macArray.multiply'), -1)],
  ['tile 0: a counter of 0.5', (c) => add(c, 0, eventField('macArray.multiply'), 0.5)],
])('counts that contradict themselves are our own error: %s', (message, change) => {
  const { hardware, counts } = tenQuietCycles();
  change(counts);
  expect(() => account(hardware, [counts], 10)).toThrow(new InvariantError(message));
});

test('retention in cycles of another instruction is our own error', () => {
  const hardware = smallHardware(1);
  const counts = consistentCounts(hardware, 0, 2, 10, () => 0);
  const weight = clockField('weightSram', 'read', 'retained');
  expect(() => {
    for (const state of ['idleClocked', 'gated'] as const) {
      add(counts, 1, clockField('weightSram', 'read', state), state === 'gated' ? 20 : -20);
    }
    add(counts, 0, weight, 1);
    account(hardware, [counts], 10);
  }).toThrow(new InvariantError('row 0: -1 for weightSram.leakage'));
});

test('counts of other tiles, other instructions or no cycles are our own error', () => {
  const { hardware, counts } = tenQuietCycles();
  const prices = priceTable(defineEnergyTable(plainTable()), hardware);
  const instructions = namesFor([counts]);
  expect(() => accountEnergy({ prices, counts: [], instructions, cycles: 10 })).toThrow(
    new InvariantError('counts of 0 tiles for 1'),
  );
  expect(() => accountEnergy({ prices, counts: [counts], instructions: [[]], cycles: 10 })).toThrow(
    new InvariantError('tile 0: not one name for each instruction'),
  );
  expect(() => accountEnergy({ prices, counts: [counts], instructions, cycles: 0 })).toThrow(
    new InvariantError('a window of 0 cycles'),
  );
});
