/** What a share of energy is spent on; every leaf has exactly one. */
export const ENERGY_KINDS = ['dynamic', 'clockActive', 'clockIdle', 'leakage'] as const;
/**
 * `dynamic`: events. `clockActive`: clocking a part that works. `clockIdle`: clocking a part that does not work and is not
 * gated. `leakage`: static power, retention included.
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
  /** An event of the unit, `clock`, `leakage` or `retention`. */
  readonly action: string;
  /** Index in the tile's program, `input` (docs/accelerator.md, E1), or `accelerator`. */
  readonly instruction: number | 'input' | 'accelerator';
  /** Layer of the network that the instruction serves, `input`, or `accelerator`. */
  readonly layer: string;
  readonly kind: EnergyKind;
  /** The row of the energy table that priced it, such as `macArray.multiply`. */
  readonly tableRow: string;
  /** Events, clocked domain-cycles, or cycles of leakage (of a memory: bank-cycles). A whole number. */
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

/** The energy that one row of the table priced, with what the row says; rows that priced nothing are listed too. */
export interface TableRowShare extends EnergyShare {
  readonly value: number;
  /** Such as `pJ` or `fJ_per_bit`. */
  readonly valueUnit: string;
  /** How the value was obtained: published, derived, assumed or calibrated. */
  readonly origin: string;
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
  /** The four of {@link ENERGY_KINDS}, also when 0. */
  readonly kind: readonly EnergyShare[];
  readonly tableRow: readonly TableRowShare[];
}

/** What clock gating did to one unit of one tile. Not part of the total: what is saved was never spent. */
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
  readonly gating: readonly GatingShare[];
}
