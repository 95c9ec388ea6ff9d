import type { TileHardware } from '../hardware/index.js';
import type { Problem } from '../problems/index.js';
import type { TileImage } from './program.js';

/** Words of a memory that an instruction reads or writes, at least one. */
export interface Region {
  readonly what: string;
  readonly base: number;
  readonly words: number;
}

/** A memory of a tile, and how many of its words are loaded before the program begins (rule W1). */
export interface Memory {
  readonly name: string;
  readonly words: number;
  /** undefined for a memory that reset sets to 0. */
  readonly loaded: number | undefined;
}

export const vectorMemory = ({ vectorSram }: TileHardware): Memory => ({
  name: 'vectorSram',
  words: vectorSram.banks * vectorSram.bankWords,
  loaded: undefined,
});

export const stateMemory = ({ stateSram }: TileHardware): Memory => ({
  name: 'stateSram',
  words: stateSram.banks * stateSram.bankWords,
  loaded: undefined,
});

export const inputBuffer = ({ channel }: TileHardware): Memory => ({
  name: 'a buffer of the input channel',
  words: channel.bufferWords,
  loaded: undefined,
});

/** @param nextTile the tile whose input channel is written */
export const outputBuffer = ({ channel }: TileHardware): Memory => ({
  name: "a buffer of the next tile's channel",
  words: channel.bufferWords,
  loaded: undefined,
});

export const weightMemory = ({ weightSram, macArray }: TileHardware, image: TileImage): Memory => ({
  name: 'weightSram',
  words: weightSram.banks * weightSram.bankWords,
  loaded: Math.floor(image.weights.length / macArray.lanes),
});

export const biasMemory = (
  { biasSram }: TileHardware,
  image: TileImage,
  outputsPerCycle: number,
): Memory => ({
  name: 'biasSram',
  words: biasSram.words,
  loaded: Math.floor(image.biases.length / outputsPerCycle),
});

export const coefficientMemory = (
  { coefficientSram, legendreUnit }: TileHardware,
  image: TileImage,
): Memory => ({
  name: 'coefficientSram',
  words: coefficientSram.words,
  loaded: Math.floor(image.coefficients.length / legendreUnit.lanes),
});

export const overlap = (a: Region, b: Region): boolean =>
  a.base < b.base + b.words && b.base < a.base + a.words;

/** `4 to 9`: the first and the last word. */
export const wordRange = ({ base, words }: Region): string => `${base} to ${base + words - 1}`;

/** Whether a region lies in its memory (rule M3) and, of a memory that is loaded, in what it is loaded with. */
export function regionProblems(path: string, region: Region, memory: Memory): Problem[] {
  const end = region.base + region.words;
  if (end > memory.words) {
    return [
      {
        code: 'program.address',
        path,
        message: `${region.what}: words beyond ${memory.name} (rule M3)`,
        expected: `words 0 to ${memory.words - 1}`,
        received: `words ${wordRange(region)}`,
      },
    ];
  }
  if (memory.loaded === undefined || end <= memory.loaded) return [];
  return [
    {
      code: 'program.not-loaded',
      path,
      message: `${region.what}: words beyond what ${memory.name} is loaded with (rule W1)`,
      expected: `words below ${memory.loaded}`,
      received: `words ${wordRange(region)}`,
    },
  ];
}
