import { InputError, refuseIfAny, type Problem } from '../problems/index.js';
import { fourCharacters, isRunOfChunks, riffChunks, type RiffChunk } from './riff.js';
import { bitsPerSample, conversionHint, damaged, readFormat, type WavFormat } from './wav-format.js';

/** A recording as one channel of samples. */
export interface Recording {
  /** 4000 to 192000. */
  readonly sampleRate_Hz: number;
  /** Channels in the file; two were averaged. */
  readonly channels: 1 | 2;
  /** At least one sample, each in [-1, 1): int16 / 32768, or (left + right) / 65536; both exact in 32-bit floats. */
  readonly samples: Float32Array;
}

export const riffHeader_bytes = 12;
/** Written where the writer did not know the size. */
export const unknownSize = 0xffffffff;
const cutShort = 'the file was cut short while it was written or copied';

/** `'RIFF'`; bytes that do not print are shown as a dot. */
function quote(id: string): string {
  return `'${id.replace(/[^ -~]/g, '.')}'`;
}

function headerProblems(bytes: Uint8Array): readonly Problem[] {
  const notWav = { code: 'audio.not-wav', path: '', expected: 'a RIFF/WAVE recording', hint: conversionHint };
  if (bytes.length === 0) return [{ ...notWav, message: 'the file is empty', received: '0 bytes' }];
  const container = fourCharacters(bytes, 0);
  const kind = fourCharacters(bytes, 8);
  if (!'RIFF'.startsWith(container) || !'WAVE'.startsWith(kind)) {
    const received =
      container === 'RIFF'
        ? `a RIFF file of kind ${quote(kind)}`
        : `a file that starts with ${quote(container)}`;
    return [{ ...notWav, message: 'not a WAV file', received }];
  }
  if (bytes.length >= riffHeader_bytes) return [];
  const message = 'the file ends inside its header';
  const expected = 'at least 12 bytes';
  return [
    {
      code: 'audio.truncated',
      path: '',
      message,
      expected,
      received: `${bytes.length} bytes`,
      hint: cutShort,
    },
  ];
}

/** Bytes of samples, by the chunk's size or to the end of the file when the writer did not know it. */
function sampleBytes(bytes: Uint8Array, data: RiffChunk, block_bytes: number): number | Problem {
  const rest_bytes = bytes.length - data.start;
  // Who writes to a pipe leaves the size 0 or 2^32 - 1. But a size of 0 with only chunks behind it is meant.
  const toTheEnd =
    data.declared_bytes === unknownSize || (data.declared_bytes === 0 && !isRunOfChunks(bytes, data.start));
  if (!toTheEnd && data.present_bytes < data.declared_bytes) {
    return fewerSamples(data.declared_bytes, data.present_bytes);
  }
  if (!toTheEnd && data.declared_bytes % block_bytes !== 0) {
    return {
      code: 'audio.bad-header',
      path: 'data',
      message: 'data size is not a whole number of blocks',
      expected: `a multiple of ${block_bytes} bytes`,
      received: `${data.declared_bytes} bytes`,
      hint: damaged,
    };
  }
  // A stream may stop inside a block: the started block is dropped.
  const used_bytes = toTheEnd ? rest_bytes - (rest_bytes % block_bytes) : data.declared_bytes;
  if (used_bytes > 0) return used_bytes;
  return noSamples(block_bytes, toTheEnd ? rest_bytes : 0);
}

export function fewerSamples(declared_bytes: number, present_bytes: number): Problem {
  return {
    code: 'audio.truncated',
    path: 'data',
    message: 'fewer samples than declared',
    expected: `${declared_bytes} bytes of samples`,
    received: `${present_bytes} bytes`,
    hint: cutShort,
  };
}

export function noSamples(block_bytes: number, present_bytes: number): Problem {
  return {
    code: 'audio.no-samples',
    path: 'data',
    message: 'the recording is empty',
    expected: `at least one sample (${block_bytes} bytes)`,
    received: `${present_bytes} bytes`,
    hint: 'record it again, or leave it out',
  };
}

/** The samples of whole blocks of 16-bit PCM, two channels averaged. */
export function monoSamples(data: DataView, channels: 1 | 2): Float32Array {
  const samples = new Float32Array(data.byteLength / (2 * channels));
  for (let i = 0; i < samples.length; i++) {
    samples[i] =
      channels === 1
        ? data.getInt16(2 * i, true) / 32768
        : (data.getInt16(4 * i, true) + data.getInt16(4 * i + 2, true)) / 65536;
  }
  return samples;
}

/**
 * Reads a RIFF/WAVE file of 16-bit PCM samples, one or two channels, plain or WAVE_FORMAT_EXTENSIBLE. Chunks of
 * other kinds are skipped; the size in the RIFF header and everything behind the samples are not looked at.
 * A data size of 0 or 2^32 - 1 stands for "to the end of the file".
 *
 * @param bytes the whole file
 * @param file its name, for messages
 * @throws InputError with the codes `audio.not-wav`, `audio.truncated`, `audio.bad-header`, `audio.bad-rate`,
 *   `audio.unsupported-format` and `audio.no-samples`
 */
export function readWav(bytes: Uint8Array, file?: string): Recording {
  const inFile = (problem: Problem): Problem => (file === undefined ? problem : { ...problem, file });
  refuseIfAny(headerProblems(bytes).map(inFile));

  let format: WavFormat | undefined;
  for (const chunk of riffChunks(bytes, riffHeader_bytes)) {
    const content = new DataView(bytes.buffer, bytes.byteOffset + chunk.start, chunk.present_bytes);
    if (chunk.id === 'fmt ' && format === undefined) {
      if (chunk.present_bytes < chunk.declared_bytes) break;
      const read = readFormat(content);
      if (!('channels' in read)) throw new InputError(read.map(inFile));
      format = read;
    } else if (chunk.id === 'data') {
      if (format === undefined) {
        throw new InputError([
          inFile({
            code: 'audio.bad-header',
            path: 'data',
            message: 'samples before their format',
            expected: 'a fmt chunk before the data chunk',
            received: `a data chunk at byte ${chunk.start - 8}`,
            hint: damaged,
          }),
        ]);
      }
      const used = sampleBytes(bytes, chunk, (format.channels * bitsPerSample) / 8);
      if (typeof used !== 'number') throw new InputError([inFile(used)]);
      const data = new DataView(bytes.buffer, bytes.byteOffset + chunk.start, used);
      return { ...format, samples: monoSamples(data, format.channels) };
    }
  }
  throw new InputError([
    inFile({
      code: 'audio.truncated',
      path: '',
      message: `the file ends before its ${format === undefined ? 'fmt' : 'data'} chunk is complete`,
      expected: 'a fmt chunk and a data chunk',
      received: `${bytes.length} bytes`,
      hint: cutShort,
    }),
  ]);
}
