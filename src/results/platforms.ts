import type { Interval } from './power.js';
import type { RunResult } from './run.js';

/**
 * How the figures of a platform were obtained: of the accelerator, the status of the energy table that prices what is simulated
 * here, `calibrated` or `bottom-up`; of others, `modelled` by a formula of ours, `published` by its authors, of silicon or of a
 * layout, `simulated by its authors` where they say so, or `press` figures of a vendor.
 */
export type PlatformEvidence =
  RunResult['table']['status'] | 'modelled' | 'published' | 'simulated by its authors' | 'press';

/** One platform beside the others. What a source does not say is null. */
export interface Platform {
  readonly name: string;
  readonly evidence: PlatformEvidence;
  /** Least and most: two figures where a source gives a range, the same twice where it gives one. */
  readonly power_uW: readonly [least: number, most: number] | null;
  /** Of the accelerator, when its table has draws (docs/calibration.md). */
  readonly power_uW_p5_p95?: Interval;
  readonly energyPerInference_nJ: number | null;
  /** Of the accelerator, when its table has draws. */
  readonly energyPerInference_nJ_p5_p95?: Interval;
  /** Its figures over those of the accelerator: of power, or of energy per inference where no power is known. */
  readonly ratio: readonly [least: number, most: number];
  /**
   * What the draws of the table leave open of the accelerator's figure, and nothing else: the platform's least over its 95 %, the
   * platform's most over its 5 %. The accelerator has none, being 1 in every draw, nor has anybody when the table has no draws.
   */
  readonly ratio_p5_p95?: Interval;
  readonly ratioOf: 'power' | 'energy per inference';
  readonly sameNetwork: boolean;
  readonly node_nm: number | null;
  readonly clock_kHz: number | null;
  /** What it recognises, how well, and what its figures cover. */
  readonly task: string;
  readonly accuracy_percent: number | null;
  readonly scope: string;
  readonly source: string;
}

/** Cycles of a network on a Cortex-M4F by what they are spent on, for one frame. */
export interface MicrocontrollerCycles {
  readonly kernel: 'plain' | 'simd';
  readonly weights_cycles: number;
  readonly columns_cycles: number;
  readonly outputs_cycles: number;
  readonly memories_cycles: number;
  readonly layers_cycles: number;
  readonly perFrame_cycles: number;
  readonly perWeight_cycles: number;
  readonly perSecond_Mcycles: number;
}

/** The same network on the accelerator and on a microcontroller, beside published chips with networks of their own. */
export interface PlatformsResult {
  readonly schema: 'lmusim.compare/1';
  readonly version: string;
  readonly subject: 'platforms';
  readonly network: { readonly name: string; readonly sha256: string; readonly weights: number };
  readonly hardware: { readonly name: string; readonly sha256: string };
  readonly table: {
    readonly name: string;
    readonly sha256: string;
    readonly status: RunResult['table']['status'];
  };
  readonly framePeriod_ms: number;
  readonly microcontroller: readonly MicrocontrollerCycles[];
  /** The accelerator first. */
  readonly platforms: readonly Platform[];
}
