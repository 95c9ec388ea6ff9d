import { InputError, type Problem } from '../problems/index.js';
import { MOST_WORDS } from './assemble.js';
import { decodeInstructions, type PlacedInstruction } from './decode.js';
import { encodeInstruction } from './encode.js';
import type { Instruction } from './instruction.js';

const WORD_BYTES = 4;

/** Instruction words as bytes, little-endian and nothing else: what `code` is in a program file. */
export function encodeCode(instructions: readonly Instruction[]): Uint8Array {
  const words = instructions.flatMap((instruction) => [...encodeInstruction(instruction)]);
  const bytes = new Uint8Array(WORD_BYTES * words.length);
  const view = new DataView(bytes.buffer);
  words.forEach((word, index) => view.setUint32(WORD_BYTES * index, word, true));
  return bytes;
}

/**
 * The instructions of {@link encodeCode}'s bytes.
 *
 * @param file name for messages
 * @throws InputError `program.code`, or `program.illegal-instruction` for the first illegal word (rule I1): what follows
 *   it may be operands taken for instructions
 */
export function decodeCode(bytes: Uint8Array, file?: string): readonly PlacedInstruction[] {
  const refuse = (problem: Problem): never => {
    throw new InputError([file === undefined ? problem : { ...problem, file }]);
  };
  if (bytes.length === 0 || bytes.length % WORD_BYTES !== 0 || bytes.length > WORD_BYTES * MOST_WORDS) {
    refuse({
      code: 'program.code',
      path: '',
      message: 'not instruction words',
      expected: `1 to ${MOST_WORDS} words of ${WORD_BYTES} bytes`,
      received: `${bytes.length} bytes`,
    });
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const words = Uint32Array.from({ length: bytes.length / WORD_BYTES }, (_, index) =>
    view.getUint32(WORD_BYTES * index, true),
  );
  const { instructions, problems } = decodeInstructions(words, 'words');
  if (problems[0] !== undefined) refuse(problems[0]);
  return instructions;
}
