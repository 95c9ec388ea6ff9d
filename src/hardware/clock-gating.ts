import { z } from 'zod';

/**
 * What the clock of a unit's domains does while they do no work (docs/accelerator.md, G2). `never`: it runs on.
 * `whenIdle`: it stops when the whole unit (of a memory: the port) is idle. `perBank`, `perLane`: it stops for each
 * domain on its own.
 */
export type ClockGating = 'never' | 'whenIdle' | 'perBank' | 'perLane';

const describe = 'when the clock of a part that does no work stops';

/** Policies of a unit with one clock domain. */
export const unitGating = z.enum(['never', 'whenIdle']).default('whenIdle').describe(describe);
/** Policies of a memory, whose domains are its banks. */
export const memoryGating = z.enum(['never', 'whenIdle', 'perBank']).default('perBank').describe(describe);
/** Policies of the MAC array, whose domains are its lanes. */
export const laneGating = z.enum(['never', 'whenIdle', 'perLane']).default('perLane').describe(describe);

/** Whether a memory enters retention while its tile sleeps in recv (rule H5). */
export const retention = z
  .boolean()
  .default(false)
  .describe('retain at low leakage while the tile sleeps in recv');

/** A number of words, rows or lanes that a 16-bit field can address. */
export const count = (what: string): z.ZodInt => z.int().min(1).max(65536).describe(what);

/** Words of a bank: a power of two, so that the bank is the upper part of the address (rule M2). */
export const bankWords = (what: string): z.ZodType<number, number> =>
  count(what).refine((words) => Number.isInteger(Math.log2(words)), {
    error: 'a bank must hold a power of two of words: expected 1, 2, 4, 8, ...',
  });
