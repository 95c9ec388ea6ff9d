import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { arbitraryNetworkAndFrames } from '../../test/support/arbitrary-network.js';
import { argmax, ReferenceInference, type LayerTrace } from './inference.js';
import type { DenseLayer, LmuLayer, Network, Projection, SourceName } from './network.js';

/** The definitions of docs/network-format.md written down a second time, without regard for speed, in unbounded integers. */
class LiteralInference {
  readonly #states: { m: bigint[]; readout: bigint[]; h: bigint[] }[];

  constructor(private readonly network: Network) {
    const zeros = (count: number): bigint[] => Array<bigint>(count).fill(0n);
    this.#states = network.layers.map((layer) => {
      const count = layer.kind === 'lmu' ? layer.memories * layer.order : 0;
      return { m: zeros(count), readout: zeros(count), h: zeros(layer.units) };
    });
  }

  step(x: Int8Array): { traces: unknown[]; scores: number[] } {
    let vector = [...x].map(BigInt);
    const traces = this.network.layers.map((layer, index) => {
      const state = this.#states[index]!;
      if (layer.kind === 'dense') {
        vector = project(layer.projection, { x: vector });
        return {
          layer: index,
          u: [],
          m: [],
          readout: [],
          h: layer.projection.output.kind === 'raw' ? [] : vector,
        };
      }
      const u = project(layer.encoder, { x: vector, h: state.h, m: state.readout });
      state.m = advance(layer, state.m, u);
      state.readout = state.m.map((m) => clamp(round(m, layer.stateFraction - layer.readoutFraction), 8));
      vector = state.h = project(layer.hidden, { x: vector, h: state.h, u, m: state.readout });
      return { layer: index, u, m: state.m, readout: state.readout, h: vector };
    });
    return { traces, scores: vector.map(Number) };
  }
}

function round(value: bigint, shift: number): bigint {
  return shift > 0 ? (value + (1n << BigInt(shift - 1))) >> BigInt(shift) : value << BigInt(-shift);
}

function clamp(value: bigint, bits: number): bigint {
  const limit = 1n << BigInt(bits - 1);
  return value >= limit ? limit - 1n : value < -limit ? -limit : value;
}

function project(projection: Projection, vectors: Partial<Record<SourceName, bigint[]>>): bigint[] {
  const { rows, columns, weights, bias, activation, table, weightFraction, inputFraction, output } =
    projection;
  const operands = projection.sources.flatMap(({ source, align }) =>
    vectors[source]!.map((value) => value << BigInt(align)),
  );
  return Array.from({ length: rows }, (_, row) => {
    const sum = operands.reduce(
      (partial, operand, column) => partial + BigInt(weights[row * columns + column]!) * operand,
      BigInt(bias?.[row] ?? 0),
    );
    if (output.kind === 'raw') return sum;
    const kept = clamp(round(sum, weightFraction + inputFraction - output.fraction), 8);
    if (activation === 'relu') return kept < 0n ? 0n : kept;
    return table === undefined ? kept : BigInt(table[Number(kept) + 128]!);
  });
}

function advance(layer: LmuLayer, old: readonly bigint[], u: readonly bigint[]): bigint[] {
  const { order, update, stateBits, stateFraction, coefficientFraction, encoder } = layer;
  const inputFraction = (encoder.output as { fraction: number }).fraction;
  return old.map((value, index) => {
    const [memory, i] = [Math.floor(index / order), index % order];
    const m = (j: number): bigint => old[memory * order + j]!;
    const input = u[memory]! << BigInt(stateFraction - inputFraction);
    const sumOf = (term: (j: number) => bigint): bigint =>
      Array.from({ length: order }, (_, j) => term(j)).reduce((sum, next) => sum + next, 0n);
    if (update.rule === 'dense') {
      const sum = sumOf((j) => BigInt(update.A[i * order + j]!) * m(j)) + BigInt(update.B[i]!) * input;
      return clamp(round(sum, coefficientFraction), stateBits);
    }
    // Row i of the continuous system times theta / (2i + 1): -1 above the diagonal, (-1)^(i-j+1) from it down, (-1)^i for B.
    const slope = sumOf((j) => (j > i || (i - j) % 2 === 0 ? -m(j) : m(j))) + (i % 2 === 0 ? input : -input);
    return clamp(value + round(BigInt(update.coefficients[i]!) * slope, coefficientFraction), stateBits);
  });
}

test('equals the definitions in unbounded integers: every vector of every frame, and again after a reset', () => {
  fc.assert(
    fc.property(arbitraryNetworkAndFrames(), ({ network, frames }) => {
      const inference = new ReferenceInference(network);
      for (let pass = 0; pass < 2; pass++) {
        const literal = new LiteralInference(network);
        for (const frame of frames) {
          const traces: LayerTrace[] = [];
          const { scores, prediction } = inference.step(frame, (trace) => traces.push(trace));
          const expected = literal.step(frame);
          const plain = traces.map((trace) => Object.values(trace).join('; '));
          expect(plain).toEqual(expected.traces.map((trace) => Object.values(trace as object).join('; ')));
          expect([...scores]).toEqual(expected.scores);
          expect(prediction).toBe(expected.scores.indexOf(Math.max(...expected.scores)));
        }
        inference.reset();
      }
    }),
    { seed: 1, numRuns: 150 },
  );
}, 30_000);

