import type { Gemv } from '../../program/index.js';
import type { Bit } from '../bit.js';

/** Where a column of a gemv takes its operand from (T4). */
export interface ColumnOperand {
  /** The operand's word is read when the column is issued; otherwise it still stands on the port's output. */
  readonly reads: Bit;
  /** ... from the input channel, not from the vector SRAM. */
  readonly fromChannel: Bit;
  readonly address: number;
  /** The element of the word, and how far it is shifted left. */
  readonly element: number;
  readonly align: number;
}

/** The operands of a gemv, one a column: segment after segment, P elements to a word (M5). */
export function columnOperands({ segments }: Gemv, outputsPerCycle: number): ColumnOperand[] {
  return segments.flatMap(({ memory, base, length, align }) =>
    Array.from({ length }, (_, position): ColumnOperand => {
      const element = position % outputsPerCycle;
      return {
        reads: element === 0 ? 1 : 0,
        fromChannel: memory === 'channel' ? 1 : 0,
        address: base + (position - element) / outputsPerCycle,
        element,
        align,
      };
    }),
  );
}
