import { roundShift, saturate } from '../dist/fixed-point/index.js';

const sums = Int32Array.from({ length: 4096 }, (_, index) => (index - 2048) * 523);

export function addTo(bench) {
  bench.add('requantise 4096 sums to 8 bits', () => {
    let checksum = 0;
    for (const sum of sums) checksum += saturate(roundShift(sum, 9), 8);
    return checksum;
  });
}
