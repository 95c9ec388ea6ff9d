/**
 * What is synthesised, fixed before anything was fitted. `fit`: a grid of each module's parameters, from which
 * coefficients come. `holdout`: random parameters of each module that no fit sees.
 */
import seedrandom from 'seedrandom';
import { WIRING } from './yosys.js';

const base = {
  macArray: {
    LANES: 8,
    OUTPUTS: 4,
    WEIGHT_BITS: 4,
    OPERAND_BITS: 10,
    ACCUMULATOR_BITS: 20,
    GATING: 2,
  },
  sequencer: { LANES: 16, OUTPUTS: 4, GATING: 1 },
  postProcessor: { LANES: 16, OUTPUTS: 4, ACCUMULATOR_BITS: 20, TABLES: 0, SCORES: 0, GATING: 1 },
  legendreUnit: {
    SCAN: 0,
    LANES: 4,
    COEFFICIENT_BITS: 10,
    ACCUMULATOR_BITS: 26,
    MAX_ORDER: 8,
    STATE_BITS: 16,
    OUTPUTS: 4,
    GATING: 1,
  },
  readOnlySram: { WIDTH: 32, BANKS: 1, BANK_WORDS: 64, GATING: 2 },
  readWriteSram: { WIDTH: 32, BANKS: 1, BANK_WORDS: 64, GATING: 2 },
  alwaysOn: { BUFFERS: 2, WAKE_CYCLES: 0 },
  [WIRING]: { OUTPUTS: 4, STATE_BITS: 16 },
};

