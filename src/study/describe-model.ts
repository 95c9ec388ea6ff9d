/** What a network or a program is, as data. */
import { boundsOf, type Bound, type LegendreBound, type MacBound } from '../compiler/index.js';
import { ACTIVATION_BITS, sha256Hex } from '../hardware/index.js';
import {
  describeNetwork,
  encodeNetwork,
  type Layer,
  type Network,
  type Projection,
} from '../network/index.js';
import { columnsOf, encodeProgram, type Program, type TileProgram } from '../program/index.js';
import {
  VERSION,
  type LayerInfo,
  type LinearMemoryInfo,
  type MatrixInfo,
  type NetworkInfo,
  type ProgramInfo,
  type ProgramTileInfo,
} from '../results/index.js';

/** Layers, sizes, work, state, formats and provenance of a network. */
export function networkInfo(network: Network): NetworkInfo {
  const bounds = boundsOf(network);
  const layers = network.layers.map((layer, index) =>
    layerInfo(
      layer,
      bounds.filter((bound) => bound.layer === index),
    ),
  );
  const matrices = layers.flatMap((layer) => layer.matrices);
  const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
  const ofMatrices = sum(matrices.map(({ rows, columns }) => rows * columns));
  const total = sum(layers.map((layer) => layer.multiplyAccumulatesPerFrame));
  const { weights, weightBits, size_kbit } = describeNetwork(network);
  const { name, about, weightsAre, labels, inputs, inputFraction, features } = network;
  return {
    schema: 'lmusim.info/1',
    version: VERSION,
    kind: 'network',
    network: { name, about, sha256: sha256Hex(encodeNetwork(network)), weightsAre, labels },
    inputs,
    inputFraction_bits: inputFraction,
    features: features === undefined ? null : { ...features },
    weights,
    nonzeroWeights: sum(matrices.map((matrix) => matrix.nonzeroWeights)),
    weight_bits: weightBits,
    size_kbit,
    biases: sum(matrices.map(({ biases }) => biases)),
    state_bits: sum(layers.map((layer) => layer.state_bits)),
    multiplyAccumulatesPerFrame: { total, matrices: ofMatrices, memories: total - ofMatrices },
    layers,
  };
}

function layerInfo(layer: Layer, bounds: readonly Bound[]): LayerInfo {
  const { name, kind, inputs, units } = layer;
  const projections =
    layer.kind === 'lmu'
      ? ([
          ['encoder', layer.encoder],
          ['hidden', layer.hidden],
        ] as const)
      : ([['projection', layer.projection]] as const);
  const matrices = projections.map(([matrix, projection]) =>
    matrixInfo(
      matrix,
      projection,
      bounds.find((bound): bound is MacBound => bound.matrix === matrix)!,
    ),
  );
  const weights = matrices.reduce((sum, matrix) => sum + matrix.weights, 0);
  const common = { name, kind, inputs, units, weights };
  if (layer.kind === 'dense') {
    return { ...common, multiplyAccumulatesPerFrame: weights, state_bits: 0, matrices };
  }
  const { memories, order, theta_frames, discretisation, stateBits } = layer;
  const { stateFraction, coefficientFraction, readoutFraction, update } = layer;
  const bound = bounds.find((bound): bound is LegendreBound => bound.unit === 'legendreUnit')!;
  const memory: LinearMemoryInfo = {
    memories,
    order,
    theta_frames,
    discretisation,
    update: update.rule,
    state_bits: stateBits,
    stateFraction_bits: stateFraction,
    coefficientFraction_bits: coefficientFraction,
    readoutFraction_bits: readoutFraction,
    coefficient_bits: bound.coefficientBits,
    accumulator_bits: bound.accumulatorBits,
  };
  const readsOldH = [layer.encoder, layer.hidden].some(({ sources }) =>
    sources.some(({ source }) => source === 'h'),
  );
  return {
    ...common,
    multiplyAccumulatesPerFrame: weights + memories * order * (update.rule === 'dense' ? order + 1 : 1),
    state_bits: memories * order * stateBits + (readsOldH ? units * ACTIVATION_BITS : 0),
    matrices,
    memory,
  };
}

function matrixInfo(
  matrix: MatrixInfo['matrix'],
  { rows, columns, sources, weights, weightFraction, inputFraction, bias, activation, output }: Projection,
  bound: MacBound,
): MatrixInfo {
  return {
    matrix,
    rows,
    columns,
    sources: sources.map(({ source, align }) => (align === 0 ? source : `${source} << ${align}`)),
    weights: rows * columns,
    nonzeroWeights: weights.reduce((count, weight) => count + (weight === 0 ? 0 : 1), 0),
    biases: bias?.length ?? 0,
    activation,
    weightFraction_bits: weightFraction,
    inputFraction_bits: inputFraction,
    outputFraction_bits: output.kind === 'raw' ? null : (output.tableFraction ?? output.fraction),
    operand_bits: bound.operandBits,
    accumulator_bits: bound.accumulatorBits,
  };
}

/** What a program was made from and for, and what its tiles hold. */
export function programInfo(program: Program): ProgramInfo {
  const file = encodeProgram(program);
  return {
    schema: 'lmusim.info/1',
    version: VERSION,
    kind: 'program',
    program: { sha256: sha256Hex(file), size_bytes: file.length },
    network: { name: program.networkName, sha256: program.networkHash, labels: program.scoreLabels },
    architecture_sha256: program.architectureHash,
    inputs: program.inputs,
    outputsPerCycle: program.outputsPerCycle,
    tiles: program.tiles.map(programTileInfo),
  };
}

function programTileInfo({ image, instructions, labels }: TileProgram, tile: number): ProgramTileInfo {
  const layers = new Set(labels.map(({ layer }) => layer));
  layers.delete('frame');
  // The loop holds a recv for each frame that it is unrolled over.
  const frames = instructions.filter(({ instruction }) => instruction.op === 'recv').length;
  const products = instructions.reduce(
    (sum, { instruction }) =>
      instruction.op === 'gemv' ? sum + instruction.rows * columnsOf(instruction) : sum,
    0,
  );
  return {
    tile,
    layers: [...layers],
    instructions: instructions.length,
    code_words: image.code.length,
    weights: image.weights.length,
    biases: image.biases.length,
    coefficients: image.coefficients.length,
    tableEntries: image.tables.length,
    multiplyAccumulatesPerFrame: frames === 0 ? 0 : products / frames,
  };
}
