import { z } from 'zod';
import { unitGating } from '../clock-gating.js';
import { adder, registers } from '../transistors.js';
import { action, declareUnit } from '../unit.js';

export const sequencerSchema = z.strictObject({ clockGating: unitGating });

/** Program counter, instruction words (3 + 8 segments), row, column and address counters. */
const REGISTER_BITS = 16 + 11 * 32 + 5 * 16 + 24;

export const sequencer = declareUnit({
  name: 'sequencer',
  about: 'fetches, decodes and issues in order; sleeps in recv',
  schema: sequencerSchema,
  ports: ['unit'],
  domains: () => 1,
  registerBitsPerDomain: () => REGISTER_BITS,
  memoryBits: () => 0,
  logicTransistors: () => registers(REGISTER_BITS) + adder(5 * 16) + 4000,
  actions: { issue: action('instructions retired', () => []) },
});