/** Grid: the base, then what differs from it, point by point. */
const grid = {
  macArray: [
    {},
    { WEIGHT_BITS: 2 },
    { WEIGHT_BITS: 3, ACCUMULATOR_BITS: 16 },
    { WEIGHT_BITS: 6 },
    { WEIGHT_BITS: 8, ACCUMULATOR_BITS: 24 },
    { WEIGHT_BITS: 8, OPERAND_BITS: 8 },
    { WEIGHT_BITS: 2, OPERAND_BITS: 8, ACCUMULATOR_BITS: 14 },
    { OPERAND_BITS: 8 },
    { OPERAND_BITS: 9, ACCUMULATOR_BITS: 24 },
    { ACCUMULATOR_BITS: 32 },
    { ACCUMULATOR_BITS: 16 },
    { WEIGHT_BITS: 8, ACCUMULATOR_BITS: 32, LANES: 4 },
    { WEIGHT_BITS: 5, ACCUMULATOR_BITS: 28, LANES: 16 },
    { LANES: 4 },
    { LANES: 2, OUTPUTS: 2 },
    { LANES: 1, OUTPUTS: 1 },
    { LANES: 16 },
    { LANES: 32, WEIGHT_BITS: 3 },
    { LANES: 16, OUTPUTS: 16 },
    { LANES: 9, OUTPUTS: 3 },
    { LANES: 8, OUTPUTS: 1 },
  ],
  sequencer: [
    {},
    { LANES: 1, OUTPUTS: 1 },
    { LANES: 4, OUTPUTS: 1 },
    { LANES: 4, OUTPUTS: 2 },
    { LANES: 9, OUTPUTS: 3 },
    { LANES: 64, OUTPUTS: 4 },
    { LANES: 24, OUTPUTS: 8 },
    { LANES: 64, OUTPUTS: 16 },
  ],
  postProcessor: [
    {},
    { LANES: 4 },
    { LANES: 8 },
    { LANES: 32 },
    { LANES: 24 },
    { LANES: 8, OUTPUTS: 8 },
    { LANES: 32, OUTPUTS: 8 },
    { OUTPUTS: 1 },
    { OUTPUTS: 2 },
    { LANES: 4, OUTPUTS: 1, ACCUMULATOR_BITS: 16 },
    { LANES: 2, OUTPUTS: 2, ACCUMULATOR_BITS: 28 },
    { ACCUMULATOR_BITS: 14 },
    { ACCUMULATOR_BITS: 24 },
    { ACCUMULATOR_BITS: 32 },
    { TABLES: 1 },
    { TABLES: 2, OUTPUTS: 2 },
    { SCORES: 1 },
    { SCORES: 8 },
    { SCORES: 16 },
    { SCORES: 40, LANES: 8, OUTPUTS: 2 },
    { SCORES: 12, OUTPUTS: 2, ACCUMULATOR_BITS: 28 },
    { SCORES: 16, OUTPUTS: 1, ACCUMULATOR_BITS: 16 },
    { LANES: 9, OUTPUTS: 3, SCORES: 8 },
    { LANES: 9, OUTPUTS: 3 },
    { LANES: 12, OUTPUTS: 3, ACCUMULATOR_BITS: 24, SCORES: 16 },
    { LANES: 16, OUTPUTS: 4, ACCUMULATOR_BITS: 28 },
    { LANES: 16, OUTPUTS: 4, ACCUMULATOR_BITS: 19, SCORES: 4 },
    { LANES: 8, OUTPUTS: 1, ACCUMULATOR_BITS: 32, SCORES: 8 },
    { LANES: 4, OUTPUTS: 4, ACCUMULATOR_BITS: 32 },
    { LANES: 32, OUTPUTS: 2, ACCUMULATOR_BITS: 24 },
    { LANES: 16, OUTPUTS: 8, SCORES: 16 },
  ],
  legendreUnit: [
    {},
    { LANES: 1 },
    { LANES: 2 },
    { LANES: 8 },
    { LANES: 16, MAX_ORDER: 16 },
    { COEFFICIENT_BITS: 6 },
    { COEFFICIENT_BITS: 8, STATE_BITS: 12 },
    { COEFFICIENT_BITS: 14, ACCUMULATOR_BITS: 32 },
    { COEFFICIENT_BITS: 16, STATE_BITS: 24, ACCUMULATOR_BITS: 44 },
    { STATE_BITS: 10, ACCUMULATOR_BITS: 22 },
    { STATE_BITS: 20, ACCUMULATOR_BITS: 32 },
    { ACCUMULATOR_BITS: 32 },
    { ACCUMULATOR_BITS: 40, LANES: 2 },
    { MAX_ORDER: 4 },
    { MAX_ORDER: 16 },
    { MAX_ORDER: 32, LANES: 2 },
    { MAX_ORDER: 6, LANES: 2 },
    { MAX_ORDER: 24, STATE_BITS: 12 },
    { OUTPUTS: 1, LANES: 2 },
    { OUTPUTS: 2, LANES: 1, MAX_ORDER: 4 },
    { OUTPUTS: 16, LANES: 2 },
    { OUTPUTS: 3, LANES: 6 },
    ...[
      {},
      { COEFFICIENT_BITS: 6 },
      { COEFFICIENT_BITS: 16, ACCUMULATOR_BITS: 36 },
      { STATE_BITS: 10, ACCUMULATOR_BITS: 22 },
      { STATE_BITS: 24, ACCUMULATOR_BITS: 40 },
      { ACCUMULATOR_BITS: 34 },
      { MAX_ORDER: 4 },
      { MAX_ORDER: 16 },
      { MAX_ORDER: 32, STATE_BITS: 12 },
      { MAX_ORDER: 6, OUTPUTS: 1 },
      { OUTPUTS: 8 },
      { OUTPUTS: 16, COEFFICIENT_BITS: 12 },
    ].map((difference) => ({ ...difference, SCAN: 1, LANES: 1 })),
  ],
  readOnlySram: [
    ...[1, 2, 3, 4, 6, 8, 12, 16, 24, 32].map((BANKS) => ({ BANKS })),
    ...[2, 4, 8, 9, 16].map((BANKS) => ({ BANKS, WIDTH: 128 })),
    { BANKS: 8, GATING: 1 },
    { BANKS: 8, GATING: 0 },
    { BANKS: 64, WIDTH: 16 },
    // Widths that are no power of two.
    ...[2, 4, 9].map((BANKS) => ({ BANKS, WIDTH: 96 })),
    ...[3, 8, 24].map((BANKS) => ({ BANKS, WIDTH: 40 })),
    ...[2, 6].map((BANKS) => ({ BANKS, WIDTH: 120 })),
  ],
  readWriteSram: [
    ...[1, 2, 3, 4, 6, 8, 12, 16, 24, 32].map((BANKS) => ({ BANKS })),
    ...[2, 3, 4, 8, 16].map((BANKS) => ({ BANKS, WIDTH: 16 })),
    ...[2, 4, 8].map((BANKS) => ({ BANKS, WIDTH: 128 })),
    ...[2, 4, 9].map((BANKS) => ({ BANKS, WIDTH: 24 })),
    ...[3, 8].map((BANKS) => ({ BANKS, WIDTH: 40 })),
    { BANKS: 4, GATING: 1 },
    { BANKS: 4, GATING: 0 },
  ],
  alwaysOn: [
    {},
    ...[3, 4, 5, 8].map((BUFFERS) => ({ BUFFERS })),
    ...[1, 4, 300].map((WAKE_CYCLES) => ({ WAKE_CYCLES })),
  ],
  [WIRING]: [
    {},
    { OUTPUTS: 1 },
    { OUTPUTS: 2, STATE_BITS: 12 },
    { OUTPUTS: 8 },
    { OUTPUTS: 16, STATE_BITS: 24 },
    { STATE_BITS: 8 },
  ],
};

