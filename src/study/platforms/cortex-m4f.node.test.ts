/** The Cortex-M4F model against counts by hand and against the paper's measurement, to which it is not set (docs/platforms.md). */
import { expect, test } from 'vitest';
import { smallNetwork } from '../../compiler/small-network.testing.js';
import { loadNetwork } from '../files.node.js';
import { cortexM4fCycles } from './cortex-m4f.js';
import { PAPER_CORTEX_M4F } from './published.js';

/** x of 4 -> 2 memories of order 3 -> 5 units, 6 scores: encoder 2 x 4, hidden 5 x (6 + 4), output 6 x 5. */
const small = (rule: 'dense' | 'scan') =>
  smallNetwork({
    inputs: 4,
    layers: [{ units: 5, memories: 2, order: 3, encoder: ['x'], hidden: ['m', 'x'] }],
    scores: 6,
    rule,
  });

test('counts weights, outputs, memories and calls of a small network as by hand', () => {
  const counted = cortexM4fCycles(small('dense'), 'plain', 20);
  expect(counted).toMatchObject({
    weights_cycles: (8 + 50 + 30) * 4.25,
    columns_cycles: 0,
    outputs_cycles: (2 + 5 + 6) * 15,
    memories_cycles: 2 * (3 * 4 * 4.25 + 3 * 19),
    layers_cycles: (3 + 1) * 30,
  });
  expect(counted.perFrame_cycles).toBe(374 + 195 + 216 + 120);
  expect(counted.perSecond_Mcycles).toBeCloseTo((905 * 50) / 1e6, 12);
});

test('a scan takes one product for each state', () => {
  const memories = cortexM4fCycles(small('scan'), 'plain', 20).memories_cycles;
  expect(memories).toBe(2 * (3 * 4.25 + 3 * 19));
});

test('SIMD takes fewer cycles a weight, and widens each column once', () => {
  const counted = cortexM4fCycles(small('dense'), 'simd', 20);
  expect(counted.weights_cycles).toBe((88 * 27) / 16);
  expect(counted.columns_cycles).toBe((4 + 10 + 5) * 4);
});

test("the paper's measurement lies between both kernels, within a fifth of plain C", () => {
  const network = loadNetwork('lmu-2-shape');
  const plain = cortexM4fCycles(network, 'plain', 20).perSecond_Mcycles;
  const simd = cortexM4fCycles(network, 'simd', 20).perSecond_Mcycles;
  expect(plain.toFixed(2)).toBe('20.38');
  expect(simd.toFixed(2)).toBe('9.11');
  expect(simd).toBeLessThan(PAPER_CORTEX_M4F.perSecond_Mcycles);
  expect(plain / PAPER_CORTEX_M4F.perSecond_Mcycles).toBeGreaterThan(1);
  expect(plain / PAPER_CORTEX_M4F.perSecond_Mcycles).toBeLessThan(1.2);
});
