import type { Override } from './override.js';

/** Words of one memory of a tile: what the program takes of what is there. */
export interface MemoryUse {
  /** Such as `weightSram`, `channel` (one buffer of it), `postProcessor.scores`. */
  readonly memory: string;
  readonly used_words: number;
  readonly available_words: number;
  readonly word_bits: number;
}

/** One tile of a program, with the layers on it; none on a tile that is not used. */
export interface CompiledTile {
  readonly tile: number;
  readonly layers: readonly string[];
  readonly instructions: number;
  /** Of the slowest frame; 0 for a tile that is not used. */
  readonly perFrame_cycles: number;
  readonly memories: readonly MemoryUse[];
}

/** Cycles that a frame takes, of those that real time allows. */
export interface RealTimeResult {
  readonly ok: boolean;
  readonly perFrame_cycles: number;
  readonly framePeriod_cycles: number;
  readonly latency_cycles: number;
  readonly maxLatency_cycles: number;
}

/** What `lmusim compile` says of a program. Plain data, same input same bytes. */
export interface CompileResult {
  readonly schema: 'lmusim.compile/1';
  readonly version: string;
  readonly network: { readonly name: string; readonly sha256: string };
  readonly hardware: {
    readonly name: string;
    readonly sha256: string;
    /** What `--set` replaced in the file; absent when nothing. */
    readonly overrides?: readonly Override[];
  };
  /** Of what the program depends on: another architecture refuses it. */
  readonly architecture_sha256: string;
  /** Of the program file. */
  readonly program: { readonly sha256: string; readonly size_bytes: number };
  /** Tile of each layer. */
  readonly assignment: readonly number[];
  readonly tiles: readonly CompiledTile[];
  readonly realTime: RealTimeResult;
}
