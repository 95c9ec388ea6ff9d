import type { PlacedInstruction } from './decode.js';

/** What one tile is loaded with before reset (docs/accelerator.md, W1 and M4 to M8). */
export interface TileImage {
  /** Instruction words. */
  readonly code: Uint32Array;
  /** Weight words x lanes. */
  readonly weights: Int8Array;
  /** Bias words x P. */
  readonly biases: Int16Array;
  /** Coefficient words x Legendre lanes. */
  readonly coefficients: Int16Array;
  /** Tables x 256. */
  readonly tables: Int8Array;
}

/** One instruction in results: what it does, and for which layer of the network. */
export interface InstructionLabel {
  /** Such as `gemv u (encoder)`. */
  readonly text: string;
  /** Name of the layer, or `frame` for what serves the frame as a whole. */
  readonly layer: string;
}

export interface TileProgram {
  readonly image: TileImage;
  /** The decoded code, in order. */
  readonly instructions: readonly PlacedInstruction[];
  /** One for each instruction. */
  readonly labels: readonly InstructionLabel[];
}

/** A network compiled for an architecture: everything that a machine is loaded with. */
export interface Program {
  readonly networkName: string;
  /** SHA-256 of the network file's bytes. */
  readonly networkHash: string;
  /** Of the configuration that it was compiled for; another architecture refuses it. */
  readonly architectureHash: string;
  /** Elements of a frame. */
  readonly inputs: number;
  readonly scoreLabels: readonly string[];
  readonly outputsPerCycle: number;
  readonly tiles: readonly TileProgram[];
}
