import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { mutationsOf } from '../../test/support/mutated-bytes.js';
import { InputError } from '../problems/index.js';
import { readSafetensors } from './safetensors-reader.js';
import { writeSafetensors } from './safetensors-writer.js';
import type { Tensor } from './tensor.js';

/** A file with this header text and so many zero bytes of data. */
function fileOf(header: unknown, dataBytes = 0): Uint8Array {
  const text = new TextEncoder().encode(typeof header === 'string' ? header : JSON.stringify(header));
  const bytes = new Uint8Array(8 + text.length + dataBytes);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(text.length), true);
  bytes.set(text, 8);
  return bytes;
}

function codesOf(bytes: Uint8Array): string[] {
  try {
    readSafetensors(bytes);
    return [];
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    return error.problems.map(({ code, path }) => `${code} ${path}`.trim());
  }
}

const int8 = (begin: number, end: number, shape = [end - begin]) => ({
  dtype: 'I8',
  shape,
  data_offsets: [begin, end],
});

const tensors = new Map<string, Tensor>([
  ['b', { dtype: 'I8', shape: [3], data: Int8Array.of(-128, 0, 127) }],
  ['a', { dtype: 'I16', shape: [1, 2], data: Int16Array.of(-32768, 32767) }],
  ['c', { dtype: 'F64', shape: [], data: Float64Array.of(0.1) }],
]);

test('writes the same bytes whatever the order of insertion: wide elements first, then by name, header padded', () => {
  const bytes = writeSafetensors({
    metadata: new Map([
      ['z', '1'],
      ['k', 'é'],
    ]),
    tensors,
  });
  const reversed = new Map([...tensors].reverse());
  expect(
    writeSafetensors({
      metadata: new Map([
        ['k', 'é'],
        ['z', '1'],
      ]),
      tensors: reversed,
    }),
  ).toEqual(bytes);
  const headerBytes = new DataView(bytes.buffer).getUint32(0, true);
  expect(headerBytes % 8).toBe(0);
  expect(new TextDecoder().decode(bytes.subarray(8, 8 + headerBytes)).trimEnd()).toBe(
    '{"__metadata__":{"k":"é","z":"1"},"c":{"dtype":"F64","shape":[],"data_offsets":[0,8]},' +
      '"a":{"dtype":"I16","shape":[1,2],"data_offsets":[8,12]},"b":{"dtype":"I8","shape":[3],"data_offsets":[12,15]}}',
  );
  expect([...bytes.subarray(8 + headerBytes + 8)]).toEqual([0x00, 0x80, 0xff, 0x7f, 0x80, 0x00, 0x7f]);
});

test('reads what it wrote, from any position in a larger buffer', () => {
  const data: fc.Arbitrary<Tensor['data']> = fc.oneof(
    fc.int8Array(),
    fc.int16Array(),
    fc.int32Array(),
    fc.float32Array(),
    fc.float64Array(),
  );
  const dtypes = {
    Int8Array: 'I8',
    Int16Array: 'I16',
    Int32Array: 'I32',
    Float32Array: 'F32',
    Float64Array: 'F64',
  } as const;
  const tensor = data.map((values) => {
    const dtype = dtypes[values.constructor.name as keyof typeof dtypes];
    return { dtype, shape: [values.length], data: values } as Tensor;
  });
  const name = fc
    .string({ unit: 'grapheme' })
    .filter((text) => text !== '__metadata__' && text !== '__proto__');
  const file = fc.record({
    metadata: fc
      .uniqueArray(fc.tuple(name, fc.string()), { selector: ([key]) => key })
      .map((pairs) => new Map(pairs)),
    tensors: fc
      .uniqueArray(fc.tuple(name, tensor), { selector: ([key]) => key, maxLength: 5 })
      .map((pairs) => new Map(pairs)),
  });
  fc.assert(
    fc.property(file, fc.nat(3), (content, offset) => {
      const bytes = writeSafetensors(content);
      const larger = new Uint8Array(bytes.length + offset);
      larger.set(bytes, offset);
      expect(readSafetensors(larger.subarray(offset))).toEqual(content);
    }),
    { seed: 1 },
  );
});

