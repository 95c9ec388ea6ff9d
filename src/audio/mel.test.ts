import { expect, test } from 'vitest';
import { hertzToMel, melBands, melEdges_Hz, melToHertz } from './mel.js';

const description = {
  sampleRate_Hz: 16_000,
  window_samples: 512,
  melBands: 40,
  lowest_Hz: 40,
  highest_Hz: 7600,
};
const bin_Hz = 16_000 / 512;

test('1000 Hz are 1000 mel, within 0.02, and back', () => {
  expect(Math.abs(hertzToMel(1000) - 1000)).toBeLessThan(0.02);
  expect(hertzToMel(0)).toBe(0);
  expect(melToHertz(hertzToMel(1234))).toBeCloseTo(1234, 9);
});

test('42 edges are equally spaced in mel from 40 to 7600 Hz', () => {
  const edges = melEdges_Hz(description);
  expect(edges).toHaveLength(42);
  expect(edges[0]).toBeCloseTo(40, 9);
  expect(edges[41]).toBeCloseTo(7600, 9);
  const steps = Array.from(edges.subarray(1), (edge, i) => hertzToMel(edge) - hertzToMel(edges[i]!));
  for (const step of steps) expect(step).toBeCloseTo(steps[0]!, 9);
});

test('a band holds just the bins strictly inside its outer edges', () => {
  const edges = melEdges_Hz(description);
  melBands(description).forEach(({ firstBin, weights }, b) => {
    const inside = Array.from({ length: 257 }, (_, k) => k).filter(
      (k) => k * bin_Hz > edges[b]! && k * bin_Hz < edges[b + 2]!,
    );
    expect([firstBin, weights.length]).toEqual([inside[0], inside.length]);
  });
});

test('edges and peak on bins: the outer bins are out and the middle one has 1', () => {
  // One band whose edges in mel are 0, m, 2m; in bins of 1 Hz the peak lies at 700 (sqrt(1 + f/700) - 1).
  const highest_Hz = 2100;
  const peak_Hz = 700;
  const [band] = melBands({
    sampleRate_Hz: 8192,
    window_samples: 8192,
    melBands: 1,
    lowest_Hz: 0,
    highest_Hz,
  });
  const edges = melEdges_Hz({
    sampleRate_Hz: 8192,
    window_samples: 8192,
    melBands: 1,
    lowest_Hz: 0,
    highest_Hz,
  });
  expect(edges[1]).toBeCloseTo(peak_Hz, 9);
  expect(band?.firstBin).toBe(1);
  const weights = band!.weights;
  expect(weights[peak_Hz - 1]).toBeCloseTo(1, 12);
  expect(weights[349]).toBeCloseTo(0.5, 12);
  expect(weights[1399]).toBeCloseTo(0.5, 12);
  expect(Math.max(...weights)).toBeLessThanOrEqual(1);
  expect(Math.min(...weights)).toBeGreaterThan(0);
});

test('neighbouring triangles cross at half and add up to 1 between the first and the last peak', () => {
  const edges = melEdges_Hz(description);
  const sum = new Float64Array(257);
  for (const { firstBin, weights } of melBands(description))
    weights.forEach((weight, i) => (sum[firstBin + i]! += weight));
  for (let k = 0; k < 257; k++) {
    if (k * bin_Hz > edges[1]! && k * bin_Hz < edges[40]!) expect(sum[k]).toBeCloseTo(1, 12);
  }
});

test('a band too narrow for any bin is empty', () => {
  const bands = melBands({ ...description, window_samples: 64 });
  expect(bands[0]?.weights).toHaveLength(0);
});
