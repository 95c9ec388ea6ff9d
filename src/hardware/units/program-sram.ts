import { z } from 'zod';
import { count, memoryGating, retention } from '../clock-gating.js';
import { action, declareUnit } from '../unit.js';

/** Bits of an instruction word (docs/accelerator.md, section 4). */
export const INSTRUCTION_BITS = 32;

export const programSramSchema = z.strictObject({
  words: count('instruction words of 32 bits').default(64),
  clockGating: memoryGating,
  retention,
});

export const programSram = declareUnit({
  name: 'programSram',
  about: 'instruction words',
  schema: programSramSchema,
  ports: ['read'],
  domains: () => 1,
  registerBitsPerDomain: () => 0,
  memoryBits: ({ tile }) => tile.programSram.words * INSTRUCTION_BITS,
  modules: () => [{ module: 'readOnlySram', parameters: { WIDTH: INSTRUCTION_BITS, BANKS: 1 } }],
  actions: { read: action('words read', () => [INSTRUCTION_BITS]) },
});
