import type { ValueUnit } from './row-declarations.js';

/** How a row's value was obtained. `published`: the source states it for these conditions. */
export type RowOrigin = 'published' | 'derived' | 'assumed' | 'calibrated';

/** One row of a table: what an event, a clocked bit, a cycle or a leaking part costs. */
export interface TableRow {
  /** `group.item`, such as `macArray.multiply`, `macArray.clock` or `sram.leakage`. */
  readonly key: string;
  readonly value: number;
  readonly valueUnit: ValueUnit;
  /** Widths that the value holds for: the energy is in proportion to each. Empty when no width matters. */
  readonly widths_bits: readonly number[];
  /** Standard deviation of ln(value): how well the value is known. */
  readonly spread_lnSigma: number;
  readonly kind: RowOrigin;
  /** Conditions of the data behind the value. */
  readonly conditions: string;
  readonly source: string;
}

/** Energies and leakages at one node, voltage and temperature: one row for everything that the hardware declares. */
export interface EnergyTable {
  readonly name: string;
  readonly about: string;
  /** `bottom-up`: from data of parts alone, fitted to no measurement of a whole. */
  readonly status: 'bottom-up' | 'calibrated';
  readonly technology: {
    readonly node_nm: number;
    readonly voltage_V: number;
    readonly temperature_C: number;
  };
  readonly rows: readonly TableRow[];
}

/** The row of a key, or undefined. */
export function rowOf(table: EnergyTable, key: string): TableRow | undefined {
  return table.rows.find((row) => row.key === key);
}
