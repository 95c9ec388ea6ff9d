import type { RealTimeResult } from './compile.js';
import type { Override } from './override.js';

/** What varies among the members of a family; everything else is the base's or the least that the network needs. */
export interface SizeFamily {
  /** Numbers of tiles. */
  readonly tiles: readonly number[];
  /** MAC lanes that a tile may have, each tile on its own. */
  readonly lanes: readonly number[];
  /** Legendre lanes that a tile may have; a tile without linear memories or with a scan has one. */
  readonly legendreLanes: readonly number[];
  readonly clock_kHz: readonly number[];
}

/** A tile of a member. */
export interface SizedTile {
  readonly layers: readonly string[];
  readonly lanes: number;
  readonly legendreLanes: number;
  /** Of all kinds (docs/transistors.md). */
  readonly transistors: number;
  readonly memory_bits: number;
  readonly perFrame_cycles: number;
  readonly latencyShare_cycles: number;
}

export interface SizedMember {
  readonly clock_kHz: number;
  readonly transistors: number;
  readonly memory_bits: number;
  readonly realTime: RealTimeResult;
  readonly tiles: readonly SizedTile[];
}

/** Why no member of some clock and number of tiles will do: the nearest that there is. */
export type SizeShortfall =
  /** No choice of lanes holds the layers; the first problem of the largest. */
  | { readonly misses: 'fit'; readonly problem: string }
  /** Cycles of the fastest member, and those that are allowed. */
  | {
      readonly misses: 'throughput' | 'latency';
      readonly least_cycles: number;
      readonly allowed_cycles: number;
    };

/** The members of one clock and number of tiles: the least that meets real time, or why there is none. */
export interface SizeCandidate {
  readonly clock_kHz: number;
  readonly tiles: number;
  readonly least: { readonly transistors: number; readonly latency_cycles: number } | null;
  readonly shortfall?: SizeShortfall;
}

/** The answer with one tile made smaller, and why that will not do. */
export interface SmallerChoice {
  readonly tile: number;
  readonly lanes: number;
  readonly legendreLanes: number;
  readonly transistors: number;
  readonly misses: 'throughput' | 'latency';
  /** Of the slowest tile, or of the whole chain. */
  readonly cycles: number;
  readonly allowed_cycles: number;
}

/** What `lmusim size` finds. Plain data, same input same bytes. */
export interface SizeResult {
  readonly schema: 'lmusim.size/1';
  readonly version: string;
  readonly network: { readonly name: string; readonly sha256: string };
  /** The base of the family. */
  readonly hardware: {
    readonly name: string;
    readonly sha256: string;
    /** What `--set` replaced in the file; absent when nothing. */
    readonly overrides?: readonly Override[];
  };
  readonly family: SizeFamily;
  /** Number of members, a whole number in decimal. */
  readonly members: string;
  /** Of two members the first of these that differs decides which is less; the least of all is the answer. */
  readonly order: readonly ['transistors', 'clock_kHz', 'tiles', 'latency_cycles'];
  /** Null when no member meets real time. */
  readonly least: SizedMember | null;
  /** Hash of the answer's hardware file. */
  readonly least_sha256: string | null;
  readonly candidates: readonly SizeCandidate[];
  readonly smaller: readonly SmallerChoice[];
}
