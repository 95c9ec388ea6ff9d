import type { RowKind } from './ledger.js';
import type { Interval } from './power.js';

/** How often something happened in the accounted window, and the energy of it. */
export interface SimulatedPart {
  readonly count: number;
  readonly energy_pJ: number;
}

/** A row of the table, as the table states it: a value in a unit such as `pJ` or `fJ_per_bit`, and how it was obtained. */
export interface SimulatedRow {
  readonly value: number;
  readonly valueUnit: string;
  readonly kind: RowKind;
}

/** What a baseline remembers of a simulation. */
export interface Simulated {
  /** SHA-256 of what went in. */
  readonly inputs: {
    readonly network: string;
    readonly hardware: string;
    readonly table: string;
    /** Of the frames of features, names included. */
    readonly recordings: string;
  };
  /** The label of each recording's last frame. */
  readonly predictions: readonly string[];
  readonly perFrame_cycles: number;
  readonly latency_cycles: number;
  readonly energyPerInference_nJ: number;
  /** Whether every frame was done in its period and every result in time (docs/accelerator.md, S4 and S5). */
  readonly realTime: boolean;
  /** Each row of the table that priced something, as the table states it. */
  readonly tableRows: Readonly<Record<string, SimulatedRow>>;
  /** By tile (`tile 0`, ..., `accelerator`), then by `unit.action`. */
  readonly parts: Readonly<Record<string, Readonly<Record<string, SimulatedPart>>>>;
}

/** The greatest relative change that is no movement, in either direction. */
export interface Tolerances {
  /** Of cycles a frame and of latency. */
  readonly cycles: number;
  /** Of energy per inference. */
  readonly energy: number;
  /** Of the energy of each unit's action in each tile. */
  readonly parts: number;
}

export const METRICS = ['perFrame_cycles', 'latency_cycles', 'energyPerInference_nJ'] as const;
export type Metric = (typeof METRICS)[number];

export interface MetricCheck {
  readonly metric: Metric;
  readonly expected: number;
  readonly received: number;
  readonly tolerance: number;
  readonly ok: boolean;
}

/**
 * Why a part's energy moved. `counts`: it happened more or less often. `table`: its row has another value. `size`: its row
 * has not, but what the row is multiplied with.
 */
export type Cause = 'counts' | 'table' | 'size';

/** A part whose energy left its tolerance. Changes are received minus expected. */
export interface MovedPart {
  readonly tile: string;
  /** `unit.action`. */
  readonly action: string;
  /** The row of the table that prices it now; null when nothing of it happens any more. */
  readonly tableRow: string | null;
  readonly expected: SimulatedPart;
  readonly received: SimulatedPart;
  readonly change_pJ: number;
  /** Other counts at the old price; the rest of the change is another price of the new counts. */
  readonly byCounts_pJ: number;
  readonly causes: readonly Cause[];
}

export interface CaseCheck {
  readonly name: string;
  readonly ok: boolean;
  readonly metrics: readonly MetricCheck[];
  /** The middle 90 % of what the energy is now by the draws of the table; absent when it has none. It decides nothing. */
  readonly energyPerInference_nJ_p5_p95?: Interval;
  readonly predictions: {
    readonly expected: readonly string[];
    readonly received: readonly string[];
    readonly ok: boolean;
  };
  /** Whether real time was met; no tolerance. */
  readonly realTime: { readonly expected: boolean; readonly received: boolean; readonly ok: boolean };
  /** The greatest change first. */
  readonly moved: readonly MovedPart[];
  /** Rows of the table whose values are not those of the baseline. */
  readonly tableRows: readonly {
    readonly row: string;
    readonly expected: SimulatedRow | null;
    readonly received: SimulatedRow | null;
  }[];
  /** Inputs that are not those of the baseline. A case can be ok with other inputs. */
  readonly changedInputs: readonly (keyof Simulated['inputs'])[];
  /** What a reader must know to use the figures: conditions, and what kind of figures they are. */
  readonly assumptions: readonly string[];
}

/** What `lmusim check` finds. Plain data, same input same bytes. */
export interface CheckResult {
  readonly schema: 'lmusim.check/1';
  readonly version: string;
  readonly ok: boolean;
  readonly baselines: readonly { readonly file: string; readonly cases: readonly CaseCheck[] }[];
}
