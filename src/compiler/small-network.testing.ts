/** Small networks and configurations for the specs of this folder, and generators of random ones. */
import fc from 'fast-check';
import seedrandom from 'seedrandom';
import { defineHardware, type HardwareConfiguration } from '../hardware/index.js';
import type { Activation, Layer, MemoryUpdate, Network, Projection, SourceName } from '../network/index.js';

export interface SmallLayer {
  readonly units: number;
  readonly memories: number;
  readonly order: number;
  readonly encoder: readonly SourceName[];
  readonly hidden: readonly SourceName[];
  readonly activation?: Activation;
  readonly bias?: boolean;
}

export interface SmallNetwork {
  readonly seed?: number;
  readonly inputs: number;
  /** LMU layers; a dense layer with raw scores follows. */
  readonly layers: readonly SmallLayer[];
  readonly scores: number;
  readonly rule?: 'dense' | 'scan';
}

/** Every vector has 4 fraction bits but readouts, which have 3 and so an align of 1. */
const FRACTION = 4;

/** A halving, then a turn to negative values: a table whose range is -63..64. */
const TABLE = Int8Array.from({ length: 256 }, (_, index) => -Math.floor((index - 128) / 2));

/** Layers `lmu0`, `lmu1`, ... and `output`, with 4-bit weights drawn from the seed. */
export function smallNetwork({ seed = 1, inputs, layers, scores, rule = 'dense' }: SmallNetwork): Network {
  const random = seedrandom.alea(String(seed));
  const draw = (magnitude: number): number => Math.floor(random() * 2 * magnitude) - magnitude;
  const projection = (
    rows: number,
    sources: readonly SourceName[],
    lengths: Readonly<Record<SourceName, number>>,
    { activation = 'identity', bias = false }: { activation?: Activation; bias?: boolean },
    output: Projection['output'],
  ): Projection => {
    const columns = sources.reduce((sum, source) => sum + lengths[source], 0);
    return {
      rows,
      columns,
      sources: sources.map((source) => ({ source, align: source === 'm' ? 1 : 0 })),
      weights: Int8Array.from({ length: rows * columns }, () => draw(8)),
      weightFraction: 3,
      inputFraction: FRACTION,
      bias: bias ? Int16Array.from({ length: rows }, () => draw(100)) : undefined,
      activation,
      table: activation === 'table' ? TABLE : undefined,
      output,
    };
  };
  const update = (order: number): MemoryUpdate => {
    const numbers = (length: number): Int16Array => Int16Array.from({ length }, () => draw(40));
    return rule === 'dense'
      ? { rule, A: numbers(order * order), B: numbers(order) }
      : { rule, coefficients: numbers(order) };
  };
  const vector = { kind: 'vector', fraction: FRACTION } as const;
  let width = inputs;
  const built = layers.map((layer, index): Layer => {
    const { units, memories, order, encoder, hidden } = layer;
    const lengths = { x: width, h: units, u: memories, m: memories * order };
    width = units;
    return {
      kind: 'lmu',
      name: `lmu${index}`,
      inputs: lengths.x,
      memories,
      order,
      theta_frames: 20,
      discretisation: 'euler',
      units,
      stateBits: 16,
      stateFraction: 8,
      coefficientFraction: 8,
      readoutFraction: 3,
      update: update(order),
      encoder: projection(memories, encoder, lengths, {}, vector),
      hidden: projection(units, hidden, lengths, layer, vector),
    };
  });
  return {
    name: 'small',
    about: '',
    weightsAre: 'random',
    labels: Array.from({ length: scores }, (_, index) => `class ${index}`),
    inputs,
    inputFraction: FRACTION,
    weightBits: 4,
    features: undefined,
    layers: [
      ...built,
      {
        kind: 'dense',
        name: 'output',
        inputs: width,
        units: scores,
        projection: projection(
          scores,
          ['x'],
          { x: width, h: 0, u: 0, m: 0 },
          { bias: true },
          { kind: 'raw' },
        ),
      },
    ],
  };
}

export interface SmallHardware {
  readonly tiles?: number;
  readonly lanes?: number;
  readonly outputsPerCycle?: number;
  readonly legendreLanes?: number;
  readonly mode?: 'dense' | 'scan';
}

/** Tiles of two banks that hold every network that `smallNetworks` gives. */
export function roomyHardware({
  tiles = 1,
  lanes = 4,
  outputsPerCycle = 2,
  legendreLanes = 2,
  mode = 'dense',
}: SmallHardware): HardwareConfiguration {
  const bank = { banks: 2, bankWords: 2048 };
  return defineHardware({
    name: 'roomy',
    technology: { node_nm: 22, voltage_V: 0.8 },
    clock_kHz: 100,
    framePeriod_ms: 20,
    maxLatency_ms: 40,
    outputsPerCycle,
    tile: {
      programSram: { words: 256 },
      macArray: { lanes, weightBits: 4, operandBits: 10, accumulatorBits: 24 },
      weightSram: bank,
      biasSram: { words: 256 },
      postProcessor: { tables: 1, scores: 16 },
      legendreUnit: {
        mode,
        lanes: mode === 'scan' ? 1 : legendreLanes,
        coefficientBits: 8,
        accumulatorBits: 30,
        maxOrder: 8,
      },
      coefficientSram: { words: 256 },
      stateSram: bank,
      vectorSram: bank,
      channel: { bufferWords: 64 },
    },
    tiles: Array.from({ length: tiles }, () => ({})),
  });
}

const layers: fc.Arbitrary<SmallLayer> = fc.record({
  units: fc.integer({ min: 1, max: 13 }),
  memories: fc.integer({ min: 1, max: 7 }),
  order: fc.integer({ min: 1, max: 5 }),
  encoder: fc.subarray<SourceName>(['x', 'h', 'm'], { minLength: 1 }),
  hidden: fc.subarray<SourceName>(['m', 'x', 'h', 'u'], { minLength: 1 }),
  activation: fc.constantFrom<Activation>('identity', 'relu', 'table'),
  bias: fc.boolean(),
});

/** A random network and a configuration that it fits. */
export const cases: fc.Arbitrary<{ readonly network: Network; readonly hardware: HardwareConfiguration }> = fc
  .record({
    seed: fc.nat(1000),
    inputs: fc.integer({ min: 1, max: 9 }),
    layers: fc.array(layers, { minLength: 1, maxLength: 3 }),
    scores: fc.integer({ min: 1, max: 7 }),
    rule: fc.constantFrom('dense' as const, 'scan' as const),
    tiles: fc.integer({ min: 1, max: 5 }),
    outputsPerCycle: fc.integer({ min: 1, max: 4 }),
    groups: fc.integer({ min: 1, max: 4 }),
    legendreLanes: fc.integer({ min: 1, max: 4 }),
  })
  .map(({ tiles, outputsPerCycle, groups, legendreLanes, ...network }) => ({
    network: smallNetwork(network),
    hardware: roomyHardware({
      tiles,
      outputsPerCycle,
      lanes: groups * outputsPerCycle,
      legendreLanes,
      mode: network.rule,
    }),
  }));

/** Runs of a property, the same ones every time. */
export const RUNS = { numRuns: 100, seed: 20 } as const;
