import { MOST_PROBLEMS, type Problem } from '../problems/index.js';
import { encodeInstruction } from './encode.js';
import {
  ACTIVATION_CODES,
  CLEAR,
  GEMV,
  JUMP,
  LEGENDRE,
  OPCODE,
  OPCODES,
  SEGMENT,
  SEND,
  extract,
} from './fields.js';
import { instructionWords, type Instruction } from './instruction.js';

/** An instruction and the word of the program at which it stands. */
export interface PlacedInstruction {
  readonly address: number;
  readonly words: number;
  readonly instruction: Instruction;
}

/**
 * Decodes a program image: the list of its instructions, or every word that is illegal (rule I1), up to a hundred. Decoding
 * is strict: reserved bits are 0, and re-encoding gives the same words.
 */
export function decodeInstructions(
  image: readonly number[] | Uint32Array,
  path: string,
): { readonly instructions: readonly PlacedInstruction[]; readonly problems: readonly Problem[] } {
  const instructions: PlacedInstruction[] = [];
  const problems: Problem[] = [];
  for (let address = 0; address < image.length && problems.length <= MOST_PROBLEMS;) {
    const decoded = decodeAt(image, address);
    if (typeof decoded === 'string') {
      problems.push({
        code: 'program.illegal-instruction',
        path: `${path}[${address}]`,
        message: decoded,
        received: `0x${(image[address]! >>> 0).toString(16).padStart(8, '0')}`,
      });
      address += 1;
      continue;
    }
    const words = instructionWords(decoded);
    instructions.push({ address, words, instruction: decoded });
    address += words;
  }
  return { instructions, problems };
}

function decodeAt(image: readonly number[] | Uint32Array, address: number): Instruction | string {
  const word = image[address]!;
  const opcode = extract(word, OPCODE);
  const name = (Object.keys(OPCODES) as (keyof typeof OPCODES)[]).find((key) => OPCODES[key] === opcode);
  if (name === undefined) {
    return opcode >= 16 && opcode <= 31
      ? `opcode ${opcode} is reserved for compressed weights`
      : `no instruction has opcode ${opcode}`;
  }
  const instruction = decodeOperands(name, image, address);
  if (typeof instruction === 'string') return instruction;
  const again = encodeInstruction(instruction);
  return again.every((expected, i) => expected === image[address + i]! >>> 0)
    ? instruction
    : `reserved bits of ${name} are not 0`;
}

function decodeOperands(
  name: keyof typeof OPCODES,
  image: readonly number[] | Uint32Array,
  address: number,
): Instruction | string {
  const word = image[address]!;
  const at = (offset: number): number => image[address + offset]!;
  const enough = (words: number): boolean => address + words <= image.length;
  switch (name) {
    case 'halt':
    case 'recv':
      return { op: name };
    case 'jump':
      return { op: 'jump', target: extract(word, JUMP.target) };
    case 'send':
      return { op: 'send', result: extract(word, SEND.result) === 1 };
    case 'clear':
      if (!enough(2)) return 'clear ends beyond the program';
      if (extract(at(1), CLEAR.length) === 0) return 'clear of 0 words';
      return {
        op: 'clear',
        memory: extract(word, CLEAR.memory) === 1 ? 'state' : 'vector',
        base: extract(word, CLEAR.base),
        length: extract(at(1), CLEAR.length),
      };
    case 'gemv':
      return decodeGemv(image, address);
    case 'legendre':
      if (!enough(4)) return 'legendre ends beyond the program';
      if (extract(at(1), LEGENDRE.memories) === 0) return 'legendre of 0 memories';
      return {
        op: 'legendre',
        order: extract(word, LEGENDRE.order) + 1,
        inputShift: extract(word, LEGENDRE.inputShift),
        coefficientShift: extract(word, LEGENDRE.coefficientShift),
        readoutShift: extract(word, LEGENDRE.readoutShift),
        inputBase: extract(at(1), LEGENDRE.inputBase),
        memories: extract(at(1), LEGENDRE.memories),
        stateBase: extract(at(2), LEGENDRE.stateBase),
        readoutBase: extract(at(2), LEGENDRE.readoutBase),
        coefficientBase: extract(at(3), LEGENDRE.coefficientBase),
      };
  }
}

function decodeGemv(image: readonly number[] | Uint32Array, address: number): Instruction | string {
  const word = image[address]!;
  const segments = extract(word, GEMV.segments) + 1;
  if (address + 3 + segments > image.length) return 'gemv ends beyond the program';
  if (extract(word, GEMV.weightFormat) !== 0) return 'weight formats 1 to 3 are reserved for sparse weights';
  const activation = ACTIVATION_CODES[extract(word, GEMV.activation)];
  if (activation === undefined) return 'activation 3 is reserved';
  const [size, places] = [image[address + 1]!, image[address + 2]!];
  const on = (field: Parameters<typeof extract>[1]): boolean => extract(word, field) === 1;
  const [raw, argmax, toVector, toChannel] = [
    on(GEMV.raw),
    on(GEMV.argmax),
    on(GEMV.toVector),
    on(GEMV.toChannel),
  ];
  if (extract(size, GEMV.rows) === 0) return 'gemv of 0 rows';
  if (argmax && !raw) return 'argmax needs raw';
  if (raw === (toVector || toChannel))
    return raw ? 'raw results go to no vector' : 'gemv without a destination';
  if (activation !== 'table' && extract(word, GEMV.table) !== 0) return 'a table is chosen but not used';
  const parts = Array.from(image.slice(address + 3, address + 3 + segments));
  if (parts.some((part) => extract(part, SEGMENT.align) === 3)) return 'align 3 is reserved';
  if (parts.some((part) => extract(part, SEGMENT.length) === 0)) return 'segment of 0 elements';
  return {
    op: 'gemv',
    segments: parts.map((part) => ({
      memory: extract(part, SEGMENT.memory) === 1 ? 'channel' : 'vector',
      base: extract(part, SEGMENT.base),
      length: extract(part, SEGMENT.length),
      align: extract(part, SEGMENT.align),
    })),
    rows: extract(size, GEMV.rows),
    weightBase: extract(size, GEMV.weightBase),
    biasBase: on(GEMV.bias) ? extract(places, GEMV.biasBase) : undefined,
    shift: extract(word, GEMV.shift),
    activation,
    table: extract(word, GEMV.table),
    raw,
    argmax,
    release: on(GEMV.release),
    vectorBase: toVector ? extract(places, GEMV.vectorBase) : undefined,
    toChannel,
  };
}
