/** The rule against what its source and its relatives say. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { runs } from '../../../test/support/runs.js';
import { DYNAMIC_NODE_NM, DYNAMIC_VOLTAGE_V, relativeDynamicEnergy } from './dynamic.js';

const ratio = (from: readonly [number, number], to: readonly [number, number]): number =>
  relativeDynamicEnergy(...to) / relativeDynamicEnergy(...from);

test('at its nodes it is the polynomial of the source', () => {
  expect(relativeDynamicEnergy(45, 0.9)).toBeCloseTo(1.103 * 0.81 - 0.362 * 0.9 + 0.2767, 12);
  expect(relativeDynamicEnergy(32, 0.8)).toBeCloseTo(0.8367 * 0.64 - 0.4341 * 0.8 + 0.1701, 12);
  expect(relativeDynamicEnergy(20, 0.8)).toBeCloseTo(0.373 * 0.64 - 0.1582 * 0.8 + 0.04104, 12);
});

test('45 nm 0.9 V to 22 nm 0.8 V is x0.22 by the corrigendum; as printed before it, as in the shipped rows, x0.24', () => {
  expect(ratio([45, 0.9], [22, 0.8])).toBeCloseTo(0.222, 3);
  const before = { at20: 0.15324, at32: 0.9559 * 0.64 - 0.7823 * 0.8 + 0.471, at45: 0.84433 };
  expect((before.at20 + (before.at32 - before.at20) / 6) / before.at45).toBeCloseTo(0.241, 3);
});

test('40 nm to 22 nm at 0.8 V is x0.33, and was x0.34 before the corrigendum', () => {
  expect(ratio([40, 0.8], [22, 0.8])).toBeCloseTo(0.332, 3);
});

test('C V^2 says more from node to node (x0.39), and the same from 0.8 V to 0.5 V in 22 nm', () => {
  const cv2 = (22 / 45) * (0.8 / 0.9) ** 2;
  expect(cv2).toBeCloseTo(0.386, 3);
  expect(ratio([45, 0.9], [22, 0.8])).toBeLessThan(cv2);
  expect(ratio([22, 0.8], [22, 0.5])).toBeCloseTo((0.5 / 0.8) ** 2, 2);
});

test('property: in its range energy rises with the node and with the voltage', () => {
  const within = ([min, max]: readonly [number, number]): fc.Arbitrary<number> =>
    fc.double({ min, max, noNaN: true });
  fc.assert(
    fc.property(
      ...([DYNAMIC_NODE_NM, DYNAMIC_NODE_NM, DYNAMIC_VOLTAGE_V, DYNAMIC_VOLTAGE_V].map(within) as [
        fc.Arbitrary<number>,
        fc.Arbitrary<number>,
        fc.Arbitrary<number>,
        fc.Arbitrary<number>,
      ]),
      (a, b, u, v) => {
        const low = relativeDynamicEnergy(Math.min(a, b), Math.min(u, v));
        expect(low).toBeGreaterThan(0);
        expect(relativeDynamicEnergy(Math.max(a, b), Math.max(u, v))).toBeGreaterThanOrEqual(low);
      },
    ),
    { seed: 3, numRuns: runs(200) },
  );
});
