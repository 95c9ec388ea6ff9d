import type { UnitContext } from '../hardware/index.js';
import { columnsOf, instructionWords, type Instruction } from '../program/index.js';
import type { LabelledInstruction } from './code.js';

/** Execute cycles X of rule T3, recv never waiting. */
function executeCycles(instruction: Instruction, { tile, outputsPerCycle }: UnitContext): number {
  switch (instruction.op) {
    case 'clear':
      return instruction.length;
    case 'gemv': {
      const { lanes } = tile.macArray;
      const columns = columnsOf(instruction);
      const rowTiles = Math.ceil(instruction.rows / lanes);
      const rowsOfLast = instruction.rows - (rowTiles - 1) * lanes;
      const drain = Math.ceil(rowsOfLast / outputsPerCycle);
      return columns + (rowTiles - 1) * Math.max(columns, lanes / outputsPerCycle) + drain + 3;
    }
    case 'legendre': {
      const { order, memories } = instruction;
      const { lanes, mode } = tile.legendreUnit;
      if (mode === 'scan') return memories * order + order + 4;
      const passes = Math.ceil(order / lanes);
      const rowsOfLast = order - (passes - 1) * lanes;
      return memories * passes * (order + 1) + order + rowsOfLast + 3;
    }
    default:
      return 1;
  }
}

/**
 * Cycles that a tile's code occupies in a frame, the mean over the frames that it is unrolled over. An estimate that
 * only serves to choose among assignments of layers to tiles; src/timing holds the figures that are reported.
 */
export function estimatedFrameCycles(code: readonly LabelledInstruction[], context: UnitContext): number {
  const begin = code.findIndex(({ instruction }) => instruction.op === 'recv');
  const loop = code.slice(begin).map(({ instruction }) => instruction);
  const frames = loop.filter(({ op }) => op === 'recv').length;
  const cycles = loop.reduce(
    (sum, instruction) => sum + instructionWords(instruction) + 1 + executeCycles(instruction, context),
    0,
  );
  return cycles / frames;
}
