import type { Problem } from '../problems/index.js';

/** What the fmt chunk of a readable recording says. */
export interface WavFormat {
  readonly sampleRate_Hz: number;
  readonly channels: 1 | 2;
}

export const lowestSampleRate_Hz = 4000;
export const highestSampleRate_Hz = 192_000;
export const pcmTag = 1;
export const extensibleTag = 0xfffe;
export const bitsPerSample = 16;

/** What to do about a recording of another kind, as the last part of a sentence. */
export const conversionHint =
  'convert it to 16-bit PCM, for example: ffmpeg -i input -ac 1 -ar 16000 -c:a pcm_s16le output.wav';

export const damaged = 'the file is damaged or was written by a faulty program';

const plainFormat_bytes = 16;
const extensibleFormat_bytes = 40;
/** The last 14 bytes of a subformat GUID whose first two are a format tag (Microsoft, WAVEFORMATEXTENSIBLE). */
const subformatTail = [0, 0, 0, 0, 0x10, 0, 0x80, 0, 0, 0xaa, 0, 0x38, 0x9b, 0x71];
const tagNames = new Map([
  [2, 'Microsoft ADPCM'],
  [3, 'floating point'],
  [6, 'A-law'],
  [7, 'mu-law'],
  [17, 'IMA ADPCM'],
  [49, 'GSM 6.10'],
  [85, 'MP3'],
]);

function unsupported(path: string, message: string, expected: string, received: string): Problem {
  return { code: 'audio.unsupported-format', path, message, expected, received, hint: conversionHint };
}

function badHeader(path: string, message: string, expected: string, received: string): Problem {
  return { code: 'audio.bad-header', path, message, expected, received, hint: damaged };
}

/** The format tag, taken from the subformat when the chunk is WAVE_FORMAT_EXTENSIBLE. */
function formatTag(content: DataView): { readonly tag: number } | { readonly problem: Problem } {
  const tag = content.getUint16(0, true);
  if (tag !== extensibleTag) return { tag };
  if (content.byteLength < extensibleFormat_bytes) {
    const received = `${content.byteLength} bytes`;
    return { problem: badHeader('fmt', 'extensible format chunk too short', '40 bytes or more', received) };
  }
  if (subformatTail.some((byte, i) => content.getUint8(26 + i) !== byte)) {
    return {
      problem: unsupported('fmt.subformat', 'unknown subformat', 'the PCM subformat', 'another GUID'),
    };
  }
  return { tag: content.getUint16(24, true) };
}

/**
 * Reads the content of a fmt chunk. The byte rate is not looked at (it follows from the rest and is often
 * wrong), nor are the valid bits of the extensible form: a container keeps its samples left-justified, so
 * 12 valid bits in 16 read the same.
 *
 * @returns the format, or every problem in it: `audio.bad-header`, `audio.bad-rate`, `audio.unsupported-format`
 */
export function readFormat(content: DataView): WavFormat | readonly Problem[] {
  if (content.byteLength < plainFormat_bytes) {
    return [badHeader('fmt', 'format chunk too short', '16 bytes or more', `${content.byteLength} bytes`)];
  }
  const problems: Problem[] = [];
  const channels = content.getUint16(2, true);
  const sampleRate_Hz = content.getUint32(4, true);
  const blockAlign = content.getUint16(12, true);
  const bits = content.getUint16(14, true);
  const format = formatTag(content);
  // Bits and block align mean something else in other formats: there the tag alone is the news.
  if ('problem' in format) {
    problems.push(format.problem);
  } else if (format.tag !== pcmTag) {
    const received = `format ${format.tag} (${tagNames.get(format.tag) ?? 'unknown'})`;
    problems.push(unsupported('fmt.formatTag', 'not PCM samples', 'format 1 (PCM)', received));
  } else if (bits !== bitsPerSample) {
    problems.push(unsupported('fmt.bitsPerSample', 'not 16-bit samples', '16 bits', `${bits} bits`));
  } else if (blockAlign !== (channels * bits) / 8) {
    const expected = `${(channels * bits) / 8} bytes (${channels} x 16 bits)`;
    problems.push(badHeader('fmt.blockAlign', 'block align disagrees', expected, `${blockAlign} bytes`));
  }
  if (channels === 0) {
    problems.push(badHeader('fmt.channels', 'no channels', '1 or 2', '0'));
  } else if (channels > 2) {
    problems.push(unsupported('fmt.channels', 'too many channels', '1 or 2', `${channels}`));
  }
  if (sampleRate_Hz < lowestSampleRate_Hz || sampleRate_Hz > highestSampleRate_Hz) {
    problems.push({
      code: 'audio.bad-rate',
      path: 'fmt.sampleRate',
      message: 'sample rate out of range',
      expected: `${lowestSampleRate_Hz} to ${highestSampleRate_Hz} Hz`,
      received: `${sampleRate_Hz} Hz`,
      hint: 'the header is damaged, or the recording is not one of speech',
    });
  }
  if (problems.length > 0) return problems;
  return { sampleRate_Hz, channels: channels === 1 ? 1 : 2 };
}
