import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { InputError } from '../problems/index.js';
import { ascii, chunk, dataChunk, fmt, problemsOf, riff, type FormatFields } from './wav.testing.js';
import { encodeWav } from './wav-writer.js';
import { readWav } from './wav.js';

const seed = 20261123;

describe('what is read', () => {
  test('every 16-bit sample as itself / 32768', () => {
    const recording = readWav(riff(fmt(), dataChunk([0, 1, -1, 16384, 32767, -32768])));
    expect(recording.sampleRate_Hz).toBe(16_000);
    expect(recording.channels).toBe(1);
    expect([...recording.samples]).toEqual([0, 2 ** -15, -(2 ** -15), 0.5, 1 - 2 ** -15, -1]);
  });

  test('two channels as their average, without rounding', () => {
    const recording = readWav(
      riff(fmt({ channels: 2 }), dataChunk([1, 2, 32767, 32767, -32768, -32768, 7, -7])),
    );
    expect(recording.channels).toBe(2);
    expect([...recording.samples]).toEqual([3 / 65536, 32767 / 32768, -1, 0]);
  });

  test('what encodeWav writes', () => {
    fc.assert(
      fc.property(
        fc.int16Array({ minLength: 1, maxLength: 200 }),
        fc.integer({ min: 4000, max: 192_000 }),
        (samples, sampleRate_Hz) => {
          const recording = readWav(encodeWav(samples, sampleRate_Hz));
          expect(recording.sampleRate_Hz).toBe(sampleRate_Hz);
          expect(recording.samples.map((sample) => sample * 32768)).toEqual(Float32Array.from(samples));
        },
      ),
      { seed },
    );
  });

  test('encodeWav writes the canonical 44-byte header', () => {
    expect(encodeWav(Int16Array.of(5, -5), 16_000)).toEqual(riff(fmt(), dataChunk([5, -5])));
  });

  test('WAVE_FORMAT_EXTENSIBLE with the PCM subformat', () => {
    const recording = readWav(riff(fmt({ subformat: 1, channels: 2 }), dataChunk([100, 300])));
    expect([...recording.samples]).toEqual([200 / 32768]);
  });

  test('past chunks of any kind and of odd sizes, before and behind the samples', () => {
    const odd = chunk('LIST', ascii('INFOx'));
    const bytes = riff(odd, fmt(), odd, chunk('fact', ascii('1234')), dataChunk([7]), odd);
    expect([...readWav(bytes).samples]).toEqual([7 / 32768]);
  });

  test.each([0, 0xffffffff])(
    'data size %i, left by a writer to a pipe, as to the end of the file',
    (size) => {
      expect(readWav(riff(fmt(), dataChunk([1, 2, 3], size))).samples).toHaveLength(3);
      const started = riff(fmt(), dataChunk([1, 2, 3], size)).slice(0, -1);
      expect(readWav(started).samples, 'a started sample is dropped').toHaveLength(2);
    },
  );

  test('bytes at an odd offset of a larger buffer', () => {
    const bytes = riff(fmt(), dataChunk([-3, 4]));
    const larger = new Uint8Array(bytes.length + 2);
    larger.set(bytes, 1);
    expect([...readWav(larger.subarray(1, 1 + bytes.length)).samples]).toEqual([-3 / 32768, 4 / 32768]);
  });
});

