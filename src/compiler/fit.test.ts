import fc from 'fast-check';
import { expect, test } from 'vitest';
import { checkConfiguration, type HardwareConfiguration } from '../hardware/index.js';
import type { Network } from '../network/index.js';
import { InputError, type Problem } from '../problems/index.js';
import { compile, type CompileOptions } from './compile.js';
import { GREATEST } from './fit.js';
import { cases, roomyHardware, smallNetwork } from './small-network.testing.js';

function problemsOf(
  network: Network,
  hardware: HardwareConfiguration,
  options?: CompileOptions,
): readonly Problem[] {
  try {
    compile(network, hardware, options);
  } catch (error) {
    if (error instanceof InputError) return error.problems;
    throw error;
  }
  return [];
}

const messageOf = (...input: Parameters<typeof problemsOf>): string[] =>
  new InputError(problemsOf(...input)).message.split('\n');

type Tile = HardwareConfiguration['tiles'][number];
const withTile = (
  hardware: HardwareConfiguration,
  index: number,
  change: (tile: Tile) => Tile,
): HardwareConfiguration => ({
  ...hardware,
  tiles: hardware.tiles.map((tile, place) => (place === index ? change(tile) : tile)),
});

const network = smallNetwork({
  inputs: 5,
  layers: [
    {
      units: 8,
      memories: 3,
      order: 2,
      encoder: ['x', 'h'],
      hidden: ['m', 'x'],
      activation: 'table',
      bias: true,
    },
  ],
  scores: 3,
});
const assignment = [0, 1];

/** As little as a configuration can hold. */
const cramped = (tile: Tile): Tile => ({
  ...tile,
  programSram: { ...tile.programSram, words: 4 },
  weightSram: { ...tile.weightSram, banks: 1, bankWords: 4 },
  biasSram: { ...tile.biasSram, words: 1 },
  coefficientSram: { ...tile.coefficientSram, words: 1 },
  stateSram: { ...tile.stateSram, banks: 1, bankWords: 4 },
  vectorSram: { ...tile.vectorSram, banks: 1, bankWords: 1 },
  channel: { ...tile.channel, bufferWords: 1 },
  postProcessor: { ...tile.postProcessor, tables: 0, scores: 0 },
});

test('every memory of every tile that is too small is reported at once: bits, words and the key to raise', () => {
  const hardware = withTile(withTile(roomyHardware({ tiles: 2 }), 0, cramped), 1, cramped);
  expect(messageOf(network, hardware, { assignment })).toMatchInlineSnapshot(`
    [
      "tiles[0].programSram: 544 bits are missing for 'lmu0': expected 21 words x 32 bits, received 4 words x 32 bits (raise tiles[0].programSram.words to 21)",
      "tiles[0].weightSram: 496 bits are missing for 'lmu0': expected 35 words x 16 bits, received 4 words x 16 bits (raise tiles[0].weightSram.banks to 9)",
      "tiles[0].biasSram: 96 bits are missing for 'lmu0': expected 4 words x 32 bits, received 1 word x 32 bits (raise tiles[0].biasSram.words to 4)",
      "tiles[0].coefficientSram: 32 bits are missing for 'lmu0': expected 3 words x 16 bits, received 1 word x 16 bits (raise tiles[0].coefficientSram.words to 3)",
      "tiles[0].stateSram: 32 bits are missing for 'lmu0': expected 6 words x 16 bits, received 4 words x 16 bits (raise tiles[0].stateSram.banks to 2)",
      "tiles[0].vectorSram: 128 bits are missing for 'lmu0': expected 9 words x 16 bits, received 1 word x 16 bits (raise tiles[0].vectorSram.banks to 9)",
      "tiles[0].channel: 32 bits are missing in each buffer for 'lmu0': expected 3 words x 16 bits, received 1 word x 16 bits (raise tiles[0].channel.bufferWords to 3)",
      "tiles[0].postProcessor.tables: 2,048 bits are missing for 'lmu0': expected 1 word x 2048 bits, received 0 words x 2048 bits (raise tiles[0].postProcessor.tables to 1)",
      "tiles[1].programSram: 96 bits are missing for 'output': expected 7 words x 32 bits, received 4 words x 32 bits (raise tiles[1].programSram.words to 7)",
      "tiles[1].weightSram: 64 bits are missing for 'output': expected 8 words x 16 bits, received 4 words x 16 bits (raise tiles[1].weightSram.banks to 2)",
      "tiles[1].biasSram: 32 bits are missing for 'output': expected 2 words x 32 bits, received 1 word x 32 bits (raise tiles[1].biasSram.words to 2)",
      "tiles[1].channel: 48 bits are missing in each buffer for 'output': expected 4 words x 16 bits, received 1 word x 16 bits (raise tiles[1].channel.bufferWords to 4)",
      "tiles[1].postProcessor.scores: 72 bits are missing for 'output': expected 3 words x 24 bits, received 0 words x 24 bits (raise tiles[1].postProcessor.scores to 3)",
    ]
  `);
});

