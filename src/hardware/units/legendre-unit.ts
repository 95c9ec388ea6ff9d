import { z } from 'zod';
import { count, unitGating } from '../clock-gating.js';
import type { RtlModule } from '../rtl-modules.js';
import { flipFlops } from '../transistors.js';
import { action, declareUnit, type UnitContext } from '../unit.js';

export const legendreUnitSchema = z.strictObject({
  mode: z
    .enum(['dense', 'scan'])
    .default('dense')
    .describe('dense: m = A m + B u with any A; scan: forward Euler by running sums (one lane)'),
  lanes: count('rows of A computed at once').max(256),
  coefficientBits: z.int().min(4).max(16).default(10).describe('bits of a coefficient of A and B'),
  accumulatorBits: z.int().min(16).max(48).default(26).describe('bits of an accumulator'),
  maxOrder: z.int().min(1).max(256).default(8).describe('greatest order: registers for one old memory'),
  clockGating: unitGating,
});

const logic = ({ tile: { legendreUnit: unit, stateSram }, outputsPerCycle }: UnitContext): RtlModule => ({
  module: 'legendreUnit',
  parameters: {
    SCAN: Number(unit.mode === 'scan'),
    LANES: unit.lanes,
    COEFFICIENT_BITS: unit.coefficientBits,
    ACCUMULATOR_BITS: unit.accumulatorBits,
    MAX_ORDER: unit.maxOrder,
    STATE_BITS: stateSram.stateBits,
    OUTPUTS: outputsPerCycle,
  },
});

export const legendreUnit = declareUnit({
  name: 'legendreUnit',
  about: 'advances the linear memories and forms their 8-bit readouts',
  schema: legendreUnitSchema,
  ports: ['unit'],
  domains: () => 1,
  // Next and old memory, accumulators, drain registers, counters and addresses.
  registerBitsPerDomain: (context) => flipFlops(logic(context)),
  memoryBits: () => 0,
  modules: (context) => [logic(context)],
  actions: {
    multiply: action('multiplications of a coefficient and a state', ({ tile }) => [
      tile.legendreUnit.coefficientBits,
      tile.stateSram.stateBits,
    ]),
    accumulate: action('additions to an accumulator', ({ tile }) => [tile.legendreUnit.accumulatorBits]),
    runningSum: action('scan: updates of the running sums', ({ tile }) => [2 * tile.stateSram.stateBits]),
    requantise: action('states rounded, with their readout', ({ tile }) => [
      tile.legendreUnit.accumulatorBits,
    ]),
  },
});
