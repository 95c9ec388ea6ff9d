import type { ScalingRule } from '../../results/index.js';

/** Ends of the range, both included. */
export const MEMORY_CAPACITY_KB = [1, 64] as const;
export const MEMORY_WIDTH_BITS = [32, 128] as const;

export const MEMORY_RULE: ScalingRule = {
  name: 'cacti-sram',
  does: 'a bank by its capacity and port width: read KB^0.62 w^0.37, write KB^0.45 w^0.68, leakage of a bit KB^-0.14',
  source:
    'fits to 28 points of CACTI 7, 22 nm LSTP, 0.8 V, 300 K, run for this project: rms 13 % for reads; against the seven ' +
    'points that docs/energy.md lists 12 % for reads, 8 % for writes, 7 % for leakage',
  valid: `banks of ${MEMORY_CAPACITY_KB.join(' to ')} KB, ports of ${MEMORY_WIDTH_BITS.join(' to ')} bits`,
};

/** What of a memory is scaled. */
export type MemoryQuantity = 'read' | 'write' | 'leakage';

/** Exponents of capacity and of port width. A whole memory leaks as KB^0.86, so a bit as KB^-0.14. */
const EXPONENTS: Readonly<Record<MemoryQuantity, readonly [capacity: number, width: number]>> = {
  read: [0.62, 0.37],
  write: [0.45, 0.68],
  leakage: [-0.14, 0],
};

export interface Bank {
  /** In units of 1024 bytes. */
  readonly capacity_KB: number;
  readonly width_bits: number;
}

/** Energy of an access, or leakage of a bit, of one bank relative to another. */
export function relativeMemory(quantity: MemoryQuantity, from: Bank, to: Bank): number {
  const [capacity, width] = EXPONENTS[quantity];
  return (to.capacity_KB / from.capacity_KB) ** capacity * (to.width_bits / from.width_bits) ** width;
}