test('every width and mode that is wrong is reported at once', () => {
  const narrow = withTile(roomyHardware({ tiles: 2 }), 0, (tile) => ({
    ...tile,
    macArray: { ...tile.macArray, weightBits: 2, operandBits: 8, accumulatorBits: 12 },
    legendreUnit: {
      ...tile.legendreUnit,
      mode: 'scan',
      coefficientBits: 4,
      accumulatorBits: 16,
      maxOrder: 1,
    },
    stateSram: { ...tile.stateSram, stateBits: 20 },
  }));
  expect(messageOf(network, narrow, { assignment })).toMatchInlineSnapshot(`
    [
      "tiles[0].macArray.weightBits: weights of 'lmu0': expected at least 4, received 2 (raise tiles[0].macArray.weightBits to 4)",
      "tiles[0].macArray.accumulatorBits: sums of the encoder matrix of 'lmu0' may reach 5,568 (rule N5): expected at least 14, received 12 (raise tiles[0].macArray.accumulatorBits to 14)",
      "tiles[0].macArray.operandBits: operands of the hidden matrix of 'lmu0' after their align shift (rule N4): expected at least 9, received 8 (raise tiles[0].macArray.operandBits to 9)",
      "tiles[0].macArray.accumulatorBits: sums of the hidden matrix of 'lmu0' may reach 11,538 (rule N5): expected at least 15, received 12 (raise tiles[0].macArray.accumulatorBits to 15)",
      "tiles[0].legendreUnit.coefficientBits: coefficients of 'lmu0': expected at least 6, received 4 (raise tiles[0].legendreUnit.coefficientBits to 6)",
      "tiles[0].legendreUnit.accumulatorBits: sums of the memories of 'lmu0' may reach 1,136,640 (rule N11): expected at least 22, received 16 (raise tiles[0].legendreUnit.accumulatorBits to 22)",
      "tiles[0].legendreUnit.maxOrder: 'lmu0' has memories of order 2: expected at least 2, received 1 (raise tiles[0].legendreUnit.maxOrder to 2)",
      "tiles[0].legendreUnit.mode: 'lmu0' was made for the other update rule, which rounds differently (rule N9): expected dense, received scan (set tiles[0].legendreUnit.mode to dense)",
      "tiles[0].stateSram.stateBits: the states of 'lmu0' saturate at their own width (rule N8): expected 16, received 20 (set tiles[0].stateSram.stateBits to 16)",
    ]
  `);
});

test('what no configuration can hold gets no hint to raise a key', () => {
  const huge = smallNetwork({
    inputs: 1,
    layers: [{ units: 520, memories: 2, order: 1, encoder: ['x'], hidden: ['m', 'h'] }],
    scores: 1100,
  });
  const hints = problemsOf(huge, roomyHardware({ tiles: 1 })).map(({ path, hint }) => `${path}: ${hint}`);
  expect(hints).toContain(
    'tiles[0].weightSram: no tile has more than 65,536: use more tiles or a smaller network',
  );
  expect(hints).toContain(
    'tiles[0].postProcessor.scores: no tile has more than 1,024: use more tiles or a smaller network',
  );
});

test('the greatest values are those that a hardware file accepts', () => {
  const accepts = (change: (tile: Tile) => unknown): boolean => {
    const { tiles, ...frame } = roomyHardware({});
    return checkConfiguration({ ...frame, tiles: [change(tiles[0]!)] }).problems.length === 0;
  };
  const keys = {
    tables: (value: number) => accepts((tile) => ({ ...tile, postProcessor: { tables: value } })),
    scores: (value: number) => accepts((tile) => ({ ...tile, postProcessor: { scores: value } })),
    macAccumulatorBits: (value: number) =>
      accepts((tile) => ({ ...tile, macArray: { ...tile.macArray, accumulatorBits: value } })),
    legendreAccumulatorBits: (value: number) =>
      accepts((tile) => ({ ...tile, legendreUnit: { ...tile.legendreUnit, accumulatorBits: value } })),
  };
  for (const key of Object.keys(keys) as (keyof typeof keys)[]) {
    expect([key, keys[key](GREATEST[key]), keys[key](GREATEST[key] + 1)]).toEqual([key, true, false]);
  }
});

/** Does what every hint says: `raise tiles[1].weightSram.banks to 9`. */
function follow(hardware: HardwareConfiguration, problems: readonly Problem[]): HardwareConfiguration {
  return problems.reduce((current, { hint }) => {
    const [, index, unit, key, value] = /tiles\[(\d+)\]\.(\w+)\.(\w+) to (\d+)$/.exec(hint!)!;
    return withTile(current, Number(index), (tile) => ({
      ...tile,
      [unit!]: { ...tile[unit as keyof Tile], [key!]: Number(value) },
    }));
  }, hardware);
}

test('following every hint once makes the network fit, and one less of anything does not', () => {
  fc.assert(
    fc.property(cases, ({ network: any, hardware }) => {
      const assigned = { assignment: any.layers.map(() => 0) };
      const small = withTile(hardware, 0, cramped);
      const raised = follow(small, problemsOf(any, small, assigned));
      expect(problemsOf(any, raised, assigned)).toEqual([]);
      for (const { hint } of problemsOf(any, small, assigned)) {
        const less = hint!.replace(/\d+$/, (value) => String(Number(value) - 1));
        expect(
          problemsOf(any, follow(raised, [{ code: '', path: '', message: '', hint: less }]), assigned),
        ).toHaveLength(1);
      }
    }),
    { numRuns: 50, seed: 20 },
  );
});
