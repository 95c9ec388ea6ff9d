import type { LedgerLeaf } from '../results/index.js';

/** A leaf before it becomes plain data. */
export interface ExactLeaf extends Omit<LedgerLeaf, 'energy_yJ' | 'energy_pJ'> {
  readonly yJ: bigint;
  /** Text of the instruction. */
  readonly text: string;
}
