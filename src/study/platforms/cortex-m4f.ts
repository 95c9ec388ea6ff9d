/**
 * Cycles of a network's integer inference on a Cortex-M4F, counted instruction by instruction in two inner loops of ours.
 * Times are those of the Arm Cortex-M4 Processor Technical Reference Manual (100166_0001_00), table 3-1 and section 3.3.2, with
 * memory that never waits. No figure of the paper enters: docs/platforms.md compares with its measurement.
 */
import type { Layer, LmuLayer, Network, Projection } from '../../network/index.js';
import type { MicrocontrollerCycles } from '../../results/index.js';

/** A load takes two cycles, each further load right behind it one. */
const loads = (count: number): number => count + 1;
/** Addition, shift, saturation, multiply-accumulate, dual multiply-accumulate, AND with a shifted operand. */
const ARITHMETIC = 1;
const STORE = 2;
/** 1 + P for a branch that is taken; P is 1 to 3, here 2. */
const BRANCH = 3;
const COUNT_AND_BRANCH = ARITHMETIC + BRANCH;
/** Registers saved and restored (1 + 8 and 1 + 8 + P), and ten instructions that set up pointers and bounds. */
const CALL = 9 + 11 + 10;

/** Bias, addition, rounding, shift, saturation (which is ReLU too), store; sum to zero, two pointers, next row. */
const OUTPUT = loads(1) + 4 * ARITHMETIC + STORE + 3 * ARITHMETIC + COUNT_AND_BRANCH;
/** The state is rounded, saturated and stored, and again for the readout. */
const STATE = OUTPUT + 2 * ARITHMETIC + STORE;

interface Kernel {
  readonly perWeight: number;
  /** What each element of a vector takes before a matrix can be multiplied with it. */
  readonly perColumn: number;
}

/** Four 8-bit weights a turn, as compiled from plain C: eight loads, four multiply-accumulates. */
const PLAIN: Kernel = { perWeight: (loads(8) + 4 * ARITHMETIC + COUNT_AND_BRANCH) / 4, perColumn: 0 };

/**
 * Two rows at a time, eight 4-bit weights of each a turn: two loads of weights and four of activations, which were widened to
 * 16 bits before; an AND for each pair of weights, a dual multiply-accumulate into 64 bits (SMLALD) for each.
 */
const SIMD: Kernel = {
  perWeight: (loads(2 + 4) + 8 * ARITHMETIC + 8 * ARITHMETIC + COUNT_AND_BRANCH) / 16,
  perColumn: loads(1) + STORE,
};

const KERNELS = { plain: PLAIN, simd: SIMD } as const;

/** Cycles that a frame of a network takes in one of the kernels; the memories are computed in plain C in both. */
export function cortexM4fCycles(
  network: Network,
  kernel: keyof typeof KERNELS,
  framePeriod_ms: number,
): MicrocontrollerCycles {
  const { perWeight, perColumn } = KERNELS[kernel];
  const matrices = network.layers.flatMap(matricesOf);
  const memories = network.layers.filter((layer) => layer.kind === 'lmu');
  const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
  const weights = sum(matrices.map(({ rows, columns }) => rows * columns));
  const cycles = {
    weights_cycles: weights * perWeight,
    columns_cycles: sum(matrices.map(({ columns }) => columns)) * perColumn,
    outputs_cycles: sum(matrices.map(({ rows }) => rows)) * OUTPUT,
    memories_cycles: sum(memories.map(memoryCycles)),
    layers_cycles: (matrices.length + memories.length) * CALL,
  };
  const perFrame_cycles = sum(Object.values(cycles));
  return {
    kernel,
    ...cycles,
    perFrame_cycles,
    perWeight_cycles: perFrame_cycles / weights,
    perSecond_Mcycles: perFrame_cycles / framePeriod_ms / 1000,
  };
}

function matricesOf(layer: Layer): readonly Projection[] {
  return layer.kind === 'lmu' ? [layer.encoder, layer.hidden] : [layer.projection];
}

/** m = A m + B u as a matrix of order + 1 columns for each memory, or as running sums. */
function memoryCycles({ memories, order, update }: LmuLayer): number {
  const products = update.rule === 'dense' ? order * (order + 1) : order;
  return memories * (products * PLAIN.perWeight + order * STATE);
}
