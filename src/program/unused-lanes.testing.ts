import type { TileHardware } from '../hardware/index.js';
import type { Instruction } from './instruction.js';
import type { TileImage } from './program.js';
import { unusedElements } from './unused-lanes.js';

/** The image with 0 where rules M4 and M7 ask for it, for images whose values do not matter. */
export function withUnusedLanesAt0(
  image: TileImage,
  instructions: readonly Instruction[],
  tile: TileHardware,
): TileImage {
  const changed = {
    ...image,
    weights: Int8Array.from(image.weights),
    coefficients: Int16Array.from(image.coefficients),
  };
  for (const instruction of instructions) {
    const unused = unusedElements(instruction, tile, image);
    unused?.indices.forEach((index) => (changed[unused.part][index] = 0));
  }
  return changed;
}
