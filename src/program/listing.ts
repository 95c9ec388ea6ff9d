import { disassembleInstruction } from './disassemble.js';
import { encodeInstruction } from './encode.js';
import type { Instruction } from './instruction.js';

/** An instruction with the words that it becomes. */
export interface ListedInstruction {
  /** Of its first word. */
  readonly address: number;
  /** 8 hexadecimal digits each. */
  readonly words: readonly string[];
  readonly text: string;
}

/** Instructions in their order, from word 0 on. */
export function listing(instructions: readonly Instruction[]): ListedInstruction[] {
  let next = 0;
  return instructions.map((instruction) => {
    const address = next;
    const words = [...encodeInstruction(instruction)].map((word) =>
      (word >>> 0).toString(16).padStart(8, '0'),
    );
    next += words.length;
    return { address, words, text: disassembleInstruction(instruction) };
  });
}

/** One line a word: address, word, and at the first word of an instruction its text. */
export function listingText(instructions: readonly ListedInstruction[]): string {
  const { address = 0, words = [] } = instructions.at(-1) ?? {};
  const columns = String(Math.max(0, address + words.length - 1)).length;
  return instructions
    .flatMap(({ address, words, text }) =>
      words.map((word, index) =>
        `${String(address + index).padStart(columns)}  ${word}  ${index === 0 ? text : ''}`.trimEnd(),
      ),
    )
    .map((line) => `${line}\n`)
    .join('');
}
