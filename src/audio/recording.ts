import type { MfccDescription } from '../network/index.js';
import { InputError, type Problem } from '../problems/index.js';
import { createMfccExtractor } from './mfcc.js';
import { resample } from './resample.js';
import { readWav } from './wav.js';

/** The features of a recording, and what was done to it on the way. */
export interface RecordingFeatures {
  /** At least one frame of `coefficients` values each. */
  readonly frames: readonly Int8Array[];
  /** Channels in the file; two were averaged. */
  readonly channels: 1 | 2;
  /** The file's own sample rate. */
  readonly sampleRate_Hz: number;
  /** The rate that it was resampled to, or undefined when it already had the network's. */
  readonly resampledTo_Hz: number | undefined;
  /** Length of the file in samples of each channel, at its own rate. */
  readonly samples: number;
}

/**
 * The features of a WAV file: read, averaged to one channel, resampled to the description's rate when it has
 * another, and cut into frames. Samples behind the last whole window are not used.
 *
 * @param bytes the whole file
 * @param file its name, for messages
 * @throws InputError with the codes of `readWav`, and `audio.too-short` when there is less than one window
 */
export function recordingToFeatures(
  bytes: Uint8Array,
  description: MfccDescription,
  file?: string,
): RecordingFeatures {
  const { sampleRate_Hz, channels, samples } = readWav(bytes, file);
  const target_Hz = description.sampleRate_Hz;
  const resampled = resample(samples, sampleRate_Hz, target_Hz);
  if (resampled.length < description.window_samples) {
    throw new InputError([tooShort(description, resampled.length, samples.length, sampleRate_Hz, file)]);
  }
  return {
    frames: createMfccExtractor(description).features(resampled),
    channels,
    sampleRate_Hz,
    resampledTo_Hz: sampleRate_Hz === target_Hz ? undefined : target_Hz,
    samples: samples.length,
  };
}

/** @param samples at the description's rate; `original` at the file's */
export function tooShort(
  { window_samples, sampleRate_Hz: target_Hz }: MfccDescription,
  samples: number,
  original: number,
  sampleRate_Hz: number,
  file: string | undefined,
): Problem {
  const origin = sampleRate_Hz === target_Hz ? '' : ` (${original} at ${sampleRate_Hz} Hz)`;
  return {
    code: 'audio.too-short',
    path: 'data',
    ...(file === undefined ? {} : { file }),
    message: 'the recording is shorter than one window',
    expected: `at least ${window_samples} samples at ${target_Hz} Hz`,
    received: `${samples} samples${origin}`,
    hint: 'use a longer recording, or add silence to it',
  };
}
