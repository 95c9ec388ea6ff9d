import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { arbitraryNetwork } from '../../test/support/arbitrary-network.js';
import { mutationsOf } from '../../test/support/mutated-bytes.js';
import { InputError, type Problem } from '../problems/index.js';
import { checkNetwork, decodeNetwork, encodeNetwork } from './format.js';
import type { DenseLayer, LmuLayer, Network, Projection } from './network.js';
import { readSafetensors } from './safetensors-reader.js';
import { writeSafetensors } from './safetensors-writer.js';
import type { Tensor } from './tensor.js';

function projection(rows: number, columns: number, numbers: Partial<Projection>): Projection {
  return {
    rows,
    columns,
    sources: [{ source: 'x', align: 0 }],
    weights: new Int8Array(rows * columns),
    weightFraction: 4,
    inputFraction: 5,
    bias: undefined,
    activation: 'identity',
    table: undefined,
    output: { kind: 'vector', fraction: 4 },
    ...numbers,
  };
}

const lmu: LmuLayer = {
  kind: 'lmu',
  name: 'lmu0',
  inputs: 20,
  memories: 16,
  order: 2,
  theta_frames: 16,
  discretisation: 'zoh',
  units: 3,
  stateBits: 16,
  stateFraction: 11,
  coefficientFraction: 8,
  readoutFraction: 4,
  update: { rule: 'dense', A: new Int16Array(4), B: new Int16Array(2) },
  encoder: projection(16, 20, {}),
  hidden: projection(3, 52, {
    sources: [
      { source: 'm', align: 1 },
      { source: 'x', align: 0 },
    ],
    activation: 'relu',
    bias: new Int16Array(3),
    output: { kind: 'vector', fraction: 3 },
  }),
};
const output: DenseLayer = {
  kind: 'dense',
  name: 'output',
  inputs: 3,
  units: 2,
  projection: projection(2, 3, { inputFraction: 3, output: { kind: 'raw' } }),
};
const network: Network = {
  name: 'small',
  about: '',
  weightsAre: 'zero',
  labels: ['yes', 'no'],
  inputs: 20,
  inputFraction: 5,
  weightBits: 4,
  features: undefined,
  layers: [lmu, output],
};
const withLmu = (changes: Partial<LmuLayer>): Network => ({
  ...network,
  layers: [{ ...lmu, ...changes }, output],
});

/** The file of `network` after a change to its description or tensors. */
function changedFile(
  change: (description: Record<string, unknown>, tensors: Map<string, Tensor>) => void,
): Uint8Array {
  const { metadata, tensors } = readSafetensors(encodeNetwork(network));
  const description = JSON.parse(metadata.get('lmusim')!) as Record<string, unknown>;
  const changed = new Map(tensors);
  change(description, changed);
  return writeSafetensors({ metadata: new Map([['lmusim', JSON.stringify(description)]]), tensors: changed });
}

function problemsOf(decode: () => unknown): readonly Problem[] {
  try {
    decode();
    return [];
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    return error.problems;
  }
}

const namesOf = (problems: readonly Problem[]): string[] =>
  problems.map(({ code, path }) => `${code} ${path}`);

test('a network survives the file, and the file its reading', () => {
  fc.assert(
    fc.property(arbitraryNetwork(), (drawn) => {
      const bytes = encodeNetwork(drawn);
      const decoded = decodeNetwork(bytes);
      expect(decoded).toEqual(drawn);
      expect(encodeNetwork(decoded).join()).toBe(bytes.join());
    }),
    { seed: 1, numRuns: 100 },
  );
}, 30_000);

test('the bytes do not depend on the order of keys', () => {
  const reversed = (value: object): object => Object.fromEntries(Object.entries(value).reverse());
  const layers = [lmu, { ...output, projection: reversed(output.projection) }].map(reversed);
  expect(encodeNetwork(reversed({ ...network, layers }) as Network)).toEqual(encodeNetwork(network));
});

