import * as fc from 'fast-check';
import { RecordingReader, encodeWav, readWav, recordingToFeatures } from '../../../src/audio/index.js';
import type { MfccDescription } from '../../../src/network/index.js';
import { InputError } from '../../../src/problems/index.js';
import { canonicalJson } from '../../../src/hardware/index.js';
import { mutationsOf } from '../../support/mutated-bytes.js';
import { promised, utf8, type Target } from '../target.js';

const RIFF_BYTES = 12;
const size = fc.constantFrom(0, 1, 15, 16, 40, 2 ** 31, 2 ** 32 - 1);

/** Contents of a fmt chunk, most of them near 16-bit PCM. */
const format = fc
  .record({
    tag: fc.constantFrom(1, 1, 1, 0xfffe, 3, 85),
    channels: fc.constantFrom(1, 1, 2, 0, 3, 65535),
    rate: fc.constantFrom(16_000, 4000, 3999, 192_000, 0, 2 ** 32 - 1),
    block: fc.constantFrom(2, 4, 0, 65535),
    bits: fc.constantFrom(16, 16, 16, 8, 24, 0),
    subformat: fc.constantFrom(1, 3),
    bytes: fc.constantFrom(16, 16, 18, 40, 15, 0),
  })
  .map(({ tag, channels, rate, block, bits, subformat, bytes }) => {
    const view = new DataView(new ArrayBuffer(40));
    view.setUint16(0, tag, true);
    view.setUint16(2, channels, true);
    view.setUint32(4, rate, true);
    view.setUint16(12, block, true);
    view.setUint16(14, bits, true);
    view.setUint16(24, subformat, true);
    const content = new Uint8Array(view.buffer);
    content.set([0, 0, 0, 0, 0x10, 0, 0x80, 0, 0, 0xaa, 0, 0x38, 0x9b, 0x71], 26);
    return content.subarray(0, bytes);
  });

/** A chunk with its size, or another one, in the header, and now and then without its pad byte. */
const chunk = fc
  .record({
    id: fc.constantFrom('fmt ', 'fmt ', 'data', 'data', 'LIST', 'fact', '\u0001\u0002\u0003\u0004'),
    content: fc.oneof(format, fc.uint8Array({ maxLength: 20 })),
    declared: fc.option(size, { freq: 4 }),
    padded: fc.boolean(),
  })
  .map(({ id, content, declared, padded }) => {
    const bytes = new Uint8Array(8 + content.length + (padded ? content.length % 2 : 0));
    bytes.set(utf8(id));
    new DataView(bytes.buffer).setUint32(4, declared ?? content.length, true);
    bytes.set(content, 8);
    return bytes;
  });

/** The parent's chunks with others among them. */
const chunksAround = (parent: Uint8Array): fc.Arbitrary<Uint8Array> =>
  fc
    .tuple(fc.array(chunk, { maxLength: 3 }), fc.boolean(), fc.array(chunk, { maxLength: 3 }))
    .map(([before, withParent, after]) =>
      Uint8Array.from(
        [
          parent.subarray(0, RIFF_BYTES),
          ...before,
          ...(withParent ? [parent.subarray(RIFF_BYTES)] : []),
          ...after,
        ].flatMap((part) => [...part]),
      ),
    );

const seeds = (): Uint8Array[] => [
  encodeWav(
    Int16Array.from({ length: 12 }, (_, i) => (i % 2 === 0 ? 32767 : -32768) + i),
    16_000,
  ),
];
const mutants = (parent: Uint8Array, other: Uint8Array): fc.Arbitrary<Uint8Array> =>
  fc.oneof(mutationsOf(parent, other), chunksAround(parent));

export const wav: Target = {
  name: 'wav',
  seeds,
  mutants,
  run: (input) => {
    const { samples, sampleRate_Hz, channels } = readWav(input, 'input');
    promised(
      samples.length > 0 && samples.length <= input.length / (2 * channels),
      'as many samples as the file holds',
    );
    promised(
      samples.every((sample) => sample >= -1 && sample < 1),
      'samples in [-1, 1)',
    );
    promised(sampleRate_Hz >= 4000 && sampleRate_Hz <= 192_000, 'a rate within the range');
    if (channels === 2) return;
    const again = readWav(
      encodeWav(
        Int16Array.from(samples, (sample) => sample * 32768),
        sampleRate_Hz,
      ),
    );
    promised(
      again.samples.every((sample, i) => sample === samples[i]),
      'written and read again, the same samples',
    );
  },
  limit_ms: 1000,
};

/** The least that is heard: frames of 8 samples, one coefficient. */
const heard: MfccDescription = {
  kind: 'mfcc',
  sampleRate_Hz: 16_000,
  hop_samples: 4,
  window_samples: 8,
  melBands: 2,
  lowest_Hz: 40,
  highest_Hz: 7600,
  logOffset: 1e-4,
  coefficients: 1,
  mean: [0],
  standardDeviation: [1],
  fraction: 5,
};

/** What is heard of a file, or why nothing is; `pieces` of so many bytes, or the whole file. */
function hearing(input: Uint8Array, piece_bytes?: number): { text: string; refusal?: InputError } {
  try {
    if (piece_bytes === undefined) return { text: JSON.stringify(recordingToFeatures(input, heard)) };
    const reader = new RecordingReader(heard);
    const frames: Int8Array[] = [];
    for (let at = 0; at < input.length; at += piece_bytes) {
      frames.push(...reader.push(input.subarray(at, at + piece_bytes)));
    }
    const { frames: last, ...rest } = reader.end();
    return { text: JSON.stringify({ ...rest, frames: [...frames, ...last] }) };
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    return { text: error.message, refusal: error };
  }
}

export const stream: Target = {
  name: 'stream',
  seeds,
  mutants,
  run: (input) => {
    const whole = hearing(input);
    const canonical = (text: string): string =>
      text.startsWith('{') ? canonicalJson(JSON.parse(text)) : text;
    for (const piece_bytes of [1, 7, 64]) {
      const pieces = hearing(input, piece_bytes);
      promised(
        canonical(pieces.text) === canonical(whole.text),
        `in pieces of ${piece_bytes} bytes the same as whole: ${pieces.text} but ${whole.text}`,
      );
    }
    if (whole.refusal !== undefined) throw whole.refusal;
  },
  limit_ms: 1000,
};
