import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { HardwareConfiguration } from '../hardware/index.js';
import type { Layer, Network } from '../network/index.js';
import { columnsOf, type Gemv, type Instruction, type TileImage } from '../program/index.js';
import { compile } from './compile.js';
import { RUNS, cases } from './small-network.testing.js';

interface Compiled {
  readonly instruction: Instruction;
  readonly layer: Layer;
  readonly text: string;
  readonly image: TileImage;
  readonly tile: HardwareConfiguration['tiles'][number];
}

/** Every instruction that works for a layer. */
function compiled(network: Network, hardware: HardwareConfiguration): Compiled[] {
  return compile(network, hardware).tiles.flatMap(({ image, instructions, labels }, index) =>
    instructions.flatMap(({ instruction }, place): Compiled[] => {
      const { text, layer: name } = labels[place]!;
      const layer = network.layers.find((candidate) => candidate.name === name);
      return layer === undefined ? [] : [{ instruction, layer, text, image, tile: hardware.tiles[index]! }];
    }),
  );
}

function matrixOf({ layer, text }: Compiled): { weights: Int8Array; bias: Int16Array | undefined } {
  return layer.kind === 'dense' ? layer.projection : text === 'gemv u' ? layer.encoder : layer.hidden;
}

const isGemv = (entry: Compiled): entry is Compiled & { instruction: Gemv } =>
  entry.instruction.op === 'gemv';

test('rule M4: weight word base + r C + c holds column c of rows r L .. r L + L - 1, lanes beyond the last row 0', () => {
  fc.assert(
    fc.property(cases, ({ network, hardware }) => {
      for (const entry of compiled(network, hardware).filter(isGemv)) {
        const { rows, weightBase } = entry.instruction;
        const { lanes } = entry.tile.macArray;
        const columns = columnsOf(entry.instruction);
        const { weights } = matrixOf(entry);
        expect(weights).toHaveLength(rows * columns);
        const placed: number[] = [];
        const expected: number[] = [];
        for (let r = 0; r < Math.ceil(rows / lanes); r++) {
          for (let c = 0; c < columns; c++) {
            for (let lane = 0; lane < lanes; lane++) {
              const row = r * lanes + lane;
              expected.push(row < rows ? weights[row * columns + c]! : 0);
              placed.push(entry.image.weights[(weightBase + r * columns + c) * lanes + lane]!);
            }
          }
        }
        expect(placed).toEqual(expected);
      }
    }),
    RUNS,
  );
});

test('rule M8: bias word base + r (L / P) + g holds the biases of rows r L + g P .. + P - 1, beyond the last 0', () => {
  fc.assert(
    fc.property(cases, ({ network, hardware }) => {
      const P = hardware.outputsPerCycle;
      for (const entry of compiled(network, hardware).filter(isGemv)) {
        const { rows, biasBase } = entry.instruction;
        const { lanes } = entry.tile.macArray;
        const { bias } = matrixOf(entry);
        expect(biasBase === undefined).toBe(bias === undefined);
        if (bias === undefined || biasBase === undefined) continue;
        for (let r = 0; r * lanes < rows; r++) {
          for (let g = 0; r * lanes + g * P < Math.min(rows, (r + 1) * lanes); g++) {
            const first = (biasBase + r * (lanes / P) + g) * P;
            const row = r * lanes + g * P;
            expect([...entry.image.biases.subarray(first, first + P)]).toEqual(
              Array.from({ length: P }, (_, i) => (row + i < rows ? bias[row + i]! : 0)),
            );
          }
        }
      }
    }),
    RUNS,
  );
});

test('rule M7: dense word base + q (d + 1) + j holds A[q K + l][j], then B; scan word base + i coefficient i', () => {
  fc.assert(
    fc.property(cases, ({ network, hardware }) => {
      for (const { instruction, layer, image, tile } of compiled(network, hardware)) {
        if (instruction.op !== 'legendre' || layer.kind !== 'lmu') continue;
        const { lanes } = tile.legendreUnit;
        const { order, coefficientBase } = instruction;
        const { update } = layer;
        const at = (word: number, lane: number): number =>
          image.coefficients[(coefficientBase + word) * lanes + lane]!;
        if (update.rule === 'scan') {
          const placed = Array.from({ length: order }, (_, i) => at(i, 0));
          expect(placed).toEqual([...update.coefficients]);
          continue;
        }
        for (let q = 0; q * lanes < order; q++) {
          for (let l = 0; l < lanes; l++) {
            const row = q * lanes + l;
            const words = Array.from({ length: order + 1 }, (_, j) => at(q * (order + 1) + j, l));
            const expected = [...update.A.subarray(row * order, row * order + order), update.B[row]!];
            expect(words).toEqual(row < order ? expected : words.map(() => 0));
          }
        }
      }
    }),
    RUNS,
  );
});
