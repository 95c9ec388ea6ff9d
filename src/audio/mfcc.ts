import { quantise } from '../fixed-point/index.js';
import type { MfccDescription } from '../network/index.js';
import { invariant } from '../problems/index.js';
import { orthonormalDct } from './dct.js';
import { melBands } from './mel.js';
import { powerSpectrum } from './power-spectrum.js';
import { hannPeriodic } from './window.js';

/** Samples in [-1, 1) at the description's rate. */
export type Samples = Float32Array | Float64Array;

/** Features of a signal that arrives in pieces. */
export interface MfccStream {
  /** The frames that these samples complete, none or more, each of `coefficients` values. Any number of samples. */
  readonly push: (samples: Samples) => Int8Array[];
}

/** Mel-frequency cepstral coefficients by one description, with its tables made once (docs/audio.md). */
export interface MfccExtractor {
  /** The frames of a whole signal: floor((samples - window) / hop) + 1, or none when it is shorter than a window. */
  readonly features: (samples: Samples) => Int8Array[];
  /** A new stream; the frames of all its pushes are those of `features` on the joined pieces. */
  readonly stream: () => MfccStream;
}

/** A function from one window of samples to its quantised coefficients. */
function frameFeatures(description: MfccDescription): (window: Float64Array) => Int8Array {
  const { coefficients, mean, standardDeviation, fraction, logOffset } = description;
  const hann = hannPeriodic(description.window_samples);
  const power = powerSpectrum(description.window_samples);
  const bands = melBands(description);
  const dct = orthonormalDct(coefficients, bands.length);
  const windowed = new Float64Array(description.window_samples);
  const logEnergies = new Float64Array(bands.length);
  return (window) => {
    for (let i = 0; i < windowed.length; i++) windowed[i] = window[i]! * hann[i]!;
    const spectrum = power(windowed);
    bands.forEach(({ firstBin, weights }, b) => {
      let energy = 0;
      for (let i = 0; i < weights.length; i++) energy += weights[i]! * spectrum[firstBin + i]!;
      logEnergies[b] = Math.log(energy + logOffset);
    });
    return Int8Array.from({ length: coefficients }, (_, k) => {
      let sum = 0;
      for (let b = 0; b < logEnergies.length; b++) sum += dct[k * logEnergies.length + b]! * logEnergies[b]!;
      return quantise((sum - mean[k]!) / standardDeviation[k]!, fraction, 8);
    });
  };
}

/**
 * Makes the tables of a description that is otherwise known to be valid. Frame t is made of the window that
 * starts at sample t * hop_samples; nothing is padded.
 *
 * @throws InputError `audio.bad-window` when the window's length is not a power of two
 */
export function createMfccExtractor(description: MfccDescription): MfccExtractor {
  const { window_samples, hop_samples } = description;
  invariant(hop_samples >= 1, () => `a hop of ${hop_samples} samples never reaches the next frame`);
  const toFeatures = frameFeatures(description);

  const stream = (): MfccStream => {
    const window = new Float64Array(window_samples);
    let held = 0;
    // Samples between two windows, when the hop is longer than the window.
    let toSkip = 0;
    const push = (samples: Samples): Int8Array[] => {
      const frames: Int8Array[] = [];
      let position = 0;
      while (position < samples.length) {
        const skipped = Math.min(toSkip, samples.length - position);
        toSkip -= skipped;
        position += skipped;
        const piece = samples.subarray(position, position + window_samples - held);
        window.set(piece, held);
        held += piece.length;
        position += piece.length;
        if (held < window_samples) continue;
        frames.push(toFeatures(window));
        window.copyWithin(0, hop_samples);
        held = Math.max(0, window_samples - hop_samples);
        toSkip = Math.max(0, hop_samples - window_samples);
      }
      return frames;
    };
    return { push };
  };

  return { features: (samples) => stream().push(samples), stream };
}
