import type { LedgerLeaf } from '../results/index.js';

/** A leaf before it becomes plain data. */
export interface ExactLeaf extends Omit<LedgerLeaf, 'energy_yJ' | 'energy_pJ'> {
  readonly yJ: bigint;
  /** The energy if the implementation factor were 1. */
  readonly bare_yJ: bigint;
  /** Text of the instruction. */
  readonly text: string;
}
