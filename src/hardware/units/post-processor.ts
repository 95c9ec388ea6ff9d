import { z } from 'zod';
import { unitGating } from '../clock-gating.js';
import { adder, multiplexer, registers, shifter } from '../transistors.js';
import { action, declareUnit } from '../unit.js';

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

export const postProcessor = declareUnit({
  name: 'postProcessor',
  about: 'bias, rounding shift, saturation, activation, argmax and score registers',
  schema: postProcessorSchema,
  ports: ['unit'],
  domains: () => 1,
  // Result registers; score registers are clocked with their write only, which `output` holds.
  registerBitsPerDomain: ({ tile, outputsPerCycle }) => outputsPerCycle * tile.macArray.accumulatorBits + 24,
  memoryBits: () => 0,
  logicTransistors: ({ tile: { macArray: mac, postProcessor: post }, outputsPerCycle }) =>
    outputsPerCycle *
      (adder(2 * mac.accumulatorBits) +
        shifter(mac.accumulatorBits, 32) +
        registers(mac.accumulatorBits) +
        // A table is read-only: one transistor a bit and the selection of an entry.
        post.tables * (TABLE_ENTRIES * 8 + multiplexer(8, 16))) +
    registers(post.scores * mac.accumulatorBits) +
    multiplexer(outputsPerCycle * mac.accumulatorBits, Math.ceil(mac.lanes / outputsPerCycle)),
  actions: {
    output: action('results', ({ tile }) => [tile.macArray.accumulatorBits]),
    tableLookup: action('results looked up in a table', () => [8]),
    compare: action('scores compared by argmax', ({ tile }) => [tile.macArray.accumulatorBits]),
  },
});
