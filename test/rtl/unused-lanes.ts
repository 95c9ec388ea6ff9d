import type { HardwareConfiguration } from '../../src/hardware/index.js';
import type { Program } from '../../src/program/index.js';
import { clearUnusedLanes as clearOfTile } from '../../src/program/unused-lanes.testing.js';

/** Writes the zeros of lanes beyond the last row and beyond the order (M4, M7) into images that were filled with anything. */
export function clearUnusedLanes(program: Program, hardware: HardwareConfiguration): void {
  program.tiles.forEach(({ instructions, image }, index) =>
    clearOfTile(image, instructions, hardware.tiles[index]!),
  );
}
