import type { Interval } from './power.js';
import type { Cause } from './check.js';
import type { Override } from './override.js';

/** One of the designs that are compared, with what it takes. */
export interface ComparedDesign {
  readonly name: string;
  readonly network: { readonly name: string; readonly sha256: string };
  readonly hardware: {
    readonly name: string;
    readonly sha256: string;
    readonly node_nm: number;
    readonly voltage_V: number;
    readonly temperature_C: number;
    readonly clock_kHz: number;
    /** What `--set` replaced in the file; absent when nothing. */
    readonly overrides?: readonly Override[];
  };
  readonly table: { readonly name: string; readonly sha256: string; readonly status: string };
  readonly predictions: readonly string[];
  readonly perFrame_cycles: number;
  readonly framePeriod_cycles: number;
  readonly latency_ms: number;
  readonly realTime: boolean;
  readonly power_uW: number;
  /** The middle 90 % of the table's draws; absent when it has none. */
  readonly power_uW_p5_p95?: Interval;
  /** The middle 90 % of power over the first design's by the draws of the table that both share; absent where they share none. */
  readonly power_ratio_p5_p95?: Interval;
  readonly energyPerInference_nJ: number;
  readonly energyPerInference_nJ_p5_p95?: Interval;
  /** What a reader must know to use the figures: conditions, and what kind of figures they are. */
  readonly assumptions: readonly string[];
}

/** The energy of a unit in one design beside that in the first. */
export interface ComparedShare {
  readonly energyPerInference_nJ: number;
  /** The middle 90 % of the table's draws; absent when it has none. */
  readonly energyPerInference_nJ_p5_p95?: Interval;
  /** Times what it is in the first design; null where that is 0. */
  readonly ratio: number | null;
  /** Change against the first design, and how much of it other counts at the first one's prices make. */
  readonly change_nJ: number;
  readonly byCounts_nJ: number;
  /** Why it changed; nothing where it did not. */
  readonly causes: readonly Cause[];
}

/** What `lmusim compare` finds. Plain data, same input same bytes. */
export interface CompareResult {
  readonly schema: 'lmusim.compare/1';
  readonly version: string;
  /** What the designs differ in. */
  readonly subject: 'hardware' | 'network' | 'table';
  /** At least two; ratios and changes are against the first. */
  readonly designs: readonly ComparedDesign[];
  readonly units: readonly {
    readonly unit: string;
    /** One for each design. */
    readonly shares: readonly ComparedShare[];
  }[];
}
