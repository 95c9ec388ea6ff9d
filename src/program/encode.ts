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
  insert,
} from './fields.js';
import type { Gemv, Instruction, Legendre } from './instruction.js';

const flag = (value: boolean): number => (value ? 1 : 0);

/**
 * The words of an instruction, each 0 .. 2^32 - 1 (docs/accelerator.md, section 4).
 *
 * @throws RangeError when a value does not fit its field; the compiler and the assembler check before
 */
export function encodeInstruction(instruction: Instruction): number[] {
  const opcode = insert(OPCODE, OPCODES[instruction.op]);
  switch (instruction.op) {
    case 'halt':
    case 'recv':
      return [opcode];
    case 'jump':
      return [opcode + insert(JUMP.target, instruction.target)];
    case 'send':
      return [opcode + insert(SEND.result, flag(instruction.result))];
    case 'clear':
      return [
        opcode +
          insert(CLEAR.memory, flag(instruction.memory === 'state')) +
          insert(CLEAR.base, instruction.base),
        insert(CLEAR.length, instruction.length),
      ];
    case 'gemv':
      return encodeGemv(opcode, instruction);
    case 'legendre':
      return encodeLegendre(opcode, instruction);
  }
}

function encodeGemv(opcode: number, gemv: Gemv): number[] {
  return [
    opcode +
      insert(GEMV.segments, gemv.segments.length - 1) +
      insert(GEMV.activation, ACTIVATION_CODES.indexOf(gemv.activation)) +
      insert(GEMV.table, gemv.table) +
      insert(GEMV.raw, flag(gemv.raw)) +
      insert(GEMV.argmax, flag(gemv.argmax)) +
      insert(GEMV.bias, flag(gemv.biasBase !== undefined)) +
      insert(GEMV.release, flag(gemv.release)) +
      insert(GEMV.toVector, flag(gemv.vectorBase !== undefined)) +
      insert(GEMV.toChannel, flag(gemv.toChannel)) +
      insert(GEMV.shift, gemv.shift),
    insert(GEMV.weightBase, gemv.weightBase) + insert(GEMV.rows, gemv.rows),
    insert(GEMV.vectorBase, gemv.vectorBase ?? 0) + insert(GEMV.biasBase, gemv.biasBase ?? 0),
    ...gemv.segments.map(
      (segment) =>
        insert(SEGMENT.align, segment.align) +
        insert(SEGMENT.memory, flag(segment.memory === 'channel')) +
        insert(SEGMENT.length, segment.length) +
        insert(SEGMENT.base, segment.base),
    ),
  ];
}

function encodeLegendre(opcode: number, legendre: Legendre): number[] {
  return [
    opcode +
      insert(LEGENDRE.order, legendre.order - 1) +
      insert(LEGENDRE.inputShift, legendre.inputShift) +
      insert(LEGENDRE.coefficientShift, legendre.coefficientShift) +
      insert(LEGENDRE.readoutShift, legendre.readoutShift),
    insert(LEGENDRE.inputBase, legendre.inputBase) + insert(LEGENDRE.memories, legendre.memories),
    insert(LEGENDRE.stateBase, legendre.stateBase) + insert(LEGENDRE.readoutBase, legendre.readoutBase),
    insert(LEGENDRE.coefficientBase, legendre.coefficientBase),
  ];
}