/** One input, one output, weight 1 at no fraction bits: each test says what differs. */
function scalar(changes: Partial<Projection>): Projection {
  return {
    rows: 1,
    columns: 1,
    sources: [{ source: 'x', align: 0 }],
    weights: Int8Array.of(1),
    weightFraction: 0,
    inputFraction: 0,
    bias: undefined,
    activation: 'identity',
    table: undefined,
    output: { kind: 'vector', fraction: 0 },
    ...changes,
  };
}

const identityMemory: LmuLayer = {
  kind: 'lmu',
  name: 'memory',
  inputs: 1,
  memories: 1,
  order: 1,
  theta_frames: 1,
  discretisation: 'zoh',
  units: 1,
  stateBits: 8,
  stateFraction: 0,
  coefficientFraction: 0,
  readoutFraction: 0,
  update: { rule: 'dense', A: Int16Array.of(1), B: Int16Array.of(1) },
  encoder: scalar({}),
  hidden: scalar({ sources: [{ source: 'm', align: 0 }] }),
};

function inferenceOf(...layers: (LmuLayer | Projection)[]): ReferenceInference {
  const all = [...layers, scalar({ output: { kind: 'raw' } })].map((layer, index): LmuLayer | DenseLayer =>
    'kind' in layer ? layer : { kind: 'dense', name: `${index}`, inputs: 1, units: 1, projection: layer },
  );
  return new ReferenceInference({
    ...{
      name: 'test',
      about: '',
      weightsAre: 'by hand',
      labels: ['only'],
      inputs: 1,
      inputFraction: 0,
      weightBits: 8,
    },
    features: undefined,
    layers: all,
  });
}

const scoresOf = (inference: ReferenceInference, ...inputs: number[]): number[] =>
  inputs.map((input) => inference.step(Int8Array.of(input)).scores[0]!);

test('a requantised half rounds up, towards plus infinity', () => {
  const halving = inferenceOf(scalar({ weightFraction: 1 }));
  expect(scoresOf(halving, 3, 1, -1, -3)).toEqual([2, 1, 0, -1]);
});

test('saturation is counted where a value was lost, and a negative sum before ReLU is no loss', () => {
  const doubling = { weights: Int8Array.of(2) };
  const identity = inferenceOf(scalar(doubling));
  expect(scoresOf(identity, 63, 64, -64, -65)).toEqual([126, 127, -128, -128]);
  expect(identity.saturations[0]).toEqual({ u: 0, m: 0, readout: 0, h: 2 });
  const relu = inferenceOf(scalar({ ...doubling, activation: 'relu' }));
  expect(scoresOf(relu, 63, 64, -64, -65)).toEqual([126, 127, 0, 0]);
  expect(relu.saturations[0]).toEqual({ u: 0, m: 0, readout: 0, h: 1 });
});

test('a table is indexed from -128', () => {
  const table = Int8Array.from({ length: 256 }, (_, index) => 127 - index);
  const inference = inferenceOf(
    scalar({ activation: 'table', table, output: { kind: 'vector', fraction: 0, tableFraction: 0 } }),
  );
  expect(scoresOf(inference, -128, 0, 127)).toEqual([127, -1, -128]);
});

test('the state accumulates, saturates with a count and is forgotten on reset', () => {
  const inference = inferenceOf(identityMemory);
  expect(scoresOf(inference, 100, 20, 20, -27)).toEqual([100, 120, 127, 100]);
  expect(inference.saturations[0]).toEqual({ u: 0, m: 1, readout: 0, h: 0 });
  inference.reset();
  expect(scoresOf(inference, 5)).toEqual([5]);
});

test('a readout of fewer fraction bits rounds; one that does not fit saturates with a count', () => {
  const wide = { ...identityMemory, stateBits: 10, stateFraction: 1 };
  const inference = inferenceOf({ ...wide, readoutFraction: 0 });
  expect(scoresOf(inference, 100, 100)).toEqual([100, 127]);
  expect(inference.saturations[0]).toEqual({ u: 0, m: 0, readout: 1, h: 0 });
});

test('the encoder reads h and m of the frame before, the hidden matrix m and u of this one and h of the frame before', () => {
  const echo = (source: SourceName, of: 'encoder' | 'hidden'): number[] => {
    const layer = {
      ...identityMemory,
      update: { rule: 'dense', A: Int16Array.of(0), B: Int16Array.of(1) } as const,
    };
    const read = scalar({
      sources: [
        { source: 'x', align: 0 },
        { source, align: 0 },
      ],
      columns: 2,
      weights: Int8Array.of(1, 1),
    });
    return scoresOf(inferenceOf({ ...layer, [of]: read }), 1, 0, 0);
  };
  expect(echo('h', 'encoder')).toEqual([1, 1, 1]);
  expect(echo('m', 'encoder')).toEqual([1, 1, 1]);
  expect(echo('h', 'hidden')).toEqual([1, 1, 1]);
  expect(echo('m', 'hidden')).toEqual([2, 0, 0]);
  expect(echo('u', 'hidden')).toEqual([2, 0, 0]);
});

test('ties go to the lowest index', () => {
  expect(argmax([-5, -1, -3, -1])).toBe(1);
});

test('a frame of the wrong length is refused', () => {
  expect(() => inferenceOf().step(Int8Array.of(1, 2))).toThrow('expected 1 features, received 2');
});
