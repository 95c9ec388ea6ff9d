import { z } from 'zod';
import { unitGating } from '../clock-gating.js';
import type { RtlModule } from '../rtl-modules.js';
import { flipFlops } from '../transistors.js';
import { action, declareUnit, type UnitContext } from '../unit.js';

export const sequencerSchema = z.strictObject({ clockGating: unitGating });

/** Program counter, instruction words (3 + 8 segments), row, column and address counters. */
const logic = ({ tile, outputsPerCycle }: UnitContext): RtlModule => ({
  module: 'sequencer',
  parameters: { LANES: tile.macArray.lanes, OUTPUTS: outputsPerCycle },
});

export const sequencer = declareUnit({
  name: 'sequencer',
  about: 'fetches, decodes and issues in order; sleeps in recv',
  schema: sequencerSchema,
  ports: ['unit'],
  domains: () => 1,
  registerBitsPerDomain: (context) => flipFlops(logic(context)),
  memoryBits: () => 0,
  modules: (context) => [logic(context)],
  actions: { issue: action('instructions retired', () => []) },
});
