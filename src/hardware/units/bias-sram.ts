import { z } from 'zod';
import { count, memoryGating, retention } from '../clock-gating.js';
import { action, declareUnit } from '../unit.js';

/** Bits of a bias (docs/accelerator.md, section 2). */
export const BIAS_BITS = 16;

export const biasSramSchema = z.strictObject({
  words: count('words of outputsPerCycle biases').default(64),
  clockGating: memoryGating,
  retention,
});

export const biasSram = declareUnit({
  name: 'biasSram',
  about: '16-bit biases at accumulator scale',
  schema: biasSramSchema,
  ports: ['read'],
  domains: () => 1,
  registerBitsPerDomain: () => 0,
  memoryBits: ({ tile, outputsPerCycle }) => tile.biasSram.words * outputsPerCycle * BIAS_BITS,
  modules: ({ outputsPerCycle }) => [
    { module: 'readOnlySram', parameters: { WIDTH: outputsPerCycle * BIAS_BITS, BANKS: 1 } },
  ],
  actions: { read: action('words read', ({ outputsPerCycle }) => [outputsPerCycle * BIAS_BITS]) },
});
