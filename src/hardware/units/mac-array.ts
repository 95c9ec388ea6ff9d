import { z } from 'zod';
import { count, laneGating } from '../clock-gating.js';
import { flipFlopsPerLane } from '../transistors.js';
import { action, dataAction, declareUnit } from '../unit.js';

export const macArraySchema = z.strictObject({
  lanes: count('lanes, one multiply-accumulate a cycle each; a multiple of outputsPerCycle').max(4096),
  weightBits: z.int().min(2).max(8).default(4).describe('bits of a weight'),
  operandBits: z
    .int()
    .min(8)
    .max(10)
    .default(10)
    .describe('bits of an operand: 8 of a vector element plus its align shift'),
  accumulatorBits: z.int().min(12).max(32).default(20).describe('bits of an accumulator'),
  clockGating: laneGating,
});

export const macArray = declareUnit({
  name: 'macArray',
  about: 'multiplies the broadcast operand by the weight of each lane and accumulates',
  schema: macArraySchema,
  ports: ['unit'],
  domains: ({ tile }) => tile.macArray.lanes,
  registerBitsPerDomain: ({ tile }) => flipFlopsPerLane({ ACCUMULATOR_BITS: tile.macArray.accumulatorBits }),
  memoryBits: () => 0,
  modules: ({ tile: { macArray: mac }, outputsPerCycle }) => [
    {
      module: 'macArray',
      parameters: {
        LANES: mac.lanes,
        OUTPUTS: outputsPerCycle,
        WEIGHT_BITS: mac.weightBits,
        OPERAND_BITS: mac.operandBits,
        ACCUMULATOR_BITS: mac.accumulatorBits,
      },
    },
  ],
  actions: {
    multiply: action('multiplications of a weight and an operand', ({ tile }) => [
      tile.macArray.weightBits,
      tile.macArray.operandBits,
    ]),
    accumulate: action('additions to an accumulator', ({ tile }) => [tile.macArray.accumulatorBits]),
    capture: action('accumulators copied to their shadow register', ({ tile }) => [
      tile.macArray.accumulatorBits,
    ]),
    zeroProduct: dataAction(
      'multiplications with a zero operand or weight',
      ({ tile }) => [tile.macArray.weightBits, tile.macArray.operandBits],
      'multiply',
    ),
    operandToggle: dataAction('operand bits that changed', () => [1]),
  },
});