test.each([
  ['no bytes at all', new Uint8Array(), ['network.truncated']],
  ['a header longer than the file', Uint8Array.of(9, 0, 0, 0, 0, 0, 0, 0, 0x7b, 0x7d), ['network.truncated']],
  ['a header above the cap', Uint8Array.of(0, 0, 0, 0, 0, 0, 0, 0xff), ['network.header-length']],
  ['a header that is not UTF-8', Uint8Array.of(1, 0, 0, 0, 0, 0, 0, 0, 0xff), ['network.not-utf8']],
  ['a list', fileOf('[]'), ['network.header']],
  ['nothing in the header', fileOf(''), ['network.header']],
  ['broken JSON', fileOf('{"a":'), ['network.not-json']],
  ['a tensor named twice', fileOf('{"a":1,"a":2}'), ['network.json-key a']],
  [
    'a repeated key written with an escape',
    fileOf('{"a":{"dtype":1,"\\u0064type":2}}'),
    ['network.json-key dtype'],
  ],
  ['__proto__', fileOf('{"__proto__":{}}'), ['network.json-key __proto__']],
  ['deep nesting', fileOf(`{"a":${'['.repeat(1e5)}${']'.repeat(1e5)}}`), ['network.json-depth']],
  [
    'values without end',
    fileOf(`[${'0,'.repeat(1e6)}0]`.replace('[', '{"a":[') + '}'),
    ['network.json-size'],
  ],
  ['an unknown dtype', fileOf({ a: { ...int8(0, 2), dtype: 'BF16' } }, 2), ['network.invalid-value a.dtype']],
  ['an unknown key', fileOf({ a: { ...int8(0, 1), stride: 1 } }, 1), ['network.unknown-key a.stride']],
  ['a fractional size', fileOf({ a: int8(0, 1, [0.5]) }, 1), ['network.invalid-type a.shape[0]']],
  ['metadata that are not text', fileOf({ __metadata__: { k: 1 } }), ['network.invalid-type __metadata__.k']],
  ['offsets beyond the file', fileOf({ a: int8(0, 5) }, 4), ['network.offsets a']],
  ['offsets in reverse', fileOf({ a: int8(3, 1, [2]) }, 4), ['network.offsets a']],
  ['a shape of another size', fileOf({ 'l.0.w': int8(0, 4, [3]) }, 4), ['network.byte-length l[0].w']],
  ['a shape whose product overflows', fileOf({ a: int8(0, 0, [...Array<number>(7).fill(2 ** 52), 0]) }), []],
  ['overlapping tensors', fileOf({ a: int8(0, 3), b: int8(2, 4) }, 4), ['network.overlap b']],
  ['a hole', fileOf({ a: int8(0, 1), b: int8(2, 4) }, 4), ['network.hole b']],
  ['bytes at the end', fileOf({ a: int8(0, 1) }, 4), ['network.hole']],
  [
    'two faults',
    fileOf({ a: int8(0, 9), b: int8(0, 1, [2]) }, 4),
    ['network.offsets a', 'network.byte-length b'],
  ],
])('%s', (_, bytes, codes) => {
  expect(codesOf(bytes)).toEqual(codes);
});

test('whatever the bytes, nothing but InputError is thrown', () => {
  const good = writeSafetensors({ metadata: new Map([['lmusim', '{}']]), tensors });
  const header = fc.json().map((text) => fileOf(text));
  fc.assert(
    fc.property(fc.oneof(fc.uint8Array({ maxLength: 64 }), header, mutationsOf(good)), (bytes) => {
      codesOf(bytes);
    }),
    { seed: 1, numRuns: 3000 },
  );
});
