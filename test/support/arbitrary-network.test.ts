import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  checkNetwork,
  describeNetwork,
  ReferenceInference,
  type Projection,
} from '../../src/network/index.js';
import { arbitraryNetwork, arbitraryNetworkAndFrames } from './arbitrary-network.js';

test('300 networks are all accepted and between them show every choice', () => {
  const seen = new Set<string>();
  const seeProjection = (where: string, { sources, activation, bias, output }: Projection): void => {
    seen.add(`${where} ${output.kind} ${activation}${bias === undefined ? '' : ' bias'}`);
    for (const { source, align } of sources) seen.add(`${where} ${source}<<${align}`);
    seen.add(`${where} of ${sources.length} sources`);
  };
  for (const network of fc.sample(arbitraryNetwork(), { seed: 1, numRuns: 300 })) {
    expect(checkNetwork(network)).toEqual([]);
    seen.add(`${network.layers.filter(({ kind }) => kind === 'lmu').length} LMU layers`);
    seen.add(`weight bits ${network.weightBits}`);
    for (const layer of network.layers) {
      if (layer.kind === 'dense') seeProjection('dense', layer.projection);
      else {
        seeProjection('encoder', layer.encoder);
        seeProjection('hidden', layer.hidden);
        for (const [name, value] of Object.entries({
          rule: layer.update.rule,
          order: layer.order,
          stateBits: layer.stateBits,
        })) {
          seen.add(`${name} ${value}`);
        }
      }
    }
  }
  const aligned = (where: string, sources: string): string[] =>
    [...sources].flatMap((source) => [0, 1, 2].map((align) => `${where} ${source}<<${align}`));
  const numbered = (name: string, low: number, high: number): string[] =>
    Array.from({ length: high - low + 1 }, (_, index) => `${name} ${low + index}`);
  const activations = ['identity', 'relu', 'table'].flatMap((name) => [name, `${name} bias`]);
  const expected = [
    ...['1', '2', '3'].map((count) => `${count} LMU layers`),
    ...numbered('weight bits', 2, 8),
    ...numbered('order', 1, 6),
    ...numbered('stateBits', 8, 20),
    ...['rule dense', 'rule scan'],
    ...activations.flatMap((name) => [`hidden vector ${name}`, `dense vector ${name}`]),
    ...[
      'encoder vector identity',
      'encoder vector identity bias',
      'dense raw identity',
      'dense raw identity bias',
    ],
    ...aligned('encoder', 'xhm'),
    ...aligned('hidden', 'mxhu'),
    ...aligned('dense', 'x'),
    ...[1, 2, 3].map((count) => `encoder of ${count} sources`),
    ...[1, 2, 3, 4].map((count) => `hidden of ${count} sources`),
    'dense of 1 sources',
  ];
  expect([...seen].sort()).toEqual(expected.sort());
});

test('constraints hold', () => {
  const constraints = { update: 'scan', coefficientBits: 10, maxLmuLayers: 1 } as const;
  for (const { layers } of fc.sample(arbitraryNetwork(constraints), { seed: 1, numRuns: 50 })) {
    const memories = layers.flatMap((layer) => (layer.kind === 'lmu' ? [layer.update] : []));
    expect(memories).toHaveLength(1);
    const update = memories[0]!;
    expect(update.rule).toBe('scan');
    if (update.rule === 'scan')
      expect(update.coefficients.every((value) => value >= -512 && value < 512)).toBe(true);
  }
});

test('most networks compute something: scores change from frame to frame', () => {
  const samples = fc.sample(arbitraryNetworkAndFrames({ maxFrames: 6 }), { seed: 1, numRuns: 300 });
  const several = samples.filter(({ frames }) => frames.length > 1);
  const alive = several.filter(({ network, frames }) => {
    const inference = new ReferenceInference(network);
    return new Set(frames.map((frame) => inference.step(frame).scores.join())).size > 1;
  });
  expect(alive.length / several.length).toBeGreaterThan(0.5);
});

test('a counterexample shrinks to a small network', () => {
  const hasBias = fc.property(arbitraryNetwork(), ({ layers }) =>
    layers.every((layer) => layer.kind === 'dense' || layer.hidden.bias === undefined),
  );
  const { counterexample } = fc.check(hasBias, { seed: 1 });
  const { layers, weights } = describeNetwork(counterexample![0]);
  expect(layers.length).toBeLessThanOrEqual(3);
  expect(weights).toBeLessThanOrEqual(20);
});
