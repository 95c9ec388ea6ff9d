import type { MfccDescription } from '../network/index.js';

/** The front end of the keyword networks, with features that are the coefficients themselves times 4. */
export const plainMfcc: MfccDescription = {
  kind: 'mfcc',
  sampleRate_Hz: 16_000,
  hop_samples: 320,
  window_samples: 512,
  melBands: 40,
  lowest_Hz: 40,
  highest_Hz: 7600,
  logOffset: 1e-4,
  coefficients: 20,
  mean: new Array<number>(20).fill(0),
  standardDeviation: new Array<number>(20).fill(1),
  fraction: 2,
};
