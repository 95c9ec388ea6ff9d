import { roundShift } from '../fixed-point/index.js';
import type { Projection, SourceName, VectorOutput } from './network.js';

/** The vectors that a projection may read in one step. */
export type SourceVectors = Partial<Record<SourceName, Int8Array>>;

/** Lays the sources side by side, each shifted left by its align, as the multipliers see them (10 bits). */
function gatherOperands(projection: Projection, vectors: SourceVectors, operands: Int16Array): void {
  let column = 0;
  for (const { source, align } of projection.sources) {
    for (const value of vectors[source]!) operands[column++] = value << align;
  }
}

/**
 * The sums of every row, bias included, at weightFraction + inputFraction fraction bits. Doubles hold them exactly:
 * fewer than 2^19 columns of at most 2^16 each.
 */
export function rawSums(
  projection: Projection,
  vectors: SourceVectors,
  operands: Int16Array,
  sums: Float64Array,
): void {
  const { rows, columns, weights, bias } = projection;
  gatherOperands(projection, vectors, operands);
  for (let row = 0; row < rows; row++) {
    let sum = bias === undefined ? 0 : bias[row]!;
    const begin = row * columns;
    // Math.imul and not *, whose 0 * -1 is -0, which would make the loop one of doubles.
    for (let column = 0; column < columns; column++)
      sum += Math.imul(weights[begin + column]!, operands[column]!);
    sums[row] = sum;
  }
}

/**
 * Rounds each sum to the output's fraction, saturates and activates it into `output`. Returns how many saturated: left
 * -128..127, or with ReLU exceeded 127 (a negative sum becomes 0, which is the activation and no loss).
 */
export function requantise(projection: Projection, sums: Float64Array, output: Int8Array): number {
  const { activation, table, weightFraction, inputFraction } = projection;
  const shift = weightFraction + inputFraction - (projection.output as VectorOutput).fraction;
  const lowest = activation === 'relu' ? 0 : -128;
  const leastKept = activation === 'relu' ? -Infinity : -128;
  let saturated = 0;
  for (let row = 0; row < output.length; row++) {
    const rounded = roundShift(sums[row]!, shift);
    if (rounded > 127 || rounded < leastKept) saturated++;
    const kept = Math.min(127, Math.max(lowest, rounded));
    output[row] = activation === 'table' ? table![kept + 128]! : kept;
  }
  return saturated;
}
