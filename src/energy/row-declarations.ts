import { TILE_UNITS, type ActionDeclaration } from '../hardware/index.js';

/** The unit of a row's value; in a table it stands in the key, as in `value_pJ`. */
export type ValueUnit = 'pJ' | 'fJ_per_bit' | 'pJ_per_cycle' | 'pW_per_bit' | 'pW_per_transistor';

/** One row that an energy table can have: `group.item`. What it prices decides its unit. */
export interface RowDeclaration {
  readonly group: string;
  readonly item: string;
  readonly key: string;
  readonly valueUnit: ValueUnit;
  /** What one value pays for. */
  readonly prices: string;
  /** An event that depends on data may go without a row; then it costs nothing. */
  readonly optional: boolean;
  /** True when widths scale the value. */
  readonly event: boolean;
}

function declare(
  group: string,
  item: string,
  valueUnit: ValueUnit,
  prices: string,
  flags: { optional?: boolean; event?: boolean } = {},
): RowDeclaration {
  const { optional = false, event = false } = flags;
  return { group, item, key: `${group}.${item}`, valueUnit, prices, optional, event };
}

/**
 * Every row of a table, made from what the units declare: one for each event; one for the clock of each unit that has
 * registers (a memory's clock is part of its accesses); one each for the clock tree, a bit of SRAM, a retained bit, and a
 * transistor of logic.
 */
export const ROW_DECLARATIONS: readonly RowDeclaration[] = [
  ...TILE_UNITS.flatMap((unit) => [
    ...Object.entries<ActionDeclaration>(unit.actions).map(([action, { counts, dataDependent }]) =>
      declare(unit.name, action, 'pJ', counts, { optional: dataDependent, event: true }),
    ),
    ...((unit.ports as readonly string[]).includes('unit')
      ? [declare(unit.name, 'clock', 'fJ_per_bit', 'register bits, each cycle in which they are clocked')]
      : []),
  ]),
  declare('clockTree', 'clock', 'pJ_per_cycle', 'cycles of the whole accelerator'),
  declare('sram', 'leakage', 'pW_per_bit', 'SRAM bits'),
  declare('sram', 'retention', 'pW_per_bit', 'SRAM bits in retention'),
  declare('logic', 'leakage', 'pW_per_transistor', 'transistors of logic'),
];
