import type { MfccDescription } from '../network/index.js';
import { InputError, type Problem } from '../problems/index.js';
import { createMfccExtractor, type MfccStream } from './mfcc.js';
import { recordingToFeatures, tooShort, type RecordingFeatures } from './recording.js';
import { fourCharacters, riffChunks } from './riff.js';
import { bitsPerSample, readFormat, type WavFormat } from './wav-format.js';
import { fewerSamples, monoSamples, noSamples, riffHeader_bytes, unknownSize } from './wav.js';

/** A header that is longer has something else in it; the file is then read as a whole. */
const longestHeader_bytes = 1 << 20;

/** What is held whole, as no other rate can be followed piece by piece. */
const mostWhole_bytes = 1_000_000_000;

/** The samples of a file, once its header has been read. */
interface SampleStream {
  readonly format: WavFormat;
  readonly declared_bytes: number;
  readonly mfcc: MfccStream;
  received_bytes: number;
  /** The bytes of a block that has not come whole. */
  started: Uint8Array;
}

/**
 * The features of a WAV file that arrives in pieces: those of `recordingToFeatures`, frame by frame. At the description's
 * sample rate a piece is let go as soon as it is used; a file at another rate is kept, and its frames come at the end.
 */
export class RecordingReader {
  private kept: Uint8Array[] = [];
  private kept_bytes = 0;
  private whole = false;
  private samples: SampleStream | undefined;
  private frames = 0;

  /** @param file its name, for messages */
  constructor(
    private readonly description: MfccDescription,
    private readonly file?: string,
  ) {}

  /** The frames that these bytes complete, none or more. */
  push(bytes: Uint8Array): Int8Array[] {
    if (this.samples !== undefined) return this.follow(this.samples, bytes);
    this.kept.push(bytes);
    this.kept_bytes += bytes.length;
    if (this.whole) {
      if (this.kept_bytes > mostWhole_bytes) throw this.error(tooLarge());
      return [];
    }
    const header = this.join();
    const rest = this.begin(header);
    return rest === undefined || this.samples === undefined ? [] : this.follow(this.samples, rest);
  }

  /**
   * The frames that are left, and what was heard.
   *
   * @throws InputError as `recordingToFeatures`
   */
  end(): RecordingFeatures {
    if (this.samples === undefined) return recordingToFeatures(this.join(), this.description, this.file);
    const { format, declared_bytes, received_bytes } = this.samples;
    const block_bytes = (format.channels * bitsPerSample) / 8;
    if (declared_bytes !== unknownSize && received_bytes < declared_bytes) {
      throw this.error(fewerSamples(declared_bytes, received_bytes));
    }
    const samples = Math.floor(received_bytes / block_bytes);
    if (samples === 0) throw this.error(noSamples(block_bytes, received_bytes));
    if (this.frames === 0) {
      throw new InputError([tooShort(this.description, samples, samples, format.sampleRate_Hz, this.file)]);
    }
    return { ...format, frames: [], resampledTo_Hz: undefined, samples };
  }

  /** Looks for the samples in what has come; returns the first of them when they can be followed. */
  private begin(header: Uint8Array): Uint8Array | undefined {
    if (header.length < riffHeader_bytes) return undefined;
    let format: WavFormat | undefined;
    let follows = fourCharacters(header, 0) === 'RIFF' && fourCharacters(header, 8) === 'WAVE';
    for (const { id, start, declared_bytes, present_bytes } of follows
      ? riffChunks(header, riffHeader_bytes)
      : []) {
      if (id === 'fmt ' && format === undefined && present_bytes === declared_bytes) {
        const read = readFormat(new DataView(header.buffer, header.byteOffset + start, present_bytes));
        if ('channels' in read) format = read;
        else follows = false;
      } else if (id === 'data') {
        // A size of 0 may be meant, which only the whole file shows; and a rate or size that is wrong is told by its reader.
        follows &&=
          format?.sampleRate_Hz === this.description.sampleRate_Hz &&
          declared_bytes !== 0 &&
          (declared_bytes === unknownSize || declared_bytes % ((format.channels * bitsPerSample) / 8) === 0);
        if (!follows) break;
        this.samples = {
          format: format!,
          declared_bytes,
          mfcc: createMfccExtractor(this.description).stream(),
          received_bytes: 0,
          started: new Uint8Array(),
        };
        this.kept = [];
        return header.subarray(start);
      }
    }
    this.whole = !follows || header.length > longestHeader_bytes;
    return undefined;
  }

  private follow(samples: SampleStream, bytes: Uint8Array): Int8Array[] {
    const { format, declared_bytes } = samples;
    const left = declared_bytes === unknownSize ? Infinity : declared_bytes - samples.received_bytes;
    const used = bytes.subarray(0, Math.min(bytes.length, left));
    samples.received_bytes += used.length;
    const all = joined([samples.started, used]);
    const block_bytes = (format.channels * bitsPerSample) / 8;
    const whole_bytes = all.length - (all.length % block_bytes);
    samples.started = all.slice(whole_bytes);
    const frames = samples.mfcc.push(
      monoSamples(new DataView(all.buffer, all.byteOffset, whole_bytes), format.channels),
    );
    this.frames += frames.length;
    return frames;
  }

  private join(): Uint8Array {
    const bytes = joined(this.kept);
    this.kept = [bytes];
    return bytes;
  }

  private error(problem: Problem): InputError {
    return new InputError([this.file === undefined ? problem : { ...problem, file: this.file }]);
  }
}

function joined(pieces: readonly Uint8Array[]): Uint8Array {
  if (pieces.length === 1) return pieces[0]!;
  const bytes = new Uint8Array(pieces.reduce((sum, { length }) => sum + length, 0));
  let start = 0;
  for (const piece of pieces) {
    bytes.set(piece, start);
    start += piece.length;
  }
  return bytes;
}

function tooLarge(): Problem {
  return {
    code: 'audio.too-large',
    path: 'data',
    message: 'too large for a recording that has to be kept whole',
    expected: `at most ${mostWhole_bytes / 1_000_000} MB`,
    received: 'more',
    hint: "convert it to the network's sample rate first",
  };
}
