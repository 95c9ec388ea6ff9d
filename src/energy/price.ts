import {
  ACTIVITIES,
  TILE_UNITS,
  activityField,
  clockField,
  clock_Hz,
  eventField,
  hardwareSizes,
  type ActionDeclaration,
  type EventName,
  type HardwareConfiguration,
  type PortName,
  type TileUnitName,
  type UnitContext,
  type UnitSize,
} from '../hardware/index.js';
import { InputError, invariant, type Problem } from '../problems/index.js';
import type { EnergyKind } from '../results/index.js';
import { conditionProblems } from './conditions.js';
import { rowOf, type EnergyTable, type TableRow } from './table.js';

/** A count that is paid for: the sum of counters of one row of counts, each times a factor. */
export interface Charge {
  readonly unit: TileUnitName;
  /** An event's action, `clock`, `leakage` or `retention`. */
  readonly action: string;
  readonly kind: EnergyKind;
  readonly tableRow: string;
  /** Yoctojoules (1e-24 J) for each one counted. */
  readonly price_yJ: bigint;
  readonly terms: readonly { readonly field: number; readonly factor: number }[];
}

/** Everything that a table charges for on one configuration. */
export interface Prices {
  readonly table: EnergyTable;
  readonly hardware: HardwareConfiguration;
  readonly tiles: readonly (readonly Charge[])[];
  /** Yoctojoules for each cycle of the accelerator. */
  readonly clockTree_yJ: bigint;
}

const YJ_PER_PJ = 1e12;
const YJ_PER_FJ = 1e9;

/**
 * The one place where energies are rounded: to whole yoctojoules for each row, unit and tile. From here on energies are
 * products and sums of integers, so every grouping of a ledger has the same total.
 */
const rounded = (energy_yJ: number): bigint => BigInt(Math.round(energy_yJ));

/**
 * Prices a configuration with a table.
 *
 * @throws InputError when the table holds for another technology, or when a row's reference widths are not as many as the
 *   widths of its event
 */
export function priceTable(table: EnergyTable, hardware: HardwareConfiguration): Prices {
  const problems = conditionProblems(table, hardware);
  const sizes = hardwareSizes(hardware).tiles;
  const tiles = hardware.tiles.map((tile, index) => {
    const context = { tile, outputsPerCycle: hardware.outputsPerCycle };
    return TILE_UNITS.flatMap((unit, u) => [
      ...eventCharges(table, unit, context, problems),
      ...clockCharges(table, unit, context),
      ...staticCharges(table, unit, context, sizes[index]![u]!, clock_Hz(hardware)),
    ]);
  });
  const different = problems.filter(
    ({ path }, i) => problems.findIndex((other) => other.path === path) === i,
  );
  if (different.length > 0) throw new InputError(different);
  return {
    table,
    hardware,
    tiles,
    clockTree_yJ: rounded(requiredRow(table, 'clockTree.clock').value * YJ_PER_PJ),
  };
}

type TileUnit = (typeof TILE_UNITS)[number];

function requiredRow(table: EnergyTable, key: string): TableRow {
  const row = rowOf(table, key);
  invariant(row !== undefined, () => `the table has no row ${key}`);
  return row;
}

function eventCharges(
  table: EnergyTable,
  unit: TileUnit,
  context: UnitContext,
  problems: Problem[],
): Charge[] {
  return Object.entries<ActionDeclaration>(unit.actions).flatMap(([action, declared]) => {
    const tableRow = `${unit.name}.${action}`;
    const row = declared.dataDependent ? rowOf(table, tableRow) : requiredRow(table, tableRow);
    if (row === undefined) return [];
    const widths_bits = declared.widths_bits(context);
    if (row.widths_bits.length > 0 && row.widths_bits.length !== widths_bits.length) {
      problems.push({
        code: 'energy.widths',
        path: `rows.${tableRow}.widths_bits`,
        message: `the event has another number of widths`,
        expected: String(widths_bits.length),
        received: String(row.widths_bits.length),
        hint: `its widths here are [${widths_bits.join(', ')}] bits; scaling none ignores them`,
      });
    }
    const ratio = row.widths_bits.reduce(
      (product, bits, i) => (product * (widths_bits[i] ?? bits)) / bits,
      1,
    );
    return [
      {
        unit: unit.name,
        action,
        kind: 'dynamic',
        tableRow,
        price_yJ: rounded(row.value * YJ_PER_PJ * ratio),
        terms: [{ field: eventField(tableRow as EventName), factor: 1 }],
      },
    ];
  });
}

/** Clocked domain-cycles, active and idle apart; they cost the same. Units without registers have none. */
function clockCharges(table: EnergyTable, unit: TileUnit, context: UnitContext): Charge[] {
  const bits = unit.registerBitsPerDomain(context);
  if (bits === 0) return [];
  const tableRow = `${unit.name}.clock`;
  const price_yJ = rounded(requiredRow(table, tableRow).value * YJ_PER_FJ * bits);
  const ports: readonly PortName[] = unit.ports;
  const charge = (kind: EnergyKind, state: 'active' | 'idleClocked'): Charge => ({
    unit: unit.name,
    action: 'clock',
    kind,
    tableRow,
    price_yJ,
    terms: ports.map((port) => ({ field: clockField(unit.name, port, state), factor: 1 })),
  });
  return [charge('clockActive', 'active'), charge('clockIdle', 'idleClocked')];
}

/**
 * Static power in every cycle of the tile, whatever it does, under the instruction that occupies the cycle. A memory leaks
 * bank by bank: in retention (rule H5) a bank pays the retention row instead. The read port's counters say when, because
 * every memory has one and a bank retains as a whole.
 */
function staticCharges(
  table: EnergyTable,
  unit: TileUnit,
  context: UnitContext,
  size: UnitSize,
  clock: number,
): Charge[] {
  const everyCycle = (factor: number): Charge['terms'] =>
    ACTIVITIES.map((activity) => ({ field: activityField(activity), factor }));
  const charge = (
    action: 'leakage' | 'retention',
    tableRow: string,
    amount: number,
    terms: Charge['terms'],
  ): Charge => {
    const energy_pJ = (requiredRow(table, tableRow).value * amount) / clock;
    return {
      unit: unit.name,
      action,
      kind: 'leakage',
      tableRow,
      price_yJ: rounded(energy_pJ * YJ_PER_PJ),
      terms,
    };
  };
  const charges: Charge[] = [];
  if (size.memory_bits > 0) {
    const banks = unit.domains(context);
    const bits = size.memory_bits / banks;
    const retained = clockField(unit.name, 'read', 'retained');
    charges.push(
      charge('leakage', 'sram.leakage', bits, [...everyCycle(banks), { field: retained, factor: -1 }]),
      charge('retention', 'sram.retention', bits, [{ field: retained, factor: 1 }]),
    );
  }
  if (size.logic_transistors > 0) {
    charges.push(charge('leakage', 'logic.leakage', size.logic_transistors, everyCycle(1)));
  }
  return charges;
}
