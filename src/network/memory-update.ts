import { roundShift, saturate } from '../fixed-point/index.js';
import type { LmuLayer } from './network.js';

/**
 * Advances every linear memory of a layer by one frame, in place.
 * `state` is memory-major (memories x order) at stateFraction; `u` has one entry for each memory at `inputFraction`.
 * Returns how many values saturated.
 */
export type AdvanceMemories = (state: Int32Array, u: Int8Array) => number;

/**
 * m_i = sat(rs(sum_j A_ij m_j + B_i u', coefficientFraction)) with u' = u at the state's fraction: every order from the old m,
 * so each memory is copied before it is overwritten.
 */
function denseUpdate(layer: LmuLayer, inputScale: number, A: Int16Array, B: Int16Array): AdvanceMemories {
  const { memories, order, stateBits, coefficientFraction } = layer;
  const old = new Int32Array(order);
  return (state, u) => {
    let saturated = 0;
    for (let memory = 0; memory < memories; memory++) {
      const begin = memory * order;
      old.set(state.subarray(begin, begin + order));
      const input = u[memory]! * inputScale;
      for (let i = 0; i < order; i++) {
        let sum = B[i]! * input;
        for (let j = 0; j < order; j++) sum += A[i * order + j]! * old[j]!;
        const rounded = roundShift(sum, coefficientFraction);
        const kept = saturate(rounded, stateBits);
        if (kept !== rounded) saturated++;
        state[begin + i] = kept;
      }
    }
    return saturated;
  };
}

/**
 * m_i = sat(m_i + rs(c_i S_i, coefficientFraction)) with S_i = -sum_{j>i} m_j + (-1)^i (u' - sum_{j<=i} (-1)^j m_j), old m
 * throughout: the Legendre delay's A and B by two running sums (A_ij = -(2i+1)/theta for j > i, (-1)^(i-j+1) (2i+1)/theta
 * for j <= i, B_i = (-1)^i (2i+1)/theta; Voelker, Kajic and Eliasmith 2019, equation 2).
 */
function scanUpdate(layer: LmuLayer, inputScale: number, coefficients: Int16Array): AdvanceMemories {
  const { memories, order, stateBits, coefficientFraction } = layer;
  return (state, u) => {
    let saturated = 0;
    for (let memory = 0; memory < memories; memory++) {
      const begin = memory * order;
      let above = 0;
      for (let j = 0; j < order; j++) above += state[begin + j]!;
      let alternating = u[memory]! * inputScale;
      let sign = 1;
      for (let i = 0; i < order; i++) {
        const old = state[begin + i]!;
        above -= old;
        alternating -= sign * old;
        const moved = old + roundShift(coefficients[i]! * (sign * alternating - above), coefficientFraction);
        const kept = saturate(moved, stateBits);
        if (kept !== moved) saturated++;
        state[begin + i] = kept;
        sign = -sign;
      }
    }
    return saturated;
  };
}

/** The layer's update; `memoryInputFraction` is the fraction of u, the encoder's output. */
export function memoryUpdateOf(layer: LmuLayer, memoryInputFraction: number): AdvanceMemories {
  const inputScale = 2 ** (layer.stateFraction - memoryInputFraction);
  const { update } = layer;
  return update.rule === 'dense'
    ? denseUpdate(layer, inputScale, update.A, update.B)
    : scanUpdate(layer, inputScale, update.coefficients);
}
