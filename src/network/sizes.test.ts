import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { arbitraryNetwork } from '../../test/support/arbitrary-network.js';
import { describeNetwork } from './sizes.js';

test('weights are the entries of the matrices alone, and their sum over layers is the total', () => {
  fc.assert(
    fc.property(arbitraryNetwork(), (network) => {
      const { layers, weights, size_kbit } = describeNetwork(network);
      const matrices = network.layers.flatMap((layer) =>
        layer.kind === 'lmu' ? [layer.encoder, layer.hidden] : [layer.projection],
      );
      expect(weights).toBe(matrices.reduce((sum, matrix) => sum + matrix.weights.length, 0));
      expect(layers.reduce((sum, layer) => sum + layer.weights, 0)).toBe(weights);
      expect(size_kbit * 1000).toBeCloseTo(weights * network.weightBits, 6);
    }),
    { seed: 1, numRuns: 50 },
  );
});
