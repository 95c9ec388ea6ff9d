import type { HardwareConfiguration, TileHardware } from '../../src/hardware/index.js';
import { columnsOf, type Instruction, type Program, type TileImage } from '../../src/program/index.js';

/** Writes the zeros of lanes beyond the last row and beyond the order (M4, M7) into images that were filled with anything. */
export function clearUnusedLanes(program: Program, hardware: HardwareConfiguration): void {
  program.tiles.forEach(({ instructions, image }, index) => {
    for (const { instruction } of instructions) clearLanesOf(instruction, image, hardware.tiles[index]!);
  });
}

function clearLanesOf(instruction: Instruction, image: TileImage, tile: TileHardware): void {
  if (instruction.op === 'gemv') {
    const { lanes } = tile.macArray;
    const columns = columnsOf(instruction);
    const rowTiles = Math.ceil(instruction.rows / lanes);
    const rows = instruction.rows - (rowTiles - 1) * lanes;
    for (let column = 0; column < columns; column++) {
      const word = instruction.weightBase + (rowTiles - 1) * columns + column;
      image.weights.fill(0, word * lanes + rows, (word + 1) * lanes);
    }
  }
  if (instruction.op === 'legendre' && tile.legendreUnit.mode === 'dense') {
    const { order, coefficientBase } = instruction;
    const lanes = tile.legendreUnit.lanes;
    const passes = Math.ceil(order / lanes);
    const rows = order - (passes - 1) * lanes;
    for (let column = 0; column <= order; column++) {
      const word = coefficientBase + (passes - 1) * (order + 1) + column;
      image.coefficients.fill(0, word * lanes + rows, (word + 1) * lanes);
    }
  }
}
