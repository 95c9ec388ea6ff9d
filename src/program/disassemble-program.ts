import { disassembleInstruction } from './disassemble.js';
import type { Program, TileProgram } from './program.js';

/** Hexadecimal digits of a hash that a reader needs to tell two apart. */
const HASH_DIGITS = 12;

/** Names come from files: a line break in one must not end its comment. */
const comment = (text: string): string => `; ${text.replace(/\s+/g, ' ')}`;

/**
 * A tile's program as text that assembles to the same words: above each instruction a comment with its address, layer
 * and label. Lines end with a line feed.
 */
export function disassembleTile(tile: Pick<TileProgram, 'instructions' | 'labels'>): string {
  const lines = tile.instructions.flatMap(({ address, instruction }, index) => {
    const label = tile.labels[index];
    return [
      comment(label === undefined ? `${address}` : `${address} ${label.layer}: ${label.text}`),
      disassembleInstruction(instruction),
    ];
  });
  return lines.map((line) => `${line}\n`).join('');
}

/**
 * The text of a whole program: what it was compiled from and for, then every tile under a heading. Each tile counts
 * addresses from 0, so it is a tile's part that assembles (see {@link disassembleTile}), not the whole.
 */
export function disassembleProgram(program: Program): string {
  const head = [
    comment(`network ${program.networkName}, ${program.networkHash.slice(0, HASH_DIGITS)}`),
    comment(`architecture ${program.architectureHash.slice(0, HASH_DIGITS)}, P = ${program.outputsPerCycle}`),
    comment(`${program.inputs} inputs, scores: ${program.scoreLabels.join(', ')}`),
  ];
  const tiles = program.tiles.map(
    (tile, index) =>
      `\n${comment(`tile ${index}: ${tile.image.code.length} words`)}\n${disassembleTile(tile)}`,
  );
  return `${head.join('\n')}\n${tiles.join('')}`;
}
