import fc from 'fast-check';
import { expect, test } from 'vitest';
import { runs } from '../../test/support/runs.js';
import { InputError, type Problem } from '../problems/index.js';
import { plainMfcc } from './mfcc.testing.js';
import { RecordingReader } from './recording-reader.js';
import { recordingToFeatures, type RecordingFeatures } from './recording.js';
import { chunk, dataChunk, fmt, problemsOf, riff } from './wav.testing.js';

/** Whole files, and files that are damaged in every way in which a stream could read them otherwise. */
const files = fc
  .record({
    channels: fc.constantFrom(1, 1, 2, 3),
    rate_Hz: fc.constantFrom(16_000, 16_000, 16_000, 8_000, 1),
    samples: fc
      .tuple(
        fc.oneof({ weight: 4, arbitrary: fc.nat(2500) }, { weight: 1, arbitrary: fc.nat(1) }),
        fc.nat(1000),
      )
      .map(([length, pitch]) => Array.from({ length }, (_, i) => ((i * i * pitch) % 65_536) - 32_768)),
    declared: fc.constantFrom('right', 'right', 'unknown', 'zero', 'more', 'odd', 'fewer'),
    before: fc.constantFrom(0, 3, 70_000),
    behind: fc.boolean(),
    lost: fc.oneof(fc.constant(0), fc.nat(200), fc.nat(6000)),
  })
  .map(({ channels, rate_Hz, samples, declared, before, behind, lost }) => {
    const right = 2 * samples.length;
    const sizes = {
      right,
      unknown: 0xffffffff,
      zero: 0,
      more: right + 400,
      odd: right + 1,
      fewer: right >> 1,
    };
    const bytes = riff(
      chunk('LIST', new Uint8Array(before)),
      fmt({ channels, rate_Hz }),
      dataChunk(samples, sizes[declared]),
      ...(behind ? [chunk('LIST', new Uint8Array(5))] : []),
    );
    return bytes.subarray(0, Math.max(0, bytes.length - lost));
  });

function outcome(action: () => RecordingFeatures): RecordingFeatures | readonly Problem[] {
  try {
    return action();
  } catch (error) {
    if (error instanceof InputError) return error.problems;
    throw error;
  }
}

test('a file in pieces, however it is cut, gives the frames or the problems of the whole file', () => {
  const seen = new Set<string>();
  fc.assert(
    fc.property(files, fc.array(fc.nat(80_000), { maxLength: 6 }), (bytes, cuts) => {
      const whole = outcome(() => recordingToFeatures(bytes, plainMfcc, 'a.wav'));
      const inPieces = outcome(() => {
        const reader = new RecordingReader(plainMfcc, 'a.wav');
        const ends = [...cuts.sort((a, b) => a - b), bytes.length];
        const frames = ends.flatMap((end, i) => reader.push(bytes.subarray(ends[i - 1] ?? 0, end)));
        const rest = reader.end();
        return { ...rest, frames: [...frames, ...rest.frames] };
      });
      expect(inPieces).toEqual(whole);
      seen.add('frames' in whole ? `${whole.channels} at ${whole.sampleRate_Hz}` : whole[0]!.code);
    }),
    { seed: 1, numRuns: runs(150) },
  );
  expect([...seen].sort()).toEqual([
    '1 at 16000',
    '1 at 8000',
    '2 at 16000',
    '2 at 8000',
    'audio.bad-header',
    'audio.bad-rate',
    'audio.no-samples',
    'audio.not-wav',
    'audio.too-short',
    'audio.truncated',
    'audio.unsupported-format',
  ]);
});

test('at the rate of the network, frames come as soon as their samples have', () => {
  const samples = Array.from({ length: 4096 }, (_, i) => i);
  const bytes = riff(fmt(), dataChunk(samples));
  const reader = new RecordingReader(plainMfcc);
  const beforeLast = bytes.length - 2;
  const { window_samples, hop_samples } = plainMfcc;
  expect(reader.push(bytes.subarray(0, beforeLast))).toHaveLength(
    Math.floor((4095 - window_samples) / hop_samples) + 1,
  );
});

test('what has to be kept whole has a limit', () => {
  const reader = new RecordingReader(plainMfcc, 'pipe');
  const piece = new Uint8Array(250_000_000);
  for (let times = 0; times < 4; times++) reader.push(piece);
  expect(problemsOf(() => reader.push(piece))).toEqual([
    {
      code: 'audio.too-large',
      path: 'data',
      file: 'pipe',
      message: 'too large for a recording that has to be kept whole',
      expected: 'at most 1000 MB',
      received: 'more',
      hint: "convert it to the network's sample rate first",
    },
  ]);
});