test.each<[string, Network, string[]]>([
  ['nothing wrong', network, []],
  [
    'layers that do not meet',
    { ...network, layers: [lmu, { ...output, inputs: 4 }] },
    ['chain layers[1].inputs', 'tensor-shape layers[1].projection.weight'],
  ],
  ['inputs that the first layer does not take', { ...network, inputs: 19 }, ['chain layers[0].inputs']],
  [
    'a source of another fraction',
    { ...network, inputFraction: 4 },
    ['fraction layers[0].encoder.sources[0]', 'fraction layers[0].hidden.sources[1]'],
  ],
  [
    'a hidden output of another fraction than the next layer takes',
    withLmu({ hidden: { ...lmu.hidden, output: { kind: 'vector', fraction: 2 } } }),
    ['fraction layers[1].projection.sources[0]'],
  ],
  [
    'u as a source of an encoder',
    withLmu({ encoder: projection(16, 16, { sources: [{ source: 'u', align: 0 }] }) }),
    ['source layers[0].encoder.sources[0]'],
  ],
  [
    'a source twice',
    withLmu({
      encoder: projection(16, 40, {
        sources: [
          { source: 'x', align: 0 },
          { source: 'x', align: 0 },
        ],
      }),
    }),
    ['repeated-source layers[0].encoder.sources[1]'],
  ],
  [
    'a shift above 31',
    withLmu({ encoder: projection(16, 20, { weightFraction: 31 }) }),
    ['shift layers[0].encoder.output.fraction'],
  ],
  ['nothing wrong with a shift of 31', withLmu({ encoder: projection(16, 20, { weightFraction: 30 }) }), []],
  [
    'a negative shift',
    withLmu({ encoder: projection(16, 20, { weightFraction: -2 }) }),
    ['shift layers[0].encoder.output.fraction'],
  ],
  [
    'an activation of the encoder',
    withLmu({ encoder: projection(16, 20, { activation: 'relu' }) }),
    ['activation layers[0].encoder.activation'],
  ],
  [
    'a state coarser than u',
    withLmu({
      stateFraction: 3,
      readoutFraction: 3,
      hidden: {
        ...lmu.hidden,
        sources: [
          { source: 'm', align: 2 },
          { source: 'x', align: 0 },
        ],
      },
    }),
    ['state-fraction layers[0].stateFraction'],
  ],
  [
    'a state without room above u',
    withLmu({ stateFraction: 13 }),
    ['state-fraction layers[0].stateFraction'],
  ],
  [
    'a readout finer than the state',
    withLmu({
      stateFraction: 4,
      readoutFraction: 5,
      hidden: {
        ...lmu.hidden,
        sources: [
          { source: 'm', align: 0 },
          { source: 'x', align: 0 },
        ],
      },
    }),
    ['readout-fraction layers[0].readoutFraction'],
  ],
  [
    'running sums of another discretisation',
    withLmu({ update: { rule: 'scan', coefficients: new Int16Array(2) } }),
    ['discretisation layers[0].discretisation'],
  ],
  [
    'a raw hidden layer',
    withLmu({ hidden: { ...lmu.hidden, activation: 'identity', output: { kind: 'raw' } } }),
    ['output layers[0].hidden.output.kind'],
  ],
  [
    'an LMU layer at the end',
    { ...network, labels: ['a', 'b', 'c'], layers: [lmu] },
    ['output layers[0].kind'],
  ],
  [
    'a last layer that is not raw',
    { ...network, layers: [lmu, { ...output, projection: projection(2, 3, { inputFraction: 3 }) }] },
    ['output layers[1].projection.output.kind'],
  ],
  ['a label too few', { ...network, labels: ['yes'] }, ['labels labels']],
  ['a label twice', { ...network, labels: ['yes', 'yes'] }, ['repeated-name labels[1]']],
  [
    'a table without its entries and fraction',
    withLmu({ hidden: { ...lmu.hidden, activation: 'table' } }),
    ['table-fraction layers[0].hidden.output.tableFraction', 'missing-tensor layers[0].hidden.table'],
  ],
  [
    'entries of a table that nothing uses',
    withLmu({ hidden: { ...lmu.hidden, table: new Int8Array(256) } }),
    ['extra-tensor layers[0].hidden.table'],
  ],
  [
    'a table of another length',
    withLmu({
      hidden: {
        ...lmu.hidden,
        activation: 'table',
        table: new Int8Array(128),
        output: { kind: 'vector', fraction: 4, tableFraction: 3 },
      },
    }),
    ['tensor-shape layers[0].hidden.table'],
  ],
  [
    'a bias of another length',
    withLmu({ hidden: { ...lmu.hidden, bias: new Int16Array(4) } }),
    ['tensor-shape layers[0].hidden.bias'],
  ],
  [
    'weights that do not fill their shape',
    withLmu({ encoder: { ...lmu.encoder, weights: new Int8Array(7) } }),
    ['tensor-shape layers[0].encoder.weight'],
  ],
  [
    'sizes out of bounds',
    withLmu({ order: 257, stateBits: 25, theta_frames: 0 }),
    ['too-big layers[0].order', 'too-small layers[0].theta_frames', 'too-big layers[0].stateBits'],
  ],
])('%s', (_, given, expected) => {
  const found = namesOf(checkNetwork(given));
  expect(found).toEqual(expected.map((name) => `network.${name}`));
  expect(namesOf(problemsOf(() => encodeNetwork(given)))).toEqual(found);
});

