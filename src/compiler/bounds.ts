/**
 * The proof that no accumulator overflows (docs/accelerator.md, N5 and N11). A bound is the sum of the greatest
 * magnitudes of all terms, so every partial sum stays within it in whatever order the terms are added.
 */
import { bitsFor } from '../fixed-point/index.js';
import {
  sourceLength,
  type Layer,
  type LmuLayer,
  type Network,
  type Projection,
  type SourceName,
} from '../network/index.js';
import { matricesOf } from './operands.js';

/** What a matrix asks of the MAC array. */
export interface MacBound {
  readonly unit: 'macArray';
  /** Index of the layer in the network. */
  readonly layer: number;
  readonly matrix: 'encoder' | 'hidden' | 'projection';
  /** Greatest of all rows of sum |w| max|operand| + |bias|. */
  readonly greatest: number;
  readonly accumulatorBits: number;
  /** Bits of the widest operand after its align shift (N4). */
  readonly operandBits: number;
}

/** What a layer's linear memories ask of the Legendre unit. */
export interface LegendreBound {
  readonly unit: 'legendreUnit';
  readonly layer: number;
  readonly matrix: 'memory';
  /** Greatest magnitude of an accumulator, with |m| <= 2^(stateBits-1) and |u| <= 128. */
  readonly greatest: number;
  readonly accumulatorBits: number;
  readonly coefficientBits: number;
}

export type Bound = MacBound | LegendreBound;

interface Range {
  readonly low: number;
  readonly high: number;
}

/** 8 bits: features, u and readouts saturate to them and may take every value. */
const VECTOR: Range = { low: -128, high: 127 };

const magnitude = ({ low, high }: Range): number => Math.max(-low, high);

/** The least range that holds 0 and all values. */
function rangeOf(values: Iterable<number>): Range {
  let low = 0;
  let high = 0;
  for (const value of values) {
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  return { low, high };
}

/** Values that a projection's vector takes; 0 always, because h(t-1) of the first frame is 0. */
function outputRange({ activation, table }: Projection): Range {
  if (activation === 'relu') return { low: 0, high: VECTOR.high };
  return activation === 'table' && table !== undefined ? rangeOf(table) : VECTOR;
}

function hOf(layer: Layer): Range {
  return outputRange(layer.kind === 'lmu' ? layer.hidden : layer.projection);
}

function macBound(
  network: Network,
  index: number,
  { key, projection }: ReturnType<typeof matricesOf>[number],
): MacBound {
  const layer = network.layers[index]!;
  const before = network.layers[index - 1];
  const ranges: Record<SourceName, Range> = {
    x: before === undefined ? VECTOR : hOf(before),
    h: hOf(layer),
    u: VECTOR,
    m: VECTOR,
  };
  let operandBits = 0;
  const greatestOperands = projection.sources.flatMap(({ source, align }) => {
    const scale = 2 ** align;
    const range = { low: ranges[source].low * scale, high: ranges[source].high * scale };
    operandBits = Math.max(operandBits, bitsFor(range.low, range.high));
    return Array.from({ length: sourceLength(source, layer) }, () => magnitude(range));
  });
  const { rows, columns, weights, bias } = projection;
  let greatest = 0;
  for (let row = 0; row < rows; row++) {
    let sum = Math.abs(bias?.[row] ?? 0);
    for (let column = 0; column < columns; column++) {
      sum += Math.abs(weights[row * columns + column]!) * greatestOperands[column]!;
    }
    greatest = Math.max(greatest, sum);
  }
  return {
    unit: 'macArray',
    layer: index,
    matrix: key,
    greatest,
    accumulatorBits: bitsFor(-greatest, greatest),
    operandBits,
  };
}

/** Shift that brings u to the state's fraction (N8). */
export function inputShiftOf(layer: LmuLayer): number {
  const { output } = layer.encoder;
  return output.kind === 'vector' ? layer.stateFraction - output.fraction : 0;
}

function legendreBound(layer: LmuLayer, index: number): LegendreBound {
  const { order, stateBits, coefficientFraction, update } = layer;
  const state = 2 ** (stateBits - 1);
  const input = 128 * 2 ** inputShiftOf(layer);
  let greatest = 0;
  if (update.rule === 'dense') {
    for (let i = 0; i < order; i++) {
      let sum = Math.abs(update.B[i]!) * input;
      for (let j = 0; j < order; j++) sum += Math.abs(update.A[i * order + j]!) * state;
      greatest = Math.max(greatest, sum);
    }
  } else {
    // N9: S_i holds every old order once and the input once, with some sign.
    const runningSum = order * state + input;
    for (const coefficient of update.coefficients) {
      greatest = Math.max(
        greatest,
        runningSum,
        state * 2 ** coefficientFraction + Math.abs(coefficient) * runningSum,
      );
    }
  }
  const coefficients =
    update.rule === 'dense' ? [rangeOf(update.A), rangeOf(update.B)] : [rangeOf(update.coefficients)];
  return {
    unit: 'legendreUnit',
    layer: index,
    matrix: 'memory',
    greatest,
    accumulatorBits: bitsFor(-greatest, greatest),
    coefficientBits: Math.max(...coefficients.map(({ low, high }) => bitsFor(low, high))),
  };
}

/** Searches compile one network a thousand times, and no network changes. */
const known = new WeakMap<Network, readonly Bound[]>();

/** The widths that every matrix and memory of a network needs, in the network's order; no hardware enters. */
export function boundsOf(network: Network): readonly Bound[] {
  const bounds = known.get(network) ?? computedBounds(network);
  known.set(network, bounds);
  return bounds;
}

function computedBounds(network: Network): readonly Bound[] {
  return network.layers.flatMap((layer, index): Bound[] => {
    const matrices = matricesOf(layer).map((matrix) => macBound(network, index, matrix));
    return layer.kind === 'lmu' ? [...matrices, legendreBound(layer, index)] : matrices;
  });
}
