import { z } from 'zod';
import { count, memoryGating } from '../clock-gating.js';
import { action, declareUnit } from '../unit.js';
import { ACTIVATION_BITS } from './vector-sram.js';

export const channelSchema = z.strictObject({
  buffers: z.int().min(2).max(8).default(2).describe('buffers used in turn'),
  bufferWords: count('words of a buffer; a word is outputsPerCycle activations'),
  clockGating: memoryGating,
});

export const channel = declareUnit({
  name: 'channel',
  about: 'buffers of the input vector, written by the tile before',
  schema: channelSchema,
  ports: ['read', 'write'],
  domains: ({ tile }) => tile.channel.buffers,
  registerBitsPerDomain: () => 0,
  memoryBits: ({ tile, outputsPerCycle }) =>
    tile.channel.buffers * tile.channel.bufferWords * outputsPerCycle * ACTIVATION_BITS,
  modules: ({ tile, outputsPerCycle }) => [
    {
      module: 'readWriteSram',
      parameters: { WIDTH: outputsPerCycle * ACTIVATION_BITS, BANKS: tile.channel.buffers },
    },
  ],
  actions: {
    read: action('words read', ({ outputsPerCycle }) => [outputsPerCycle * ACTIVATION_BITS]),
    write: action('words written', ({ outputsPerCycle }) => [outputsPerCycle * ACTIVATION_BITS]),
  },
});
