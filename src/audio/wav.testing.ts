import { expect } from 'vitest';
import { InputError, type Problem } from '../problems/index.js';

/** One byte for each character. */
export function ascii(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

/** A chunk as it stands in a file; `declared_bytes` only where its header is to lie. */
export function chunk(id: string, content: Uint8Array, declared_bytes = content.length): Uint8Array {
  const bytes = new Uint8Array(8 + content.length + (content.length % 2));
  bytes.set(ascii(id));
  new DataView(bytes.buffer).setUint32(4, declared_bytes, true);
  bytes.set(content, 8);
  return bytes;
}

export function riff(...chunks: readonly Uint8Array[]): Uint8Array {
  return chunk('RIFF', Uint8Array.from([ascii('WAVE'), ...chunks].flatMap((part) => [...part])));
}

export interface FormatFields {
  readonly tag?: number;
  readonly channels?: number;
  readonly rate_Hz?: number;
  readonly bits?: number;
  readonly blockAlign?: number;
  /** Tag in the subformat of an extensible chunk. */
  readonly subformat?: number;
}

/** The fmt chunk of a 16 kHz mono file save for the fields given. */
export function fmt(fields: FormatFields = {}): Uint8Array {
  const { channels = 1, rate_Hz = 16_000, bits = 16, subformat } = fields;
  const { tag = subformat === undefined ? 1 : 0xfffe, blockAlign = (channels * bits) / 8 } = fields;
  const view = new DataView(new ArrayBuffer(subformat === undefined ? 16 : 40));
  view.setUint16(0, tag, true);
  view.setUint16(2, channels, true);
  view.setUint32(4, rate_Hz, true);
  view.setUint32(8, rate_Hz * blockAlign, true);
  view.setUint16(12, blockAlign, true);
  view.setUint16(14, bits, true);
  const content = new Uint8Array(view.buffer);
  if (subformat !== undefined) {
    view.setUint16(16, 22, true);
    view.setUint16(18, bits, true);
    view.setUint16(24, subformat, true);
    content.set([0, 0, 0, 0, 0x10, 0, 0x80, 0, 0, 0xaa, 0, 0x38, 0x9b, 0x71], 26);
  }
  return chunk('fmt ', content);
}

/** Samples as the content of a data chunk; stereo is left, right, left, right. */
function int16Bytes(samples: readonly number[]): Uint8Array {
  return new Uint8Array(Int16Array.from(samples).buffer);
}

export function dataChunk(samples: readonly number[], declared_bytes?: number): Uint8Array {
  return chunk('data', int16Bytes(samples), declared_bytes);
}

/** The problems of the InputError that `action` must throw. */
export function problemsOf(action: () => unknown): readonly Problem[] {
  try {
    action();
  } catch (error) {
    expect(error).toBeInstanceOf(InputError);
    return (error as InputError).problems;
  }
  return expect.fail('nothing was refused');
}
