import type { Activation } from '../network/index.js';

/** Memory that an operand comes from: the vector SRAM or the held buffer of the input channel. */
export type OperandMemory = 'vector' | 'channel';

/** One run of operands of a gemv: `length` elements from word `base` on, shifted left by `align`. */
export interface OperandSegment {
  readonly memory: OperandMemory;
  readonly base: number;
  readonly length: number;
  readonly align: number;
}

export interface Gemv {
  readonly op: 'gemv';
  readonly segments: readonly OperandSegment[];
  readonly rows: number;
  readonly weightBase: number;
  /** Word of the bias SRAM, or undefined for no bias. */
  readonly biasBase: number | undefined;
  readonly shift: number;
  readonly activation: Activation;
  /** Which of the post-processor's tables, when the activation is `table`. */
  readonly table: number;
  /** Results stay at accumulator width in the score registers. */
  readonly raw: boolean;
  readonly argmax: boolean;
  /** Frees the held input buffer on retirement. */
  readonly release: boolean;
  /** Word of the vector SRAM that the results go to, or undefined. */
  readonly vectorBase: number | undefined;
  /** Whether the results go to the output channel. */
  readonly toChannel: boolean;
}

export interface Legendre {
  readonly op: 'legendre';
  readonly order: number;
  readonly memories: number;
  readonly inputShift: number;
  readonly coefficientShift: number;
  readonly readoutShift: number;
  /** Vector words of u and of the readouts, state word, coefficient word. */
  readonly inputBase: number;
  readonly readoutBase: number;
  readonly stateBase: number;
  readonly coefficientBase: number;
}

export type Instruction =
  | { readonly op: 'halt' }
  | { readonly op: 'jump'; readonly target: number }
  | { readonly op: 'recv' }
  | { readonly op: 'send'; readonly result: boolean }
  | {
      readonly op: 'clear';
      readonly memory: 'vector' | 'state';
      readonly base: number;
      readonly length: number;
    }
  | Gemv
  | Legendre;

/** Words of an instruction (docs/accelerator.md, section 4). */
export function instructionWords(instruction: Instruction): number {
  switch (instruction.op) {
    case 'clear':
      return 2;
    case 'legendre':
      return 4;
    case 'gemv':
      return 3 + instruction.segments.length;
    default:
      return 1;
  }
}

/** Columns of a gemv: the sum of its segments' lengths. */
export function columnsOf(gemv: Gemv): number {
  return gemv.segments.reduce((sum, segment) => sum + segment.length, 0);
}
