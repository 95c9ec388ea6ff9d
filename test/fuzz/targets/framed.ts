import * as fc from 'fast-check';
import { textMutationsOf } from '../../support/mutated-text.js';
import { fromUtf8, utf8 } from '../target.js';

/** Mutations of a JSON text, half of those of a text inside it, which stands there as a string. */
export function jsonMutants(
  text: string,
  dictionary: readonly string[],
  inside?: string,
): fc.Arbitrary<string> {
  const whole = textMutationsOf(text, dictionary);
  if (inside === undefined) return whole;
  const quoted = JSON.stringify(inside);
  return fc.oneof(
    whole,
    textMutationsOf(inside, dictionary).map((mutated) => text.replace(quoted, () => JSON.stringify(mutated))),
  );
}

/** A file as its parts: fixed bytes, a header of text with its length, and the rest. */
export interface Framed {
  readonly before: Uint8Array;
  readonly header: string;
  readonly rest: Uint8Array;
}

/** The parts, as far as the file goes. `lengthAt` is the place of the 32 low bits of the header's length. */
export function unframe(bytes: Uint8Array, lengthAt: number, headerAt: number): Framed | undefined {
  if (bytes.length < headerAt) return undefined;
  const length = new DataView(bytes.buffer, bytes.byteOffset).getUint32(lengthAt, true);
  const restAt = headerAt + length;
  if (restAt > bytes.length) return undefined;
  return {
    before: bytes.subarray(0, headerAt),
    header: fromUtf8(bytes.subarray(headerAt, restAt)),
    rest: bytes.subarray(restAt),
  };
}

/** The file of the parts, with the header's length right. */
export function frame({ before, header, rest }: Framed, lengthAt: number): Uint8Array {
  const text = utf8(header);
  const bytes = new Uint8Array(before.length + text.length + rest.length);
  bytes.set(before);
  bytes.set(text, before.length);
  bytes.set(rest, before.length + text.length);
  new DataView(bytes.buffer).setUint32(lengthAt, text.length, true);
  return bytes;
}
