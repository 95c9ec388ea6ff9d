import { z } from 'zod';
import { bankWords, count, memoryGating, retention } from '../clock-gating.js';
import { action, declareUnit } from '../unit.js';

export const stateSramSchema = z.strictObject({
  banks: count('banks').default(1),
  bankWords: bankWords('words of a bank; a word is one state'),
  stateBits: z.int().min(8).max(24).default(16).describe('bits of a state'),
  clockGating: memoryGating,
  retention,
});

export const stateSram = declareUnit({
  name: 'stateSram',
  about: 'the linear memories m',
  schema: stateSramSchema,
  ports: ['read', 'write'],
  domains: ({ tile }) => tile.stateSram.banks,
  registerBitsPerDomain: () => 0,
  memoryBits: ({ tile }) => tile.stateSram.banks * tile.stateSram.bankWords * tile.stateSram.stateBits,
  modules: ({ tile: { stateSram } }) => [
    { module: 'readWriteSram', parameters: { WIDTH: stateSram.stateBits, BANKS: stateSram.banks } },
  ],
  actions: {
    read: action('words read', ({ tile }) => [tile.stateSram.stateBits]),
    write: action('words written', ({ tile }) => [tile.stateSram.stateBits]),
  },
});
