import type { TileHardware } from '../hardware/index.js';
import type { UsedWords } from './allocation.js';

/** Words of each memory of a tile; of the channel, those of one buffer. */
export type Capacity = UsedWords & { readonly programSram: number };

/** Words that a 16-bit address reaches. */
export const ADDRESSABLE_WORDS = 65536;

/** Words of a tile's memories, and no more of one than an instruction can address. */
export function capacityOf(tile: TileHardware): Capacity {
  const banked = ({ banks, bankWords }: { readonly banks: number; readonly bankWords: number }): number =>
    Math.min(banks * bankWords, ADDRESSABLE_WORDS);
  return {
    programSram: tile.programSram.words,
    weightSram: banked(tile.weightSram),
    biasSram: tile.biasSram.words,
    coefficientSram: tile.coefficientSram.words,
    vectorSram: banked(tile.vectorSram),
    stateSram: banked(tile.stateSram),
    channel: tile.channel.bufferWords,
  };
}
