/** What a tile's memories are loaded with: rules M4, M7 and M8, and the tables. */
import type { UnitContext } from '../hardware/index.js';
import type { MemoryUpdate } from '../network/index.js';
import { encodeInstruction, type TileImage } from '../program/index.js';
import type { LayerPlacement, MatrixPlacement, TileAllocation } from './allocation.js';
import type { LabelledInstruction } from './code.js';

/** Element i of the table is that of index i - 128, as in the network. */
function tableImage(tables: readonly Int8Array[]): Int8Array {
  return Int8Array.from(tables.flatMap((table) => [...table]));
}

function matricesPlaced(placement: LayerPlacement): readonly MatrixPlacement[] {
  return placement.kind === 'lmu' ? [placement.encoder, placement.hidden] : [placement.matrix];
}

/** M4: row r L + lane, column c stands in lane `lane` of word base + r C + c. */
function placeWeights(image: Int8Array, { projection, weights }: MatrixPlacement, lanes: number): void {
  const { rows, columns } = projection;
  for (let row = 0; row < rows; row++) {
    const firstWord = weights.base + Math.floor(row / lanes) * columns;
    for (let column = 0; column < columns; column++) {
      image[(firstWord + column) * lanes + (row % lanes)] = projection.weights[row * columns + column]!;
    }
  }
}

/** M7. */
function placeCoefficients(
  image: Int16Array,
  base: number,
  update: MemoryUpdate,
  order: number,
  lanes: number,
): void {
  for (let i = 0; i < order; i++) {
    if (update.rule === 'scan') {
      image[(base + i) * lanes] = update.coefficients[i]!;
      continue;
    }
    const firstWord = base + Math.floor(i / lanes) * (order + 1);
    for (let j = 0; j <= order; j++) {
      image[(firstWord + j) * lanes + (i % lanes)] = j < order ? update.A[i * order + j]! : update.B[i]!;
    }
  }
}

/** The image of a tile that holds layers; each memory only as far as it is used. */
export function tileImage(
  { layers, used, tables }: TileAllocation,
  code: readonly LabelledInstruction[],
  { tile, outputsPerCycle }: UnitContext,
): TileImage {
  const { lanes } = tile.macArray;
  const weights = new Int8Array(used.weightSram * lanes);
  const biases = new Int16Array(used.biasSram * outputsPerCycle);
  const coefficients = new Int16Array(used.coefficientSram * tile.legendreUnit.lanes);
  for (const placement of layers) {
    for (const matrix of matricesPlaced(placement)) {
      placeWeights(weights, matrix, lanes);
      // M8: L mod P = 0, so the words of all row tiles together hold the biases in order.
      if (matrix.biases !== undefined) {
        biases.set(matrix.projection.bias!, matrix.biases.base * outputsPerCycle);
      }
    }
    if (placement.kind === 'lmu') {
      const { update, order } = placement.layer;
      placeCoefficients(coefficients, placement.coefficients.base, update, order, tile.legendreUnit.lanes);
    }
  }
  return { code: codeImage(code), weights, biases, coefficients, tables: tableImage(tables) };
}

function codeImage(code: readonly LabelledInstruction[]): Uint32Array {
  return Uint32Array.from(code.flatMap(({ instruction }) => encodeInstruction(instruction)));
}

/** The image of a tile that only runs `code` and holds no layer. */
export function bareImage(code: readonly LabelledInstruction[]): TileImage {
  return {
    code: codeImage(code),
    weights: new Int8Array(),
    biases: new Int16Array(),
    coefficients: new Int16Array(),
    tables: new Int8Array(),
  };
}
