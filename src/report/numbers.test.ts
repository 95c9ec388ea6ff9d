import { expect, test } from 'vitest';
import { asGiven, decimalsFor, grouped, percent, significant } from './numbers.js';

test('thousands are separated, decimals are not', () => {
  expect(grouped(999)).toBe('999');
  expect(grouped(1000)).toBe('1,000');
  expect(grouped(-1234567)).toBe('-1,234,567');
  expect(grouped(12345.6789, 3)).toBe('12,345.679');
});

test('what rounds to zero has no sign', () => {
  expect(grouped(-0.004, 2)).toBe('0.00');
  expect(grouped(-0.006, 2)).toBe('-0.01');
});

test('significant digits: as many decimals as the greatest number needs', () => {
  expect(significant(37.83003)).toBe('37.83');
  expect(significant(0.719872)).toBe('0.7199');
  expect(significant(0.0042)).toBe('0.004200');
  expect(significant(1234567)).toBe('1,234,567');
  expect(significant(0)).toBe('0.000');
  expect(decimalsFor(1e-30)).toBe(12);
});

test('a number that somebody wrote keeps its decimals', () => {
  expect([92, 0.8, 97.003, 1000, -40].map(asGiven)).toEqual(['92', '0.8', '97.003', '1,000', '-40']);
});

test('percent of nothing is 0', () => {
  expect(percent(1, 3)).toBe('33.3');
  expect(percent(0, 0)).toBe('0.0');
});
