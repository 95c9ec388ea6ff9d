/**
 * Random small networks that every check accepts: 1 to 3 LMU layers, now and then a dense layer between, a raw dense layer
 * at the end. Sources, aligns, fractions, activations, updates and widths vary within the rules of docs/network-format.md.
 *
 *     fc.assert(fc.property(arbitraryNetworkAndFrames(), ({ network, frames }) => { ... }), { seed: 1, numRuns: 300 });
 *
 * Choices shrink towards the first or least that is offered (one layer, sizes 1, no bias, identity, dense update). The
 * tensors' contents come from a drawn seed and filling, so that generation is fast and counterexamples stay small.
 */
import * as fc from 'fast-check';
import seedrandom from 'seedrandom';
import {
  columnsOf,
  outputFraction,
  type Activation,
  type DenseLayer,
  type Layer,
  type LayerSizes,
  type LmuLayer,
  type MemoryUpdate,
  type MfccDescription,
  type Network,
  type Projection,
  type SourceName,
} from '../../src/network/index.js';

export interface NetworkConstraints {
  /** The update rule of all layers; each layer draws its own when this is left out. */
  readonly update?: MemoryUpdate['rule'];
  /** Width of A, B and scan coefficients, 2 to 16 (the default). */
  readonly coefficientBits?: number;
  /** LMU layers at most, 1 to 3 (the default). */
  readonly maxLmuLayers?: number;
}

/** Makes the choices of one network. */
class Chooser {
  constructor(private readonly draw: fc.GeneratorValue) {}

  /** Shrinks to `low`. */
  integer(low: number, high: number): number {
    return this.draw(fc.integer, { min: low, max: high });
  }

  /** Shrinks to the first. */
  oneOf<T>(...options: readonly T[]): T {
    return options[this.integer(0, options.length - 1)]!;
  }

  /** At least one of the sources, in any order. */
  sources<T extends SourceName>(...all: readonly T[]): readonly T[] {
    return this.draw(fc.shuffledSubarray<T>, [...all], { minLength: 1 });
  }

  /** Integers of `bits` bits: all small, of the whole range, only its two ends, or mostly zero. */
  tensor<T extends Int8Array | Int16Array>(data: T, bits: number): T {
    const filling = this.oneOf('small', 'full', 'extreme', 'sparse');
    const random = seedrandom.alea(String(this.integer(0, 0xffff)));
    const limit = 2 ** (bits - 1);
    const within = (low: number, high: number): number => low + Math.floor(random() * (high - low + 1));
    const value = (): number => {
      if (filling === 'small') return within(-Math.min(limit, 3), Math.min(limit - 1, 3));
      if (filling === 'extreme') return random() < 0.5 ? -limit : limit - 1;
      return filling === 'sparse' && random() < 0.8 ? 0 : within(-limit, limit - 1);
    };
    for (let index = 0; index < data.length; index++) data[index] = value();
    return data;
  }
}

/** Fraction bits of what a matrix may read; any two differ by at most 2, so that aligns can meet. */
type Fractions = Partial<Record<SourceName, number>>;

type VectorActivation = { readonly activation: Activation; readonly output: Projection['output'] };

/** An activation whose output, after its table when it has one, has the given fraction. */
function activationWith(choose: Chooser, fraction: number, options: readonly Activation[]): VectorActivation {
  const activation = choose.oneOf(...options);
  if (activation !== 'table') return { activation, output: { kind: 'vector', fraction } };
  return { activation, output: { kind: 'vector', fraction: choose.integer(0, 7), tableFraction: fraction } };
}

function projection(
  choose: Chooser,
  rows: number,
  layer: LayerSizes,
  weightBits: number,
  fractions: Fractions,
  { activation, output }: VectorActivation,
): Projection {
  const sources = choose.sources(...(Object.keys(fractions) as SourceName[]));
  const used = sources.map((source) => fractions[source]!);
  const inputFraction = choose.integer(Math.max(...used), Math.min(...used) + 2);
  const columns = columnsOf(
    sources.map((source) => ({ source })),
    layer,
  );
  // From shifts after which sums often saturate to shifts after which they often vanish.
  const weightFraction =
    output.kind === 'raw'
      ? choose.integer(0, 8)
      : choose.integer(0, weightBits + 2) + output.fraction - inputFraction;
  return {
    rows,
    columns,
    sources: sources.map((source) => ({ source, align: (inputFraction - fractions[source]!) as 0 | 1 | 2 })),
    weights: choose.tensor(new Int8Array(rows * columns), weightBits),
    weightFraction,
    inputFraction,
    bias: choose.oneOf(false, true)
      ? choose.tensor(new Int16Array(rows), choose.oneOf(8, 11, 16))
      : undefined,
    activation,
    table: activation === 'table' ? choose.tensor(new Int8Array(256), 8) : undefined,
    output,
  };
}

/** Dense A is either anything or the identity slightly disturbed, which holds a state for long without saturating. */
function memoryUpdate(
  choose: Chooser,
  rule: MemoryUpdate['rule'],
  order: number,
  coefficientFraction: number,
  bits: number,
): MemoryUpdate {
  if (rule === 'scan') return { rule, coefficients: choose.tensor(new Int16Array(order), bits) };
  const A = choose.tensor(new Int16Array(order * order), bits);
  const B = choose.tensor(new Int16Array(order), bits);
  if (choose.oneOf(true, false)) {
    const one = Math.min(2 ** coefficientFraction, 2 ** (bits - 1) - 1);
    for (let index = 0; index < A.length; index++) {
      A[index] =
        index % (order + 1) === 0
          ? one - (Math.abs(A[index]!) % Math.ceil(one / 8))
          : A[index]! % Math.ceil(one / 16);
    }
  }
  return { rule, A, B };
}

