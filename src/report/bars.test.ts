import { expect, test } from 'vitest';
import { bar, gauge, stacked } from './bars.js';

test('a bar grows in eighths of a column and stays within its width', () => {
  expect([0, 1 / 32, 1 / 8, 0.5, 1, 7].map((fraction) => bar(fraction, 4))).toEqual([
    '',
    '▏',
    '▌',
    '██',
    '████',
    '████',
  ]);
});

test('a gauge always has its width, and is full from 100 % on', () => {
  expect(gauge(0.8, 5)).toEqual({ used: '████', left: '░' });
  expect(gauge(1.2, 5)).toEqual({ used: '█████', left: '' });
  expect(gauge(0, 5)).toEqual({ used: '', left: '░░░░░' });
});

test('parts side by side: rounding never adds up to more than the width', () => {
  const parts = (...fractions: readonly number[]) =>
    fractions.map((fraction, index) => ({ fraction, fill: 'abc'[index]! }));
  expect(stacked(parts(0.5, 0.25, 0.25), 8)).toBe('aaaabbcc');
  expect(stacked(parts(1 / 3, 1 / 3, 1 / 3), 10)).toBe('aaabbbbccc');
  expect(stacked(parts(0.25, 0.25), 8)).toBe('aabb    ');
  expect(stacked(parts(0.9, 0.9), 10)).toBe('aaaaaaaaab');
});
