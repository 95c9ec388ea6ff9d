import { z } from 'zod';
import { bankWords, count, memoryGating, retention } from '../clock-gating.js';
import { action, declareUnit } from '../unit.js';

/** Bits of a vector element (docs/accelerator.md, N4). */
export const ACTIVATION_BITS = 8;

export const vectorSramSchema = z.strictObject({
  banks: count('banks').default(1),
  bankWords: bankWords('words of a bank; a word is outputsPerCycle activations'),
  clockGating: memoryGating,
  retention,
});

export const vectorSram = declareUnit({
  name: 'vectorSram',
  about: 'u, h and the readouts of m',
  schema: vectorSramSchema,
  ports: ['read', 'write'],
  domains: ({ tile }) => tile.vectorSram.banks,
  registerBitsPerDomain: () => 0,
  memoryBits: ({ tile, outputsPerCycle }) =>
    tile.vectorSram.banks * tile.vectorSram.bankWords * outputsPerCycle * ACTIVATION_BITS,
  // The multiplexers before the ports of both memories of vectors are counted here.
  modules: ({ tile, outputsPerCycle }) => [
    {
      module: 'readWriteSram',
      parameters: { WIDTH: outputsPerCycle * ACTIVATION_BITS, BANKS: tile.vectorSram.banks },
    },
    {
      module: 'tileWiring',
      parameters: { OUTPUTS: outputsPerCycle, STATE_BITS: tile.stateSram.stateBits },
    },
  ],
  actions: {
    read: action('words read', ({ outputsPerCycle }) => [outputsPerCycle * ACTIVATION_BITS]),
    write: action('words written', ({ outputsPerCycle }) => [outputsPerCycle * ACTIVATION_BITS]),
  },
});
