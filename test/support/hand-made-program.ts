import { readFileSync } from 'node:fs';
import {
  architectureHash,
  parseHardware,
  type HardwareConfiguration,
  type TileHardware,
} from '../../src/hardware/index.js';
import {
  assemble,
  decodeInstructions,
  encodeInstruction,
  type Program,
  type TileImage,
  type TileProgram,
} from '../../src/program/index.js';
import { clearUnusedLanes } from '../../src/program/unused-lanes.testing.js';

/** A tile's program as assembly, and what its memories are loaded with; what is left out is empty. */
export interface HandMadeTile {
  readonly code: string;
  readonly weights?: readonly number[];
  readonly biases?: readonly number[];
  readonly coefficients?: readonly number[];
  readonly tables?: readonly number[];
}

/** hw-configs/tiny.yaml: two tiles, P = 2, 4 lanes, 2 Legendre lanes. */
export const tinyHardware = (): HardwareConfiguration =>
  parseHardware(readFileSync(new URL('../../hw-configs/tiny.yaml', import.meta.url), 'utf8'), 'tiny.yaml');

/** A program for an accelerator without a compiler; tiles that are not given hold `halt`. Labels are the mnemonics. */
export function handMadeProgram(
  hardware: HardwareConfiguration,
  tiles: readonly HandMadeTile[],
  rest: Partial<Program> = {},
): Program {
  return {
    networkName: 'hand-made',
    networkHash: '0'.repeat(64),
    architectureHash: architectureHash(hardware),
    inputs: 4,
    scoreLabels: ['yes', 'no'],
    outputsPerCycle: hardware.outputsPerCycle,
    tiles: hardware.tiles.map((_, index) =>
      handMadeTile(tiles[index] ?? { code: 'halt' }, hardware.tiles[index]!),
    ),
    ...rest,
  };
}

function handMadeTile(tile: HandMadeTile, hardware: TileHardware): TileProgram {
  const image: TileImage = {
    code: Uint32Array.from(assemble(tile.code).flatMap(encodeInstruction)),
    weights: Int8Array.from(tile.weights ?? []),
    biases: Int16Array.from(tile.biases ?? []),
    coefficients: Int16Array.from(tile.coefficients ?? []),
    tables: Int8Array.from(tile.tables ?? []),
  };
  const { instructions } = decodeInstructions(image.code, 'code');
  const labels = instructions.map(({ instruction }) => ({ text: instruction.op, layer: 'frame' }));
  clearUnusedLanes(image, instructions, hardware);
  return { image, instructions, labels };
}

/** `length` small numbers with both signs, for images whose values do not matter. */
export const someNumbers = (length: number): number[] => Array.from({ length }, (_, i) => ((i * 5) % 15) - 7);

/** Both tiles of hw-configs/tiny.yaml at work: one LMU layer of 2 memories of order 3, then 2 scores. */
export function twoTileProgram(rest: Partial<Program> = {}): Program {
  return handMadeProgram(
    tinyHardware(),
    [
      {
        code: `
          clear v[0:12]
          clear s[0:6]
          frame:
            recv
            gemv v[0], 2 rows, [x[0:4], v[4:3] << 1], w[0], shift 4, identity   ; u
            legendre s[0], u v[0] << 2, readout v[1], c[0], 2 memories, order 3, shift 6, readout shift 8
            gemv v[4] & out, 3 rows, [v[1:6], x[0:4]], w[7], b[0], shift 5, table 0, release   ; h
            send
            jump frame`,
        weights: someNumbers(4 * 17),
        biases: someNumbers(2 * 2),
        coefficients: someNumbers(2 * 8),
        tables: Array.from({ length: 256 }, (_, i) => Math.trunc((i - 128) / 2)),
      },
      {
        code: `
          frame:
            recv
            gemv.raw scores, 2 rows, [x[0:3]], w[0], b[0], shift 0, identity, argmax, release
            send result
            jump frame`,
        weights: someNumbers(4 * 3),
        biases: someNumbers(2),
      },
    ],
    rest,
  );
}