test('features are checked against the inputs and among themselves', () => {
  const features = {
    kind: 'mfcc',
    ...{
      sampleRate_Hz: 16000,
      hop_samples: 320,
      window_samples: 500,
      melBands: 18,
      lowest_Hz: 9000,
      highest_Hz: 8500,
    },
    ...{
      logOffset: 1e-4,
      coefficients: 19,
      mean: [0],
      standardDeviation: Array<number>(19).fill(1),
      fraction: 4,
    },
  } as const;
  const paths = checkNetwork({ ...network, features }).map(({ path }) => path.replace('features.', ''));
  expect(paths.sort()).toEqual(
    ['coefficients', 'coefficients', 'fraction', 'highest_Hz', 'lowest_Hz', 'mean', 'window_samples'].sort(),
  );
});

test('a shape is told as it is and as it should be', () => {
  const bytes = changedFile((_, tensors) => {
    tensors.set('layers.0.encoder.weight', { dtype: 'I8', shape: [16, 21], data: new Int8Array(336) });
  });
  const problem = problemsOf(() => decodeNetwork(bytes, 'net.safetensors'))[0];
  expect(problem).toEqual({
    code: 'network.tensor-shape',
    path: 'layers[0].encoder.weight',
    file: 'net.safetensors',
    message: 'wrong shape',
    expected: '[16, 20]',
    received: '[16, 21]',
  });
});

test('weights beyond weightBits are counted and the first is shown', () => {
  const weights = new Int8Array(320).fill(8, 45, 47);
  const problems = checkNetwork(withLmu({ encoder: { ...lmu.encoder, weights } }));
  expect(problems).toMatchObject([
    { code: 'network.weight-range', expected: '-8 to 7', received: '8 at [2, 5]' },
  ]);
  expect(problems[0]!.message).toContain('2 weights');
});

test('all problems of description and tensors come at once, with the nearest known name', () => {
  const bytes = changedFile((description, tensors) => {
    description['labels'] = ['yes'];
    tensors.set('layers.0.encoder.weigth', tensors.get('layers.0.encoder.weight')!);
    tensors.delete('layers.0.encoder.weight');
    tensors.set('layers.0.memory.B', { dtype: 'I8', shape: [2], data: new Int8Array(2) });
  });
  const problems = problemsOf(() => decodeNetwork(bytes));
  expect(namesOf(problems).sort()).toEqual([
    'network.extra-tensor layers[0].encoder.weigth',
    'network.labels labels',
    'network.missing-tensor layers[0].encoder.weight',
    'network.tensor-dtype layers[0].memory.B',
  ]);
  expect(problems.find(({ code }) => code === 'network.extra-tensor')?.hint).toBe(
    "did you mean 'layers.0.encoder.weight'?",
  );
});

test('unknown keys are refused at every depth, with the nearest known one', () => {
  const bytes = changedFile((description) => {
    const layer = (description['layers'] as { encoder: object }[])[0]!;
    Object.assign(description, { weightsBits: 4 });
    Object.assign(layer, { thetaFrames: 16 });
    Object.assign(layer.encoder, { inputFractions: 5 });
  });
  const hints = Object.fromEntries(
    problemsOf(() => decodeNetwork(bytes)).map(({ path, hint }) => [path, hint]),
  );
  expect(hints).toEqual({
    weightsBits: "did you mean 'weightBits'?",
    'layers[0].thetaFrames': "did you mean 'theta_frames'?",
    'layers[0].encoder.inputFractions': "did you mean 'inputFraction'?",
  });
});

test('another safetensors file, another version and a repeated key are each refused by name', () => {
  const { tensors } = readSafetensors(encodeNetwork(network));
  const withMetadata = (...entries: [string, string][]): string[] =>
    namesOf(problemsOf(() => decodeNetwork(writeSafetensors({ metadata: new Map(entries), tensors }))));
  expect(withMetadata(['format', 'pt'])).toEqual([
    'network.unknown-key __metadata__.format',
    'network.missing-key __metadata__.lmusim',
  ]);
  expect(withMetadata(['lmusim', 'no'])).toEqual(['network.not-json ']);
  expect(withMetadata(['lmusim', '{"name":"a","name":"b"}'])).toEqual(['network.json-key name']);
  const later = changedFile((description) => (description['schema'] = 'lmusim.network/2'));
  expect(problemsOf(() => decodeNetwork(later))).toMatchObject([
    { path: 'schema', expected: 'lmusim.network/1', received: "'lmusim.network/2'" },
  ]);
});

test('whatever the bytes, nothing but InputError is thrown, and what is read can be written', () => {
  fc.assert(
    fc.property(mutationsOf(encodeNetwork(network)), (bytes) => {
      problemsOf(() => encodeNetwork(decodeNetwork(bytes)));
    }),
    { seed: 1, numRuns: 1000 },
  );
});
