import { expect, test } from 'vitest';
import type { LmuLayer } from '../network/index.js';
import { formatProblem } from '../problems/index.js';
import { instructionProblems } from './instruction-limits.js';
import { smallNetwork } from './small-network.testing.js';

const layer = { units: 4, memories: 1024, order: 8, encoder: ['x'], hidden: ['x', 'm'] } as const;

test('a source longer than a segment, a shift beyond its field and layers that do not join are refused', () => {
  const network = smallNetwork({ inputs: 1, layers: [layer], scores: 1 });
  const [lmu, output] = network.layers as [LmuLayer, (typeof network.layers)[number]];
  const broken = { ...network, inputs: 3, layers: [{ ...lmu, readoutFraction: -24 }, output] };
  expect(instructionProblems(broken).map(formatProblem)).toEqual([
    'layers[0].inputs: not the length of the vector that reaches it: expected 3, received 1',
    "layers[0].hidden.sources[1]: 'm' is longer than an operand segment: expected at most 8191, received 8192",
    'layers[0].readoutFraction: the readout shift stateFraction - readoutFraction is out of range: expected at most 31, received 32',
  ]);
});

test('a source of 8,191 elements is the longest', () => {
  const network = smallNetwork({
    inputs: 1,
    layers: [{ ...layer, memories: 8191, order: 1 }],
    scores: 1,
  });
  expect(instructionProblems(network)).toEqual([]);
});
