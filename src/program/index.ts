export { followProgram, type FrameFlow, type ProgramFlow } from './control-flow.js';
export { assemble } from './assemble.js';
export { decodeCode, encodeCode } from './code-file.js';
export { checkProgram, requireProgramFits } from './check-program.js';
export { decodeInstructions, type PlacedInstruction } from './decode.js';
export { disassembleProgram, disassembleTile } from './disassemble-program.js';
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
export { listing, listingText, type ListedInstruction } from './listing.js';
export { PROGRAM_FORMAT_VERSION, decodeProgram, encodeProgram, isProgramFile } from './program-file.js';
export type { InstructionLabel, Program, TileImage, TileProgram } from './program.js';