describe('what is refused', () => {
  const good = riff(fmt(), dataChunk([1, 2, 3, 4]));
  const withFormat = (fields: FormatFields): Uint8Array => riff(fmt(fields), dataChunk([1, 2, 3, 4, 5, 6]));
  const notPcmSubformat = fmt({ subformat: 1 });
  notPcmSubformat[8 + 39] = 0;
  const unpadded = riff(fmt(), dataChunk([]), chunk('LIST', ascii('abc'))).slice(0, -1);

  test.each<[string, Uint8Array, string, string]>([
    ['nothing', new Uint8Array(), 'audio.not-wav', ''],
    ['another kind of file', ascii('OggS, not a recording'), 'audio.not-wav', ''],
    ['RIFF of another kind', ascii('RIFF\0\0\0\0AVI LIST'), 'audio.not-wav', ''],
    ['a header cut inside RIFF', good.subarray(0, 3), 'audio.truncated', ''],
    ['a header cut inside WAVE', good.subarray(0, 10), 'audio.truncated', ''],
    ['a header cut behind WAVE', good.subarray(0, 12), 'audio.truncated', ''],
    ['a header cut inside fmt', good.subarray(0, 30), 'audio.truncated', ''],
    ['a header cut behind fmt', good.subarray(0, 36), 'audio.truncated', ''],
    ['a chunk beyond the end', riff(fmt(), chunk('LIST', ascii('ab'), 999)), 'audio.truncated', ''],
    ['samples cut short', good.subarray(0, good.length - 2), 'audio.truncated', 'data'],
    ['no samples', riff(fmt(), dataChunk([])), 'audio.no-samples', 'data'],
    [
      'no samples, then chunks',
      riff(fmt(), dataChunk([]), chunk('LIST', ascii('abc'))),
      'audio.no-samples',
      'data',
    ],
    ['no samples, then a chunk without its pad', unpadded, 'audio.no-samples', 'data'],
    ['no samples in a stream', riff(fmt(), dataChunk([], 0xffffffff)), 'audio.no-samples', 'data'],
    ['half a block', riff(fmt({ channels: 2 }), dataChunk([1, 2, 3])), 'audio.bad-header', 'data'],
    ['samples before their format', riff(dataChunk([1]), fmt()), 'audio.bad-header', 'data'],
    ['a short format', riff(chunk('fmt ', new Uint8Array(14)), dataChunk([1])), 'audio.bad-header', 'fmt'],
    ['extensible in 16 bytes', withFormat({ tag: 0xfffe }), 'audio.bad-header', 'fmt'],
    ['8 bits', withFormat({ bits: 8 }), 'audio.unsupported-format', 'fmt.bitsPerSample'],
    ['24 bits', withFormat({ bits: 24 }), 'audio.unsupported-format', 'fmt.bitsPerSample'],
    ['32 bits', withFormat({ bits: 32 }), 'audio.unsupported-format', 'fmt.bitsPerSample'],
    ['floating point', withFormat({ tag: 3, bits: 32 }), 'audio.unsupported-format', 'fmt.formatTag'],
    ['mu-law', withFormat({ tag: 7, bits: 8 }), 'audio.unsupported-format', 'fmt.formatTag'],
    ['extensible float', withFormat({ subformat: 3, bits: 32 }), 'audio.unsupported-format', 'fmt.formatTag'],
    ['another GUID', riff(notPcmSubformat, dataChunk([1])), 'audio.unsupported-format', 'fmt.subformat'],
    ['three channels', withFormat({ channels: 3 }), 'audio.unsupported-format', 'fmt.channels'],
    ['no channels', withFormat({ channels: 0 }), 'audio.bad-header', 'fmt.channels'],
    ['block align 4 for mono', withFormat({ blockAlign: 4 }), 'audio.bad-header', 'fmt.blockAlign'],
    ['rate 0', withFormat({ rate_Hz: 0 }), 'audio.bad-rate', 'fmt.sampleRate'],
    ['rate 3999', withFormat({ rate_Hz: 3999 }), 'audio.bad-rate', 'fmt.sampleRate'],
    ['rate 192001', withFormat({ rate_Hz: 192_001 }), 'audio.bad-rate', 'fmt.sampleRate'],
    ['rate 2^32 - 1', withFormat({ rate_Hz: 0xffffffff }), 'audio.bad-rate', 'fmt.sampleRate'],
  ])('%s', (_, bytes, code, path) => {
    const problems = problemsOf(() => readWav(bytes, 'clip.wav'));
    expect(problems).toMatchObject([{ code, path, file: 'clip.wav' }]);
    for (const part of ['message', 'expected', 'received', 'hint'] as const) {
      expect(problems[0]?.[part], part).toMatch(/\S/);
    }
  });

  test('every problem of a format at once', () => {
    const codes = problemsOf(() => readWav(withFormat({ bits: 24, channels: 6, rate_Hz: 1 }))).map(
      ({ path }) => path,
    );
    expect(codes).toEqual(['fmt.bitsPerSample', 'fmt.channels', 'fmt.sampleRate']);
  });

  test('a message that says what is there and what to do', () => {
    const problems = problemsOf(() => readWav(withFormat({ tag: 3, bits: 32 })));
    expect(problems[0]).toMatchObject({
      message: 'not PCM samples',
      expected: 'format 1 (PCM)',
      received: 'format 3 (floating point)',
      hint: expect.stringContaining('pcm_s16le') as string,
    });
    expect(problems[0]).not.toHaveProperty('file');
  });
});

describe('bytes of any kind are read or refused with an InputError, in memory bounded by their number', () => {
  function readOrRefuse(bytes: Uint8Array): void {
    let samples: Float32Array;
    try {
      ({ samples } = readWav(bytes));
    } catch (error) {
      expect(error).toBeInstanceOf(InputError);
      return;
    }
    expect(samples.length).toBeGreaterThan(0);
    expect(samples.length).toBeLessThanOrEqual(bytes.length / 2);
    expect(samples.every((sample) => sample >= -1 && sample < 1)).toBe(true);
  }

  test('random bytes, alone and behind a RIFF header', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        readOrRefuse(bytes);
        readOrRefuse(riff(bytes));
        readOrRefuse(riff(fmt(), bytes));
      }),
      { seed, numRuns: 500 },
    );
  });

  test('valid files with bytes changed and the end cut', () => {
    const valid = [
      riff(fmt(), dataChunk([1, 2, 3, 4])),
      riff(
        chunk('LIST', ascii('INFOx')),
        fmt({ subformat: 1, channels: 2 }),
        dataChunk([1, 2, 3, 4]),
        chunk('id3 ', ascii('a')),
      ),
    ];
    const change = fc.tuple(
      fc.nat({ max: 110 }),
      fc.oneof(fc.constantFrom(0, 1, 127, 128, 255), fc.nat({ max: 255 })),
    );
    fc.assert(
      fc.property(
        fc.constantFrom(...valid),
        fc.array(change, { maxLength: 6 }),
        fc.nat({ max: 120 }),
        (file, changes, cut) => {
          const bytes = file.slice(0, Math.max(0, file.length - Math.max(0, cut - 60)));
          for (const [at, value] of changes) if (at < bytes.length) bytes[at] = value;
          readOrRefuse(bytes);
        },
      ),
      { seed, numRuns: 2000 },
    );
  });
});
