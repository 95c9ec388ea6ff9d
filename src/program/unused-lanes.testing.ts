import type { TileHardware } from '../hardware/index.js';
import type { Instruction } from './instruction.js';
import type { TileImage } from './program.js';
import { unusedElements } from './unused-lanes.js';

/** Writes 0 where rules M4 and M7 ask for it into an image that was filled with anything. */
export function clearUnusedLanes(
  image: TileImage,
  instructions: readonly { readonly instruction: Instruction }[],
  tile: TileHardware,
): void {
  for (const { instruction } of instructions) {
    const unused = unusedElements(instruction, tile, image);
    unused?.indices.forEach((index) => (image[unused.part][index] = 0));
  }
}
