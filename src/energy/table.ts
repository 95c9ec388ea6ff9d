import type { RowConditions, RowKind } from '../results/index.js';
import type { ValueUnit } from './row-declarations.js';

/**
 * With which widths an energy grows: `none`; `linear`, with one; `product`, with the product of two; `cacti`, with port
 * width and capacity of a memory as CACTI has it.
 */
export type WidthScaling = 'none' | 'linear' | 'product' | 'cacti';

/** One row of a table: what an event, a clocked bit, a cycle or a leaking part costs. */
export interface TableRow {
  /** `group.item`, such as `macArray.multiply`, `macArray.clock` or `sram.leakage`. */
  readonly key: string;
  /** Where the value comes from: the table, or the hardware file that overrides it. */
  readonly overridden: boolean;
  readonly value: number;
  readonly valueUnit: ValueUnit;
  readonly scaling: WidthScaling;
  /** Widths that the value holds for. Empty when no width matters. */
  readonly widths_bits: readonly number[];
  /** Capacity of the memory that the value holds for, in units of 1024 bytes. With `cacti` only. */
  readonly capacity_KB?: number;
  /** Standard deviation of ln(value): how well the value is known. */
  readonly spread_lnSigma: number;
  readonly kind: RowKind;
  readonly conditions: RowConditions;
  readonly source: string;
  /** The row whose judgement this one rests on: the two are right or wrong by the same ratio. Absent when it has its own. */
  readonly follows?: string;
}

/** Node, voltage and temperature. */
export interface Technology {
  readonly node_nm: number;
  readonly voltage_V: number;
  readonly temperature_C: number;
}

/** Energies and leakages: one row for everything that the hardware declares. */
export interface EnergyTable {
  readonly name: string;
  readonly about: string;
  /** `bottom-up`: from data of parts alone, fitted to no figure of a whole. */
  readonly status: 'bottom-up' | 'calibrated';
  /** What each row holds for that does not say otherwise. */
  readonly technology: Technology;
  readonly rows: readonly TableRow[];
  /** How well the rows are known together; absent when the table does not say. */
  readonly posterior?: TablePosterior;
  /** What a calibrated table was made from; absent in others. */
  readonly provenance?: TableProvenance;
}

/** Joint draws from what is known of rows: each draw is one table that is as probable as any other. */
export interface TablePosterior {
  /** Rows, each for itself and for those that follow it. */
  readonly parameters: readonly string[];
  /** Of each draw, the ratio of each parameter to the table's own value. */
  readonly draws: readonly (readonly number[])[];
}

/** From what, and how, a calibrated table was made. */
export interface TableProvenance {
  readonly target: string;
  readonly target_sha256: string;
  /** The table that the rows come from. */
  readonly table: string;
  readonly table_sha256: string;
  readonly seed: string;
  readonly contract: string;
  readonly command: string;
}

/** The row of a key, or undefined. */
export function rowOf(table: EnergyTable, key: string): TableRow | undefined {
  return table.rows.find((row) => row.key === key);
}

/** Where a row stands in what the user wrote: in the table, or under `energy` in the hardware file. */
export function rowPath({ key, overridden }: TableRow): string {
  return `${overridden ? 'energy' : 'rows'}.${key}`;
}
