import { describe, expect, test } from 'vitest';
import { createMfccExtractor } from './mfcc.js';
import { plainMfcc } from './mfcc.testing.js';
import { recordingToFeatures } from './recording.js';
import { dataChunk, fmt, problemsOf, riff } from './wav.testing.js';
import { encodeWav } from './wav-writer.js';

/** One second of a harmonic sound, well inside 16 bits. */
function sound(rate_Hz: number): Int16Array {
  return Int16Array.from({ length: rate_Hz }, (_, i) =>
    [300, 900, 2100, 3300].reduce(
      (sum, frequency_Hz) => sum + 4000 * Math.sin((2 * Math.PI * frequency_Hz * i) / rate_Hz),
      0,
    ),
  );
}

test("a recording at the network's rate goes through unchanged", () => {
  const samples = sound(16_000);
  const { frames, ...done } = recordingToFeatures(encodeWav(samples, 16_000), plainMfcc);
  expect(done).toEqual({ channels: 1, sampleRate_Hz: 16_000, resampledTo_Hz: undefined, samples: 16_000 });
  expect(frames).toEqual(
    createMfccExtractor(plainMfcc).features(Float32Array.from(samples, (s) => s / 32768)),
  );
});

test('two equal channels give the features of one', () => {
  const samples = [...sound(16_000)];
  const stereo = riff(fmt({ channels: 2 }), dataChunk(samples.flatMap((sample) => [sample, sample])));
  const read = recordingToFeatures(stereo, plainMfcc);
  expect(read.channels).toBe(2);
  expect(read.frames).toEqual(
    recordingToFeatures(encodeWav(Int16Array.from(samples), 16_000), plainMfcc).frames,
  );
});

test('another rate is resampled, said, and heard as the same sound', () => {
  const read = recordingToFeatures(encodeWav(sound(44_100), 44_100), plainMfcc);
  expect(read).toMatchObject({ sampleRate_Hz: 44_100, resampledTo_Hz: 16_000, samples: 44_100 });
  // A loud offset hides the rounding to 16 bits, which differs between the two rates; the ends differ too.
  const loud = { ...plainMfcc, logOffset: 1 };
  const resampled = recordingToFeatures(encodeWav(sound(44_100), 44_100), loud).frames;
  const direct = recordingToFeatures(encodeWav(sound(16_000), 16_000), loud).frames;
  expect(resampled).toHaveLength(direct.length);
  for (let t = 1; t < direct.length - 1; t++) {
    direct[t]!.forEach((value, k) => {
      expect(Math.abs(resampled[t]![k]! - value)).toBeLessThanOrEqual(1);
    });
  }
});

describe('less than one window is refused', () => {
  test('with the counts at its own rate', () => {
    expect(
      problemsOf(() => recordingToFeatures(encodeWav(new Int16Array(511), 16_000), plainMfcc, 'a.wav')),
    ).toMatchObject([
      {
        code: 'audio.too-short',
        file: 'a.wav',
        expected: 'at least 512 samples at 16000 Hz',
        received: '511 samples',
      },
    ]);
    expect(recordingToFeatures(encodeWav(new Int16Array(512), 16_000), plainMfcc).frames).toHaveLength(1);
  });

  test('and with those behind resampling', () => {
    const problems = problemsOf(() =>
      recordingToFeatures(encodeWav(new Int16Array(1533), 48_000), plainMfcc),
    );
    expect(problems).toMatchObject([{ code: 'audio.too-short', received: '511 samples (1533 at 48000 Hz)' }]);
    expect(problems[0]).not.toHaveProperty('file');
    expect(recordingToFeatures(encodeWav(new Int16Array(1534), 48_000), plainMfcc).frames).toHaveLength(1);
  });
});

test('a file that cannot be read is refused by its reader', () => {
  expect(problemsOf(() => recordingToFeatures(new Uint8Array(), plainMfcc))).toMatchObject([
    { code: 'audio.not-wav' },
  ]);
});
