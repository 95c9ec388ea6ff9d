import type { Layer, Network, Projection } from './network.js';

/** One matrix of weights. */
export interface MatrixSize {
  readonly matrix: 'encoder' | 'hidden' | 'projection';
  readonly rows: number;
  readonly columns: number;
  readonly weights: number;
}

export interface LayerSize {
  readonly kind: Layer['kind'];
  readonly name: string;
  readonly inputs: number;
  readonly units: number;
  /** 0 in a dense layer, as is order. */
  readonly memories: number;
  readonly order: number;
  readonly matrices: readonly MatrixSize[];
  readonly weights: number;
}

export interface NetworkSize {
  readonly layers: readonly LayerSize[];
  /** Entries of the matrices, zeros included; biases, A, B and tables are not weights (as the paper counts). */
  readonly weights: number;
  readonly weightBits: number;
  /** Thousands of bits: weights * weightBits / 1000. */
  readonly size_kbit: number;
}

function matrixSize(matrix: MatrixSize['matrix'], { rows, columns }: Projection): MatrixSize {
  return { matrix, rows, columns, weights: rows * columns };
}

function layerSize(layer: Layer): LayerSize {
  const { kind, name, inputs, units } = layer;
  const matrices =
    layer.kind === 'lmu'
      ? [matrixSize('encoder', layer.encoder), matrixSize('hidden', layer.hidden)]
      : [matrixSize('projection', layer.projection)];
  const { memories, order } = layer.kind === 'lmu' ? layer : { memories: 0, order: 0 };
  const weights = matrices.reduce((sum, matrix) => sum + matrix.weights, 0);
  return { kind, name, inputs, units, memories, order, matrices, weights };
}

/** What a network amounts to, by layer and in total. */
export function describeNetwork({ layers, weightBits }: Network): NetworkSize {
  const sizes = layers.map(layerSize);
  const weights = sizes.reduce((sum, layer) => sum + layer.weights, 0);
  return { layers: sizes, weights, weightBits, size_kbit: (weights * weightBits) / 1000 };
}
