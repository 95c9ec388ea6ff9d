import { roundShift, saturate } from '../fixed-point/index.js';
import { InputError } from '../problems/index.js';
import { memoryUpdateOf } from './memory-update.js';
import type { DenseLayer, LmuLayer, Network } from './network.js';
import { rawSums, requantise, type SourceVectors } from './projection.js';
import { outputFraction } from './sources.js';

/** Values that were clamped, by what they are; all 0 in a run that lost nothing to saturation. */
export interface Saturations {
  /** Memory inputs (8 bits). */
  readonly u: number;
  /** States (stateBits). */
  readonly m: number;
  /** Readouts (8 bits). */
  readonly readout: number;
  /** Outputs: beyond 8 bits, or above 127 before ReLU. */
  readonly h: number;
}

/** Every vector that one layer computed in one frame; copies, memory-major (memory * order + order index). */
export interface LayerTrace {
  readonly layer: number;
  /** Memory inputs, one for each memory; empty in a dense layer, as are m and readout. */
  readonly u: Int8Array;
  /** States after the update, at stateFraction. */
  readonly m: Int32Array;
  /** The states at readoutFraction, as the hidden matrix reads them. */
  readonly readout: Int8Array;
  /** Outputs; empty in the last layer, which has scores. */
  readonly h: Int8Array;
}

export interface FrameResult {
  /** Raw sums of the output layer, one for each label, at its weightFraction + inputFraction. */
  readonly scores: Int32Array;
  /** Index of the greatest score, the lowest of equals. */
  readonly prediction: number;
}

/** One layer with its state. */
interface Stage {
  reset(): void;
  /** Takes the layer's input; the output stands in `h`, or in `sums` when it is raw. */
  step(x: Int8Array): void;
  readonly h: Int8Array;
  readonly sums: Float64Array;
  readonly saturations: Saturations;
  trace(layer: number): LayerTrace;
}

function lmuStage(layer: LmuLayer): Stage {
  const { memories, order, units, encoder, hidden } = layer;
  const readoutShift = layer.stateFraction - layer.readoutFraction;
  const advance = memoryUpdateOf(layer, outputFraction(encoder)!);
  const operands = new Int16Array(Math.max(encoder.columns, hidden.columns));
  const sums = new Float64Array(Math.max(memories, units));
  const u = new Int8Array(memories);
  const state = new Int32Array(memories * order);
  const m = new Int8Array(memories * order);
  const h = new Int8Array(units);
  const saturations = { u: 0, m: 0, readout: 0, h: 0 };
  const readOut = (): void => {
    for (let index = 0; index < state.length; index++) {
      const rounded = roundShift(state[index]!, readoutShift);
      const kept = saturate(rounded, 8);
      if (kept !== rounded) saturations.readout++;
      m[index] = kept;
    }
  };
  return {
    h,
    sums,
    saturations,
    reset: () => {
      for (const vector of [u, state, m, h]) vector.fill(0);
    },
    // h and m still hold the previous frame when the encoder reads them; h also when the hidden matrix does.
    step: (x) => {
      const vectors: SourceVectors = { x, h, u, m };
      rawSums(encoder, vectors, operands, sums);
      saturations.u += requantise(encoder, sums, u);
      saturations.m += advance(state, u);
      readOut();
      rawSums(hidden, vectors, operands, sums);
      saturations.h += requantise(hidden, sums, h);
    },
    trace: (index) => ({ layer: index, u: u.slice(), m: state.slice(), readout: m.slice(), h: h.slice() }),
  };
}

function denseStage({ units, projection }: DenseLayer): Stage {
  const isRaw = projection.output.kind === 'raw';
  const operands = new Int16Array(projection.columns);
  const sums = new Float64Array(units);
  const h = new Int8Array(isRaw ? 0 : units);
  const saturations = { u: 0, m: 0, readout: 0, h: 0 };
  return {
    h,
    sums,
    saturations,
    reset: () => {
      h.fill(0);
    },
    step: (x) => {
      rawSums(projection, { x }, operands, sums);
      if (!isRaw) saturations.h += requantise(projection, sums, h);
    },
    trace: (layer) => ({
      layer,
      u: new Int8Array(),
      m: new Int32Array(),
      readout: new Int8Array(),
      h: h.slice(),
    }),
  };
}

/** Index of the greatest value, the lowest of equals; 0 for an empty vector. */
export function argmax(values: ArrayLike<number>): number {
  let best = 0;
  for (let index = 1; index < values.length; index++) if (values[index]! > values[best]!) best = index;
  return best;
}

/**
 * The network's one right answer in integers, frame by frame: what training, compiler, simulator and RTL must equal. State
 * lives on between frames, as the paper's networks are never reset; `reset` returns to all zeros. The network is one that
 * `checkNetwork` accepts; nothing is checked again here.
 */
export class ReferenceInference {
  readonly #inputs: number;
  readonly #stages: readonly Stage[];

  constructor(network: Network) {
    this.#inputs = network.inputs;
    this.#stages = network.layers.map((layer) =>
      layer.kind === 'lmu' ? lmuStage(layer) : denseStage(layer),
    );
  }

  /** Forgets every frame; the counts of saturations stay. */
  reset(): void {
    for (const stage of this.#stages) stage.reset();
  }

  /** Clamped values since construction, one entry for each layer. */
  get saturations(): readonly Saturations[] {
    return this.#stages.map(({ saturations }) => ({ ...saturations }));
  }

  /**
   * One frame: `x` holds `inputs` values at inputFraction. `trace` is called for each layer in order.
   * Throws InputError (`network.frame-length`) when x has another length.
   */
  step(x: Int8Array, trace?: (vectors: LayerTrace) => void): FrameResult {
    if (x.length !== this.#inputs) {
      const [expected, received] = [`${this.#inputs} features`, `${x.length}`];
      const message = 'a frame of the wrong length';
      throw new InputError([{ code: 'network.frame-length', path: '', message, expected, received }]);
    }
    let vector = x;
    let scores: Float64Array = new Float64Array();
    for (const [index, stage] of this.#stages.entries()) {
      stage.step(vector);
      trace?.(stage.trace(index));
      vector = stage.h;
      scores = stage.sums;
    }
    return { scores: Int32Array.from(scores), prediction: argmax(scores) };
  }
}
