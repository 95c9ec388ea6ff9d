import { z } from 'zod';
import { unitGating } from '../clock-gating.js';
import type { RtlModule } from '../rtl-modules.js';
import { flipFlops } from '../transistors.js';
import { action, declareUnit, type UnitContext } from '../unit.js';

/** Entries of an activation table: one for each 8-bit index (docs/accelerator.md, N6). */
export const TABLE_ENTRIES = 256;

export const postProcessorSchema = z.strictObject({
  tables: z
    .int()
    .min(0)
    .max(4)
    .default(0)
    .describe('activation tables of 256 entries, for tanh and the like'),
  scores: z.int().min(0).max(1024).default(16).describe('score registers for the results of gemv.raw'),
  clockGating: unitGating,
});

const logic = ({
  tile: { macArray: mac, postProcessor: post },
  outputsPerCycle,
}: UnitContext): RtlModule => ({
  module: 'postProcessor',
  parameters: {
    LANES: mac.lanes,
    OUTPUTS: outputsPerCycle,
    ACCUMULATOR_BITS: mac.accumulatorBits,
    TABLES: post.tables,
    SCORES: post.scores,
  },
});

export const postProcessor = declareUnit({
  name: 'postProcessor',
  about: 'bias, rounding shift, saturation, activation, argmax and score registers',
  schema: postProcessorSchema,
  ports: ['unit'],
  domains: () => 1,
  registerBitsPerDomain: (context) => flipFlops(logic(context)),
  memoryBits: () => 0,
  modules: (context) => [logic(context)],
  actions: {
    output: action('results', ({ tile }) => [tile.macArray.accumulatorBits]),
    tableLookup: action('results looked up in a table', () => [8]),
    compare: action('scores compared by argmax', ({ tile }) => [tile.macArray.accumulatorBits]),
  },
});
