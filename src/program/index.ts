export { decodeInstructions, type PlacedInstruction } from './decode.js';
export { disassembleInstruction } from './disassemble.js';
export { encodeInstruction } from './encode.js';
export {
  columnsOf,
  instructionWords,
  type Gemv,
  type Instruction,
  type Legendre,
  type OperandMemory,
  type OperandSegment,
} from './instruction.js';
export type { InstructionLabel, Program, TileImage, TileProgram } from './program.js';