/** Random parameters: `draw(low, high)` is a whole number of the range, `of(...)` one of the list. */
const random = {
  macArray: ({ draw, of }) => {
    const OUTPUTS = of(1, 2, 3, 4, 8);
    const WEIGHT_BITS = draw(2, 8);
    return {
      LANES: OUTPUTS * draw(1, Math.floor(24 / OUTPUTS)),
      OUTPUTS,
      WEIGHT_BITS,
      OPERAND_BITS: draw(8, 10),
      ACCUMULATOR_BITS: draw(WEIGHT_BITS + 10, 32),
    };
  },
  sequencer: ({ draw, of }) => {
    const OUTPUTS = of(1, 2, 3, 4, 8);
    return { LANES: OUTPUTS * draw(1, 12), OUTPUTS };
  },
  postProcessor: ({ draw, of }) => {
    const OUTPUTS = of(1, 2, 3, 4, 8);
    return {
      LANES: OUTPUTS * draw(1, 8),
      OUTPUTS,
      ACCUMULATOR_BITS: draw(14, 32),
      TABLES: draw(0, 2),
      SCORES: of(0, 0, draw(1, 32)),
    };
  },
  legendreUnit: ({ draw, of }) => {
    const SCAN = of(0, 0, 1);
    const [COEFFICIENT_BITS, STATE_BITS] = [draw(6, 14), draw(10, 20)];
    return {
      SCAN,
      LANES: SCAN ? 1 : draw(1, 12),
      COEFFICIENT_BITS,
      STATE_BITS,
      ACCUMULATOR_BITS: draw(COEFFICIENT_BITS + STATE_BITS, 44),
      MAX_ORDER: draw(3, 24),
      OUTPUTS: of(1, 2, 3, 4, 8),
    };
  },
  readOnlySram: ({ draw }) => ({ WIDTH: 8 * draw(1, 20), BANKS: draw(1, 40) }),
  readWriteSram: ({ draw }) => ({ WIDTH: 8 * draw(1, 12), BANKS: draw(1, 20) }),
  alwaysOn: ({ draw, of }) => ({ BUFFERS: draw(2, 8), WAKE_CYCLES: of(0, draw(1, 1000)) }),
  [WIRING]: ({ draw }) => ({ OUTPUTS: draw(1, 12), STATE_BITS: draw(8, 24) }),
};

const HOLDOUT_EACH = 2;

/** @returns {{ module: string, split: 'fit' | 'holdout', parameters: Record<string, number> }[]} */
export function points() {
  const all = [];
  for (const [module, differences] of Object.entries(grid)) {
    for (const difference of differences) {
      all.push({ module, split: 'fit', parameters: { ...base[module], ...difference } });
    }
    const next = seedrandom.alea(`transistors of ${module}`);
    const draw = (low, high) => low + Math.floor(next() * (high - low + 1));
    const of = (...list) => list[draw(0, list.length - 1)];
    for (let index = 0; index < HOLDOUT_EACH; index += 1) {
      const parameters = { ...base[module], ...random[module]({ draw, of }) };
      all.push({ module, split: 'holdout', parameters });
    }
  }
  return all;
}
