import type { Interval } from './power.js';

/** What a share of energy is spent on; every leaf has exactly one. */
export const ENERGY_KINDS = [
  'dynamic',
  'clockActive',
  'clockIdle',
  'leakage',
  'retention',
  'laneStatic',
] as const;
/**
 * `dynamic`: events. `clockActive`: clocking a part that works. `clockIdle`: clocking a part that does not work and is not
 * gated. `leakage`: static power of logic and of memory in use. `retention`: static power of memory in retention.
 * `laneStatic`: the static power that a table states for a MAC lane as a whole.
 */
export type EnergyKind = (typeof ENERGY_KINDS)[number];

/** An energy twice: exactly, in yoctojoules (1e-24 J) as a decimal string, and rounded to the nearest double, in pJ. */
export interface Energy {
  readonly energy_yJ: string;
  readonly energy_pJ: number;
}

/** The smallest share that is accounted: one kind of event, clock state or leakage of one unit under one instruction. */
export interface LedgerLeaf extends Energy {
  /** Index of the tile, or `accelerator` for what belongs to none. */
  readonly tile: number | 'accelerator';
  readonly unit: string;
  /** An event of the unit, `clock`, `leakage`, `retention` or `laneStatic`. */
  readonly action: string;
  /** Index in the tile's program, `input` (docs/accelerator.md, E1), or `accelerator`. */
  readonly instruction: number | 'input' | 'accelerator';
  /** Layer of the network that the instruction serves, `input`, or `accelerator`. */
  readonly layer: string;
  readonly kind: EnergyKind;
  /** The row of the energy table that priced it, such as `macArray.multiply`. */
  readonly tableRow: string;
  /** Events, clocked domain-cycles, or cycles of static power (of a memory bank-cycles, of lanes lane-cycles). Whole. */
  readonly count: number;
}

/** The energy of all leaves that share a name. */
export interface EnergyShare extends Energy {
  readonly name: string;
}

/** The energy under one instruction. Its name is the instruction's text. */
export interface InstructionShare extends EnergyShare {
  readonly tile: LedgerLeaf['tile'];
  readonly instruction: LedgerLeaf['instruction'];
  readonly layer: string;
}

/** How a row's value was obtained. `published`: the source states it for these conditions. */
export const ROW_KINDS = ['published', 'derived', 'assumed', 'calibrated'] as const;
export type RowKind = (typeof ROW_KINDS)[number];

/** What a row's value holds for. Widths and capacity stand beside it, in the row. */
export interface RowConditions {
  readonly node_nm: number;
  readonly voltage_V: number;
  readonly temperature_C: number;
  /** The data behind the value, in words. */
  readonly note: string;
}

/** A rule that was applied, by its name in `scalingRules`, and what it multiplied the value by. */
export interface AppliedRule {
  readonly rule: string;
  readonly factor: number;
}

/** A rule that scales rows: what it does, who says so, and where it holds. Outside of that range it is refused. */
export interface ScalingRule {
  readonly name: string;
  readonly does: string;
  readonly source: string;
  readonly valid: string;
}

/** What a row costs one unit of some tiles: for each event, domain-cycle, or cycle of static power of a bank or lane. */
export interface RowPrice {
  readonly unit: string;
  readonly action: string;
  readonly tiles: readonly number[] | 'accelerator';
  /** Rules that lead from the row's scaled value to this price, beside its unit: width, capacity, implementation. */
  readonly rules: readonly AppliedRule[];
  readonly price_yJ: string;
  readonly price_pJ: number;
}

/** The energy that one row of the table priced, with what the row says; rows that priced nothing are listed too. */
export interface TableRowShare extends EnergyShare {
  readonly value: number;
  /** Such as `pJ` or `fJ_per_bit`. */
  readonly valueUnit: string;
  readonly kind: RowKind;
  readonly spread_lnSigma: number;
  readonly conditions: RowConditions;
  /** Widths that the value holds for; empty when none matters. */
  readonly widths_bits: readonly number[];
  /** Capacity of the memory that the value holds for, where it matters. */
  readonly capacity_KB?: number;
  readonly source: string;
  /** True for a row that the hardware file states in place of the table. */
  readonly overridden: boolean;
  /** The value at this configuration's node, voltage and temperature, in `valueUnit`. */
  readonly scaledValue: number;
  /** By the table's draws, without the implementation factor, in `valueUnit`. Absent where no draw moves the row: it counts as exact. */
  readonly scaledValue_p5_p95?: Interval;
  /** Rules that lead from `value` to `scaledValue`; none when the conditions are the configuration's own. */
  readonly rules: readonly AppliedRule[];
  readonly prices: readonly RowPrice[];
}

/** The factor for what operator tables leave out (operand delivery, wiring, glue), and what it adds to the total. */
export interface ImplementationShare {
  readonly factor: number;
  /** By the table's draws; absent where none moves it. */
  readonly factor_p5_p95?: Interval;
  readonly kind: RowKind;
  readonly spread_lnSigma: number;
  readonly source: string;
  readonly overridden: boolean;
  /** The part of the total that would not be there if the factor were 1. It stands under the rows that it multiplies. */
  readonly adds: Energy;
}

/** Groupings of the same leaves: each sums to the total. */
export interface LedgerViews {
  /** `tile 0`, ..., `accelerator`. */
  readonly tile: readonly EnergyShare[];
  readonly unit: readonly EnergyShare[];
  /** `unit.action`, such as `macArray.multiply`, `macArray.clock`, `weightSram.leakage`. */
  readonly action: readonly EnergyShare[];
  readonly instruction: readonly InstructionShare[];
  readonly layer: readonly EnergyShare[];
  /** All of {@link ENERGY_KINDS}, also when 0. */
  readonly kind: readonly EnergyShare[];
  readonly tableRow: readonly TableRowShare[];
  /** How the values that priced the energy were obtained: all of {@link ROW_KINDS}, also when 0. */
  readonly rowKind: readonly EnergyShare[];
}

/** What clock gating did to one unit of one tile. What is saved is no part of the total: it was never spent. */
export interface GatingShare {
  readonly tile: number;
  readonly unit: string;
  /** Domain-cycles clocked without work, and their energy (which is part of the total, kind `clockIdle`). */
  readonly idleClocked_domainCycles: number;
  readonly idleClocked: Energy;
  /** Domain-cycles gated, and the energy that clocking them would have cost. */
  readonly gated_domainCycles: number;
  readonly saved: Energy;
}

/** Where the energy of an accounted window went. Plain data: it survives JSON. */
export interface Ledger {
  /** Name of the hardware configuration. */
  readonly hardware: string;
  /** Name of the energy table, and whether its values were calibrated (`bottom-up`: they were not). */
  readonly table: { readonly name: string; readonly status: 'bottom-up' | 'calibrated' };
  readonly clock_Hz: number;
  /** Cycles of the window, the same for every tile (docs/accelerator.md, A1). */
  readonly cycles: number;
  readonly total: Energy;
  readonly leaves: readonly LedgerLeaf[];
  readonly views: LedgerViews;
  /** Absent when the table has no such factor. */
  readonly implementation?: ImplementationShare;
  /** Every rule that an `AppliedRule` of this ledger names. */
  readonly scalingRules: readonly ScalingRule[];
  readonly gating: readonly GatingShare[];
}
