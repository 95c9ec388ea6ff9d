/** Formulas against syntheses that no coefficient comes from (docs/transistors.md). */
import { describe, expect, test } from 'vitest';
import {
  LEAST_TRANSISTORS,
  byFormula,
  moduleOf,
  sum,
  syntheses,
  synthesised,
  tiles,
} from './syntheses.node.testing.js';
import { clockGates, flipFlops } from './transistors.js';

describe.each(tiles)('$name', ({ units, flat }) => {
  test.each(Object.entries(units).filter(([, keys]) => synthesised(keys) > LEAST_TRANSISTORS))(
    'the formula of %s is within 10 % of its synthesis',
    (_, keys) => {
      expect(Math.abs(byFormula(keys) / synthesised(keys) - 1)).toBeLessThan(0.1);
    },
  );

  const all = Object.values(units).flat();

  test('the sum of all formulas is within 10 % of the sum of all syntheses', () => {
    expect(Math.abs(byFormula(all) / synthesised(all) - 1)).toBeLessThan(0.1);
  });

  test.skipIf(flat === undefined)(
    'the tile synthesised at once has the same clock gates, and at most a fifth fewer transistors',
    () => {
      const whole = syntheses[flat!]!;
      expect(sum(all.map((key) => syntheses[key]!.clockGates))).toBe(whole.clockGates);
      // Flat synthesis cuts addresses of 16 bits to the sizes of memories, and with them counters and parts of instructions.
      const saved = 1 - whole.transistors / synthesised(all);
      expect(saved).toBeGreaterThan(0);
      expect(saved).toBeLessThan(0.2);
    },
  );
});

test('at least four tiles were drawn after the formulas were fixed', () => {
  expect(tiles.filter(({ seen }) => !seen).length).toBeGreaterThanOrEqual(4);
});

test('flip-flops and clock gates are counted exactly', () => {
  for (const [key, { flipFlops: bits, clockGates: gates }] of Object.entries(syntheses)) {
    if (key.startsWith('tile ')) continue;
    expect({ key, bits: flipFlops(moduleOf(key)), gates: clockGates(moduleOf(key)) }).toEqual({
      key,
      bits,
      gates,
    });
  }
});
