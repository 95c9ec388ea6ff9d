/** Against CACTI 7: 22 nm LSTP, 0.8 V, 300 K; docs/energy.md lists the same points. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { relativeMemory, type MemoryQuantity } from './memory.js';

/** Fits to 28 points at 1 KB and one bit: read and write in pJ, leakage in uW. */
const AT_ONE: Readonly<Record<MemoryQuantity, number>> = {
  read: 0.102,
  write: 0.043,
  leakage: 0.29e6 / 8192,
};

const points = [
  ...readFileSync('docs/energy.md', 'utf8').matchAll(
    /^\| (\d+) KB x (\d+) b +\| ([\d.]+) +\| ([\d.]+) +\| ([\d.]+) +\|$/gm,
  ),
].map(([, ...numbers]) => numbers.map(Number) as [number, number, number, number, number]);

test.each<[MemoryQuantity, number, number]>([
  ['read', 2, 0.116],
  ['write', 3, 0.076],
  ['leakage', 4, 0.069],
])('%s of the seven points is met with the rms error that the rule states', (quantity, column, rms) => {
  expect(points).toHaveLength(7);
  const squares = points.map((point) => {
    const [capacity_KB, width_bits] = point;
    const relative = relativeMemory(quantity, { capacity_KB: 1, width_bits: 1 }, { capacity_KB, width_bits });
    return Math.log((AT_ONE[quantity] * relative) / point[column]!) ** 2;
  });
  expect(Math.sqrt(squares.reduce((a, b) => a + b) / squares.length)).toBeCloseTo(rms, 3);
});

test('twice the capacity: reads x1.54, writes x1.37, leakage of a bit x0.91; its port does not matter to that', () => {
  const bank = { capacity_KB: 8, width_bits: 64 };
  const twice = { ...bank, capacity_KB: 16 };
  const factors = (['read', 'write', 'leakage'] as const).map((quantity) =>
    relativeMemory(quantity, bank, twice),
  );
  expect(factors.map((factor) => Number(factor.toFixed(2)))).toEqual([1.54, 1.37, 0.91]);
  expect(relativeMemory('leakage', bank, { ...bank, width_bits: 128 })).toBe(1);
});
