/** The two networks of the package: the bootstrap network against what its training recorded, the LMU-2 shape against its table. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { decodeNetwork, describeNetwork, encodeNetwork, ReferenceInference } from '../src/network/index.js';
import type { LayerTrace, LmuLayer } from '../src/network/index.js';

const read = (path: string): Uint8Array =>
  new Uint8Array(readFileSync(new URL(`../${path}`, import.meta.url)));
const readJson = (name: string): unknown =>
  JSON.parse(new TextDecoder().decode(read(`test/data/kws/${name}`)));
const shipped = (name: string) => decodeNetwork(read(`networks/${name}.safetensors`), name);

interface SourceProjection {
  readonly fraction: number;
  readonly weights: readonly (readonly number[])[];
  readonly bias?: readonly number[];
}
interface SourceLmu {
  readonly memories: number;
  readonly order: number;
  readonly A: readonly (readonly number[])[];
  readonly B: readonly number[];
  readonly encoder: SourceProjection;
  readonly hidden: SourceProjection;
}
const source = readJson('network.json') as {
  readonly labels: readonly string[];
  readonly features: { readonly mean: readonly number[]; readonly standardDeviation: readonly number[] };
  readonly layers: readonly [SourceLmu, SourceLmu, SourceProjection];
};
const { clips } = readJson('vectors.json') as {
  readonly clips: readonly {
    readonly clip: string;
    readonly features: readonly (readonly number[])[];
    readonly logits: readonly (readonly number[])[];
    readonly streamingLogits: readonly (readonly number[])[];
    readonly predicted: string;
    readonly streamingPredicted: string;
  }[];
};
const trace = readJson('trace-clip-00.json') as {
  readonly frames: readonly Record<string, readonly number[]>[];
};

/** The recorded data order states and readouts by order index, then memory. */
function memoryMajor(values: readonly number[], memories: number, order: number): number[] {
  return Array.from(
    { length: memories * order },
    (_, index) => values[(index % order) * memories + Math.floor(index / order)]!,
  );
}

test('the bootstrap network holds the integers of its source', () => {
  const network = shipped('kws-bootstrap');
  expect(network.labels).toEqual(source.labels);
  expect(network.features).toMatchObject({
    mean: source.features.mean,
    standardDeviation: source.features.standardDeviation,
  });
  for (const index of [0, 1] as const) {
    const { memories, order, A, B, encoder, hidden } = source.layers[index];
    const layer = network.layers[index] as LmuLayer;
    expect(layer.update).toEqual({ rule: 'dense', A: Int16Array.from(A.flat()), B: Int16Array.from(B) });
    expect([...layer.encoder.weights]).toEqual(encoder.weights.flat());
    expect([...layer.hidden.bias!]).toEqual(hidden.bias);
    const permuted = hidden.weights.map((row) => [
      ...memoryMajor(row, memories, order),
      ...row.slice(memories * order),
    ]);
    expect([...layer.hidden.weights]).toEqual(permuted.flat());
  }
  const output = network.layers[2]!;
  if (output.kind !== 'dense') throw new Error('the last layer is dense');
  expect([...output.projection.weights]).toEqual(source.layers[2].weights.flat());
  expect([...output.projection.bias!]).toEqual(source.layers[2].bias);
  expect(describeNetwork(network).weights).toBe(48_832);
});

test.each([
  ['reset before each clip', true],
  ['never reset', false],
])('every score of every frame of the eleven clips is exact, state %s', (_, resets) => {
  const network = shipped('kws-bootstrap');
  const inference = new ReferenceInference(network);
  expect(clips).toHaveLength(11);
  for (const clip of clips) {
    if (resets) inference.reset();
    const results = clip.features.map((frame) => inference.step(Int8Array.from(frame)));
    expect(results.map(({ scores }) => [...scores])).toEqual(resets ? clip.logits : clip.streamingLogits);
    const label = network.labels[results.at(-1)!.prediction];
    expect(label, clip.clip).toBe(resets ? clip.predicted : clip.streamingPredicted);
  }
});

test('every intermediate vector of the first clip is exact', () => {
  const network = shipped('kws-bootstrap');
  const inference = new ReferenceInference(network);
  expect(trace.frames).toHaveLength(49);
  for (const [index, expected] of trace.frames.entries()) {
    const traces: LayerTrace[] = [];
    inference.step(Int8Array.from(clips[0]!.features[index]!), (vectors) => traces.push(vectors));
    for (const layer of [0, 1]) {
      const { memories, order } = network.layers[layer] as LmuLayer;
      const recorded = (name: string): readonly number[] => expected[`${name}${layer + 1}`]!;
      const { u, m, readout, h } = traces[layer]!;
      expect([...u]).toEqual(recorded('u'));
      expect([...m]).toEqual(memoryMajor(recorded('m'), memories, order));
      expect([...readout]).toEqual(memoryMajor(recorded('readout'), memories, order));
      expect([...h]).toEqual(recorded('h'));
    }
  }
});

test('the LMU-2 shape is the frozen one: 90,080 weights, 360.32 kbit', () => {
  const size = describeNetwork(shipped('lmu-2-shape'));
  expect(size.layers.map(({ weights }) => weights)).toEqual([30_560, 30_720, 27_648, 1_152]);
  expect(size.layers.map(({ inputs, memories, order, units }) => [inputs, memories, order, units])).toEqual([
    [20, 24, 6, 160],
    [160, 24, 4, 96],
    [96, 24, 6, 96],
    [96, 0, 0, 12],
  ]);
  expect(size.weights).toBe(90_080);
  expect(size.size_kbit).toBe(360.32);
});

test('the LMU-2 shape says that its predictions mean nothing, and on speech neither dies out nor saturates', () => {
  const network = shipped('lmu-2-shape');
  expect(network.weightsAre).toBe(
    'seeded random weights, not trained: for cycles and energy only, its predictions mean nothing',
  );
  const inference = new ReferenceInference(network);
  const counts = network.layers.map(() => ({ zero: 0, all: 0 }));
  for (const frame of clips.flatMap(({ features }) => features)) {
    inference.step(Int8Array.from(frame), ({ layer, u, readout, h }) => {
      const values = [...u, ...readout, ...h];
      counts[layer]!.zero += values.filter((value) => value === 0).length;
      counts[layer]!.all += values.length;
    });
  }
  for (const [index, { u, m, readout, h }] of inference.saturations.entries()) {
    const { zero, all } = counts[index]!;
    expect(u + m + readout + h).toBeLessThanOrEqual(all * 0.001);
    expect(zero).toBeLessThanOrEqual(all * 0.4);
  }
});

test('the shipped files are what this version writes', () => {
  for (const name of ['kws-bootstrap', 'lmu-2-shape']) {
    const bytes = read(`networks/${name}.safetensors`);
    expect(encodeNetwork(decodeNetwork(bytes)).join()).toBe(bytes.join());
  }
});
