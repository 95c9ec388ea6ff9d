import { expect, test } from 'vitest';
import { relativeLeakage } from './leakage.js';

test.each([
  [300, 1.62],
  [330, 2.65],
  [350, 6.2],
  [370, 20.4],
  [400, 153],
])('CACTI at %d K: 8 KB leak %d uW, met within 1 %%', (kelvin, leakage_uW) => {
  expect(Math.abs(relativeLeakage(kelvin - 273.15) / leakage_uW - 1)).toBeLessThan(0.01);
});

test('the part above the gates doubles every 10 K, the gates stay', () => {
  const gates = 1.472;
  for (const celsius of [27, 55, 100]) {
    const above = relativeLeakage(celsius) - gates;
    expect((relativeLeakage(celsius + 10) - gates) / above).toBeCloseTo(2, 9);
  }
});
