import type { Ledger } from './ledger.js';
import type { Override } from './override.js';
import type { Interval, PowerIntervals } from './power.js';

/** Result of one frame of a recording. */
export interface FrameOutcome {
  /** Label of the greatest score, the lowest index of equals. */
  readonly prediction: string;
  /** Accumulator integers, one for each label. */
  readonly scores: readonly number[];
}

/** What was done to a recording's sound before the machine saw it; undefined when features were given instead. */
export interface SoundTreatment {
  readonly sampleRate_Hz: number;
  readonly channels: number;
  readonly samples: number;
  /** The rate that it was resampled to, or null when it already had the network's. */
  readonly resampledTo_Hz: number | null;
}

export interface RecordingOutcome {
  readonly name: string;
  /** Label of the last frame. */
  readonly prediction: string;
  readonly predictionIndex: number;
  readonly sound?: SoundTreatment;
  readonly frames: readonly FrameOutcome[];
}

/** One tile's work: cycles by activity over the accounted window (docs/accelerator.md, E3). */
export interface TileOutcome {
  readonly tile: number;
  readonly layers: readonly string[];
  /** Cycles that the tile needs for a frame (T7); 0 when it is not used. */
  readonly perFrame: number;
  readonly activities: Readonly<Record<string, number>>;
  /** How each unit was clocked: domain-cycles of the window by state, both ports of a memory together (G1). */
  readonly units_domainCycles: Readonly<Record<string, UnitClocking>>;
}

/** Domain-cycles of a unit: a bank, a lane or the whole unit, one for each cycle (docs/accelerator.md, G1). */
export interface UnitClocking {
  /** Working. */
  readonly active: number;
  /** Clocked without work. */
  readonly idleClocked: number;
  readonly gated: number;
  /** Of the gated ones: in retention (H5). */
  readonly retained: number;
}

/** Power of the parts, in the order of the ledger's view, summing to the total. */
export type PowerBreakdown = Readonly<Record<string, number>>;

/** Values that were clamped, by place (N3). */
export interface SaturationOutcome {
  readonly tile: number;
  readonly vector: number;
  readonly state: number;
  readonly readout: number;
}

/** A recording of which the frames are told one by one, and only their number is kept. */
export interface RecordingSummary extends Omit<RecordingOutcome, 'frames'> {
  readonly frames: number;
}

/** All of a run but its frames: what a stream of results ends with. */
export interface RunSummary extends Omit<RunResult, 'schema' | 'prediction' | 'frames' | 'recordings'> {
  readonly recordings: readonly RecordingSummary[];
}

/** What `lmusim run` finds: the JSON of the command and the value of `simulate`. Plain data, same input same bytes. */
export interface RunResult {
  readonly schema: 'lmusim.run/1';
  readonly version: string;
  readonly network: {
    readonly name: string;
    readonly sha256: string;
    readonly weights: number;
    readonly weightBits: number;
    /** Such as `trained on synthetic speech`. */
    readonly weightsAre: string;
    /** What the scores of a frame stand for, in their order. */
    readonly labels: readonly string[];
    /** The longest window of its memories; null for a network without any. */
    readonly window_frames: number | null;
  };
  readonly hardware: {
    readonly name: string;
    readonly sha256: string;
    readonly node_nm: number;
    readonly voltage_V: number;
    readonly temperature_C: number;
    readonly clock_kHz: number;
    readonly framePeriod_ms: number;
    readonly maxLatency_ms: number;
    readonly tiles: number;
    /** What `--set` replaced in the file; absent when nothing. */
    readonly overrides?: readonly Override[];
  };
  readonly table: {
    readonly name: string;
    readonly sha256: string;
    readonly status: 'bottom-up' | 'calibrated';
    /** Rows that the hardware file states in place of the table's; its hash covers them. */
    readonly overrides: readonly string[];
  };
  readonly engine: 'reference';
  /** Whether the machine was reset before each recording or kept its state from one to the next. */
  readonly state: 'reset' | 'kept';
  /** Of the only recording; absent when there are several. */
  readonly prediction?: string;
  /** Of the only recording; absent when there are several. */
  readonly frames?: readonly FrameOutcome[];
  readonly recordings: readonly RecordingOutcome[];
  readonly cycles: {
    /** Of the slowest tile (T7). */
    readonly perFrame: number;
    /** Greatest latency of a frame (T6). */
    readonly latency: number;
    /** Whole cycles in a frame period and in the greatest latency. */
    readonly framePeriod: number;
    readonly maxLatency: number;
    /** Cycles of the accounted windows, and all cycles that were simulated. */
    readonly accounted: number;
    readonly simulated: number;
    readonly byTile: readonly TileOutcome[];
  };
  readonly latency_ms: number;
  readonly realTime: {
    readonly ok: boolean;
    /** Cycles to spare; negative when they are missing. */
    readonly frameSlack_cycles: number;
    readonly latencySlack_cycles: number;
  };
  /** `steady`: exactly the frames' work of each tile (A1). `whole`: the run with filling and draining (A2). */
  readonly accounting: 'steady' | 'whole';
  /** Average over the accounted window. Intervals hold the middle 90 % of the table's draws; a table without draws gives none. */
  readonly power: Partial<PowerIntervals> & {
    readonly total_uW: number;
    readonly byUnit_uW: PowerBreakdown;
    readonly byTile_uW: PowerBreakdown;
    readonly byLayer_uW: PowerBreakdown;
    readonly byAction_uW: PowerBreakdown;
    readonly byKind_uW: PowerBreakdown;
    /** By how the values of the energy table were obtained: published, derived, assumed or calibrated. */
    readonly byRowKind_uW: PowerBreakdown;
    /** What gating saved, not part of the total; all units, and each that has a clock to gate. */
    readonly savedByGating_uW: number;
    readonly savedByGatingByUnit_uW: PowerBreakdown;
  };
  /** One inference is one frame. */
  readonly energy: {
    readonly perInference_nJ: number;
    readonly perInference_nJ_p5_p95?: Interval;
    readonly ledger: Ledger;
  };
  readonly saturations: readonly SaturationOutcome[];
  /** What a reader must know to use the figures. */
  readonly assumptions: readonly string[];
}
