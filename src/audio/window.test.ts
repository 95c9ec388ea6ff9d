import { describe, expect, test } from 'vitest';
import { hannPeriodic, kaiser } from './window.js';

describe('the periodic Hann window', () => {
  const window = hannPeriodic(512);

  test('has a period of its length: starts at 0, peaks in the middle, does not come back to 0', () => {
    expect(window).toHaveLength(512);
    expect(window[0]).toBe(0);
    expect(window[256]).toBe(1);
    expect(window[511]).toBeCloseTo(window[1]!, 15);
    expect(window[511]).toBeGreaterThan(0);
  });

  test('adds up to 1 with itself half a window later', () => {
    for (let n = 0; n < 256; n++) expect(window[n]! + window[n + 256]!).toBeCloseTo(1, 14);
  });
});

describe('the Kaiser window', () => {
  test('is 1 in the middle, even, falling, and 0 from the ends on', () => {
    const window = kaiser(10);
    expect(window(0)).toBeCloseTo(1, 14);
    expect(window(0.3)).toBe(window(-0.3));
    expect(window(0.3)).toBeGreaterThan(window(0.31));
    expect(window(1)).toBe(0);
    expect(window(-1.5)).toBe(0);
  });

  test('reaches 1 / I0(beta) at its ends', () => {
    // I0(3) = 4.880792585865024, I0(10) = 2815.716628466254 (Abramowitz and Stegun, table 9.8).
    expect(1 / kaiser(3)(1 - 2 ** -52)).toBeCloseTo(4.880792585865, 10);
    expect(1 / kaiser(10)(1 - 2 ** -52)).toBeCloseTo(2815.716628466, 6);
  });
});
