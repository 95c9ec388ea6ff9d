import type { Override } from './override.js';

/** Numbers of transistors. */
export interface TransistorSummary {
  readonly logic: number;
  readonly clockGates: number;
  readonly sramCells: number;
  readonly sramPeriphery: number;
  readonly tables: number;
  readonly total: number;
}

/** One unit of one tile: what it is built of and how it is clocked. */
export interface UnitSummary {
  readonly unit: string;
  /** SRAM bits; 0 for a unit without memory. */
  readonly memory_bits: number;
  /** Words of that memory, all banks and buffers together, and bits of one; absent without memory. */
  readonly memory_words?: number;
  readonly word_bits?: number;
  readonly transistors: TransistorSummary;
  /** Gating policy (docs/accelerator.md, G2); `never` for what is always on. */
  readonly clockGating: string;
  /** Whether the memory retains while its tile sleeps (H5); absent where it cannot. */
  readonly retention?: boolean;
}

export interface TileSummary {
  readonly tile: number;
  readonly memory_bits: number;
  readonly transistors: TransistorSummary;
  readonly units: readonly UnitSummary[];
}

/** What `lmusim config` says of a hardware configuration. Plain data, same input same bytes. */
export interface ConfigResult {
  readonly schema: 'lmusim.config/1';
  readonly version: string;
  readonly hardware: {
    readonly name: string;
    readonly about: string;
    readonly sha256: string;
    /** What `--set` replaced in the file; absent when nothing. */
    readonly overrides?: readonly Override[];
  };
  readonly technology: {
    readonly node_nm: number;
    readonly voltage_V: number;
    readonly temperature_C: number;
  };
  readonly clock_kHz: number;
  readonly framePeriod_ms: number;
  /** Whole cycles in a frame period: what the slowest tile may take for a frame (S4). */
  readonly framePeriod_cycles: number;
  readonly maxLatency_ms: number;
  readonly maxLatency_cycles: number;
  readonly outputsPerCycle: number;
  readonly wake_cycles: number;
  readonly memory_bits: number;
  readonly transistors: TransistorSummary;
  /** What is known of each kind of transistors (docs/transistors.md). */
  readonly transistorKinds: Readonly<Record<keyof Omit<TransistorSummary, 'total'>, string>>;
  readonly tiles: readonly TileSummary[];
}
