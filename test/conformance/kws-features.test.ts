import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { recordingToFeatures } from '../../src/audio/index.js';
import type { MfccDescription } from '../../src/network/network.js';

/**
 * The features of the eleven clips against those that the trained network came with (test/data/kws). They come
 * from floating-point arithmetic, so another order of additions may move one across a rounding step, never more.
 */
interface FeaturesFile {
  readonly frame: { readonly sampleRate: number; readonly hop: number; readonly fft: number };
  readonly features: {
    readonly mel: { readonly bands: number; readonly lowHz: number; readonly highHz: number };
    readonly mean: readonly number[];
    readonly standardDeviation: readonly number[];
    readonly fraction: number;
  };
}

interface Vectors {
  readonly clips: readonly { readonly clip: string; readonly features: readonly (readonly number[])[] }[];
}

const folder = new URL('../data/kws/', import.meta.url);
const parse = <T>(name: string): T => JSON.parse(readFileSync(new URL(name, folder), 'utf8')) as T;

const { frame, features } = parse<FeaturesFile>('features.json');
const description: MfccDescription = {
  kind: 'mfcc',
  sampleRate_Hz: frame.sampleRate,
  hop_samples: frame.hop,
  window_samples: frame.fft,
  melBands: features.mel.bands,
  lowest_Hz: features.mel.lowHz,
  highest_Hz: features.mel.highHz,
  logOffset: 1e-4,
  coefficients: features.mean.length,
  mean: features.mean,
  standardDeviation: features.standardDeviation,
  fraction: features.fraction,
};
const { clips } = parse<Vectors>('vectors.json');

test('there are eleven clips', () => {
  expect(clips).toHaveLength(11);
});

test.each(clips)('$clip', ({ clip, features: expected }) => {
  const bytes = new Uint8Array(readFileSync(new URL(`clips/${clip}`, folder)));
  const { frames } = recordingToFeatures(bytes, description, clip);
  expect(frames.map(({ length }) => length)).toEqual(expected.map(({ length }) => length));
  const differences = frames.flatMap((values, t) =>
    Array.from(values, (value, k) => value - expected[t]![k]!),
  );
  expect(Math.max(...differences.map(Math.abs))).toBeLessThanOrEqual(1);
  // None differs where this was measured; a handful would still be the same front end.
  expect(differences.filter((difference) => difference !== 0).length).toBeLessThanOrEqual(5);
});