function lmuLayer(
  choose: Chooser,
  name: string,
  inputs: number,
  x: number,
  weightBits: number,
  { update: fixedRule, coefficientBits = 16 }: NetworkConstraints,
): LmuLayer {
  const memories = choose.integer(1, 6);
  const order = choose.integer(1, 6);
  const units = choose.integer(1, 20);
  const sizes = { inputs, memories, order, units };
  const stateBits = choose.integer(8, 20);
  const coefficientFraction = choose.integer(0, Math.min(15, coefficientBits - 1));
  const rule = fixedRule ?? choose.oneOf<MemoryUpdate['rule']>('dense', 'scan');
  const lowest = x - choose.integer(0, 2);
  const h = choose.integer(lowest, lowest + 2);
  const u = choose.integer(lowest, lowest + 2);
  const m = choose.integer(lowest, Math.min(lowest + 2, u + stateBits - 8));
  const encoderOutput = activationWith(choose, u, ['identity']);
  const hiddenOutput = activationWith(choose, h, ['identity', 'relu', 'table']);
  return {
    kind: 'lmu',
    name,
    inputs,
    memories,
    order,
    theta_frames: choose.integer(1, 60),
    discretisation: rule === 'scan' ? 'euler' : choose.oneOf('zoh', 'euler'),
    units,
    stateBits,
    stateFraction: choose.integer(Math.max(u, m), u + stateBits - 8),
    coefficientFraction,
    readoutFraction: m,
    update: memoryUpdate(choose, rule, order, coefficientFraction, coefficientBits),
    encoder: projection(choose, memories, sizes, weightBits, { x, h, m }, encoderOutput),
    hidden: projection(choose, units, sizes, weightBits, { m, x, h, u }, hiddenOutput),
  };
}

function denseLayer(
  choose: Chooser,
  name: string,
  inputs: number,
  x: number,
  weightBits: number,
  isLast: boolean,
): DenseLayer {
  const units = choose.integer(1, 20);
  const output: VectorActivation = isLast
    ? { activation: 'identity', output: { kind: 'raw' } }
    : activationWith(choose, choose.integer(0, 7), ['identity', 'relu', 'table']);
  return {
    kind: 'dense',
    name,
    inputs,
    units,
    projection: projection(choose, units, { inputs, units }, weightBits, { x }, output),
  };
}

function mfcc(choose: Chooser, coefficients: number, fraction: number): MfccDescription {
  return {
    kind: 'mfcc',
    sampleRate_Hz: choose.oneOf(16000, 8000),
    hop_samples: choose.integer(1, 640),
    window_samples: choose.oneOf(512, 1024),
    melBands: choose.integer(coefficients, 40),
    lowest_Hz: choose.integer(0, 100),
    highest_Hz: choose.integer(1000, 4000),
    logOffset: choose.oneOf(1e-4, 1e-6),
    coefficients,
    mean: Array.from({ length: coefficients }, () => choose.integer(0, 100) / 8),
    standardDeviation: Array.from({ length: coefficients }, () => choose.integer(1, 100) / 8),
    fraction,
  };
}

function network(choose: Chooser, constraints: NetworkConstraints): Network {
  const inputs = choose.integer(1, 12);
  const inputFraction = choose.integer(2, 7);
  const weightBits = choose.integer(2, 8);
  const layers: Layer[] = [];
  let width = inputs;
  let fraction = inputFraction;
  const add = (layer: Layer): void => {
    layers.push(layer);
    width = layer.units;
    fraction = outputFraction(layer.kind === 'lmu' ? layer.hidden : layer.projection) ?? 0;
  };
  const lmuLayers = choose.integer(1, constraints.maxLmuLayers ?? 3);
  for (let index = 0; index < lmuLayers; index++) {
    add(lmuLayer(choose, `lmu${index}`, width, fraction, weightBits, constraints));
    if (choose.oneOf(false, false, false, true))
      add(denseLayer(choose, `dense${index}`, width, fraction, weightBits, false));
  }
  add(denseLayer(choose, 'output', width, fraction, weightBits, true));
  return {
    name: 'arbitrary',
    about: 'drawn at random by a test',
    weightsAre: 'random',
    labels: Array.from({ length: width }, (_, index) => `label ${index}`),
    inputs,
    inputFraction,
    weightBits,
    features: choose.oneOf(false, true) ? mfcc(choose, inputs, inputFraction) : undefined,
    layers,
  };
}

export function arbitraryNetwork(constraints: NetworkConstraints = {}): fc.Arbitrary<Network> {
  return fc.gen().map((draw) => network(new Chooser(draw), constraints));
}

/** A network with 1 to `maxFrames` frames of features for it. */
export function arbitraryNetworkAndFrames(
  constraints: NetworkConstraints & { readonly maxFrames?: number } = {},
): fc.Arbitrary<{ readonly network: Network; readonly frames: readonly Int8Array[] }> {
  return fc.gen().map((draw) => {
    const choose = new Chooser(draw);
    const drawn = network(choose, constraints);
    const count = choose.integer(1, constraints.maxFrames ?? 6);
    const frames = Array.from({ length: count }, () => choose.tensor(new Int8Array(drawn.inputs), 8));
    return { network: drawn, frames };
  });
}
