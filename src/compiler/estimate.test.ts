import { expect, test } from 'vitest';
import { estimatedFrameCycles } from './estimate.js';
import { tileCode } from './code.js';
import { allocateTile } from './allocation.js';
import { roomyHardware, smallNetwork } from './small-network.testing.js';

const layer = { units: 5, memories: 3, order: 3, encoder: ['x'], hidden: ['m'] } as const;
const cycles = (hidden: readonly ('m' | 'h')[], mode: 'dense' | 'scan'): number => {
  const { layers } = smallNetwork({
    inputs: 2,
    layers: [{ ...layer, hidden }],
    scores: 1,
    rule: mode,
  });
  const context = { tile: roomyHardware({ mode }).tiles[0]!, outputsPerCycle: 2 };
  return estimatedFrameCycles(tileCode(allocateTile(layers.slice(0, 1), context), 'channel'), context);
};

// T3 with L 4, P 2, K 2: recv, gemv u (C 2, R 1, G 2), legendre (N 3, d 3, Q 2, r 1), gemv h (C 9, R 2, G_last 1).
const frame = 3 + (4 + 1 + 2 + 2 + 3) + (4 + 1 + 3 * 2 * 4 + 3 + 1 + 3) + (4 + 1 + 18 + 1 + 3) + 3;

test('rules T2 and T3: the occupied cycles from one recv to the next, the jump included', () => {
  expect(cycles(['m'], 'dense')).toBe(frame + 3);
  expect(cycles(['m'], 'scan')).toBe(frame + 3 - 31 + (9 + 3 + 4));
});

test('of a program unrolled over two frames (rule I4) the mean: one jump for two frames', () => {
  // h adds a word to the instruction and 5 columns to each of its 2 row tiles.
  expect(cycles(['m', 'h'], 'dense')).toBe(frame + 1 + 10 + 1.5);
});
