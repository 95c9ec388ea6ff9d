import fc from 'fast-check';
import { expect, test } from 'vitest';
import { runs } from '../../test/support/runs.js';
import type { ConfigResult, TileSummary, TransistorSummary } from '../results/index.js';
import { configText } from './config-text.js';
import { LEAST_WIDTH } from './style.js';
import { widthOf } from './text.js';

/** Logic, and of SRAM six a bit and half as much around the cells. */
const transistors = (logic: number, bits: number): TransistorSummary => ({
  logic,
  clockGates: 22,
  sramCells: 6 * bits,
  sramPeriphery: 3 * bits,
  tables: 0,
  total: logic + 22 + 9 * bits,
});

const tile = (index: number, lanes: number): TileSummary => ({
  tile: index,
  memory_bits: 4096,
  transistors: transistors(1000 * lanes, 4096),
  units: [
    { unit: 'macArray', memory_bits: 0, transistors: transistors(1000 * lanes, 0), clockGating: 'perLane' },
    {
      unit: 'weightSram',
      memory_bits: 4096,
      memory_words: 128,
      word_bits: 32,
      transistors: transistors(0, 4096),
      clockGating: 'perBank',
      retention: true,
    },
  ],
});

const sample: ConfigResult = {
  schema: 'lmusim.config/1',
  version: '0.1.0',
  hardware: { name: 'sample', about: '', sha256: '0'.repeat(64) },
  technology: { node_nm: 22, voltage_V: 0.8, temperature_C: 25 },
  clock_kHz: 92,
  framePeriod_ms: 20,
  framePeriod_cycles: 1840,
  maxLatency_ms: 40,
  maxLatency_cycles: 3680,
  outputsPerCycle: 4,
  wake_cycles: 1,
  memory_bits: 3 * 4096,
  transistors: transistors(32_000, 3 * 4096),
  transistorKinds: {
    logic: 'fitted to synthesis',
    clockGates: 'cited',
    sramCells: 'derived',
    sramPeriphery: 'assumed',
    tables: 'assumed',
  },
  tiles: [tile(0, 8), tile(1, 8), tile(2, 16)],
};

test('tiles that are built the same stand under one title', () => {
  expect(configText(sample)).toMatchInlineSnapshot(`
    "sample

      technology  22 nm, 0.8 V, 25 C
      clock       92 kHz
      frame       20 ms, 1,840 cycles for the slowest tile
      latency     at most 40 ms, 3,680 cycles
      width       4 results a cycle, 4 activations in a word
      wake        1 cycle

    Tiles 0 to 1, each
      unit         kbit  words x bits  logic    SRAM  gating
      macArray                         8,000          perLane
      weightSram  4.096      128 x 32         36,864  perBank, retains
      in all      4.096                8,000  36,864

    Tile 2
      unit         kbit  words x bits   logic    SRAM  gating
      macArray                         16,000          perLane
      weightSram  4.096      128 x 32          36,864  perBank, retains
      in all      4.096                16,000  36,864

    All tiles
      memory      12.288 kbit
      logic       32,000 transistors, fitted to synthesis
      gates       22 transistors, of clock gates, cited
      SRAM        73,728 transistors, of cells, derived
                  36,864 transistors, around them, assumed
      in all      142,614 transistors

    Logic: formulas fitted to syntheses of the RTL (docs/transistors.md); SRAM: six
    a bit, and around the cells what a plain macro would need. 1 kbit is 1,000 bits.
    "
  `);
});

test('no line is wider than the page, whatever the names and sizes', () => {
  const size = fc.integer({ min: 0, max: 2 ** 50 });
  const names = fc.record({
    name: fc.string({ unit: 'grapheme', minLength: 1 }),
    about: fc.string({ maxLength: 400 }),
  });
  fc.assert(
    fc.property(
      names,
      size,
      size,
      fc.integer({ min: LEAST_WIDTH, max: 120 }),
      (hardware, bits, logic, width) => {
        const units = sample.tiles[0]!.units.map((unit) => ({
          ...unit,
          memory_bits: bits,
          memory_words: bits,
          transistors: transistors(logic, bits),
        }));
        const tiles = [{ tile: 0, memory_bits: bits, transistors: transistors(logic, bits), units }];
        const config = {
          ...{ ...sample, hardware: { ...sample.hardware, ...hardware }, tiles, memory_bits: bits },
          transistors: { ...transistors(logic, bits), tables: logic },
        };
        for (const line of configText(config, { width }).split('\n')) {
          expect(widthOf(line), line).toBeLessThanOrEqual(width);
        }
      },
    ),
    { seed: 1, numRuns: runs(200) },
  );
});
