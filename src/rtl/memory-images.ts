import {
  BIAS_BITS,
  TABLE_ENTRIES,
  type HardwareConfiguration,
  type TileUnitName,
} from '../hardware/index.js';
import type { Program } from '../program/index.js';
import { hexLines } from './hex-words.js';

/** What a read-only memory of a tile is loaded with. */
export interface MemoryImage {
  readonly unit: TileUnitName & ('programSram' | 'weightSram' | 'biasSram' | 'coefficientSram');
  readonly width_bits: number;
  readonly banks: number;
  readonly bankWords: number;
  /** Words of the image, from word 0 on. */
  readonly words: number;
  /** One word a line, for `$readmemh`. */
  readonly hex: string;
}

/** The images of a tile's read-only memories that hold anything. */
export function memoryImages(
  program: Program,
  hardware: HardwareConfiguration,
  index: number,
): MemoryImage[] {
  const tile = hardware.tiles[index]!;
  const { image } = program.tiles[index]!;
  const single = (words: number) => ({ banks: 1, bankWords: words });
  const memory = (
    unit: MemoryImage['unit'],
    { banks, bankWords }: { readonly banks: number; readonly bankWords: number },
    elements: ArrayLike<number>,
    length: number,
    bits: number,
  ): MemoryImage => ({
    unit,
    width_bits: length * bits,
    banks,
    bankWords,
    words: elements.length / length,
    hex: hexLines(elements, length, bits),
  });
  const { lanes, weightBits } = tile.macArray;
  const { lanes: rows, coefficientBits } = tile.legendreUnit;
  return [
    memory('programSram', single(tile.programSram.words), image.code, 1, 32),
    memory('weightSram', tile.weightSram, image.weights, lanes, weightBits),
    memory('biasSram', single(tile.biasSram.words), image.biases, hardware.outputsPerCycle, BIAS_BITS),
    memory('coefficientSram', single(tile.coefficientSram.words), image.coefficients, rows, coefficientBits),
  ].filter(({ words }) => words > 0);
}

/** Entries of a tile's activation tables, one a line; empty when none are loaded. */
export function tableImage(program: Program, index: number): { entries: number; hex: string } {
  const { tables } = program.tiles[index]!.image;
  const entries = tables.length - (tables.length % TABLE_ENTRIES);
  return { entries, hex: hexLines(tables.subarray(0, entries), 1, 8) };
}
