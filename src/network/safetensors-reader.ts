/**
 * Reads the safetensors container: 8 bytes of little-endian header length, a JSON header, the data of the tensors.
 * Format: https://github.com/huggingface/safetensors#format.
 */
import { z } from 'zod';
import {
  checkSchema,
  describeValue,
  fileKindOf,
  InputError,
  parseJson,
  refuseIfAny,
  type JsonLimits,
  type Problem,
} from '../problems/index.js';
import {
  BYTES,
  countOf,
  DTYPES,
  LENGTH_BYTES,
  pathOfTensor,
  type Dtype,
  type Tensor,
  type TensorFile,
} from './tensor.js';

const MAXIMUM_HEADER_BYTES = 16 * 1024 * 1024;
export const HEADER_LIMITS: JsonLimits = { depth: 16, values: 200_000 };

const wholeNumber = z.int().min(0);
const metadataSchema = z.record(z.string(), z.string());
const entriesSchema = z.record(
  z.string(),
  z.strictObject({
    dtype: z.enum(DTYPES),
    shape: z.array(wholeNumber).max(8),
    data_offsets: z.tuple([wholeNumber, wholeNumber]),
  }),
);
type Entries = z.infer<typeof entriesSchema>;

function offsetProblems(entries: Entries, dataBytes: number): Problem[] {
  const problems: Problem[] = [];
  const report = (name: string, code: string, message: string, expected: string, received: string): void => {
    problems.push({ code: `network.${code}`, path: pathOfTensor(name), message, expected, received });
  };
  for (const [
    name,
    {
      dtype,
      shape,
      data_offsets: [begin, end],
    },
  ] of Object.entries(entries)) {
    const bytes = countOf(shape) * BYTES[dtype];
    if (end < begin || end > dataBytes) {
      report(
        name,
        'offsets',
        'data_offsets leave the file',
        `within 0 to ${dataBytes}`,
        `[${begin}, ${end}]`,
      );
    } else if (end - begin !== bytes) {
      report(
        name,
        'byte-length',
        `data_offsets do not fit ${dtype} [${shape.join(', ')}]`,
        `${bytes} bytes`,
        `${end - begin}`,
      );
    }
  }
  if (problems.length > 0) return problems;
  let position = 0;
  const inOrder = Object.entries(entries).sort(
    ([, { data_offsets: a }], [, { data_offsets: b }]) => a[0] - b[0] || a[1] - b[1],
  );
  for (const [
    name,
    {
      data_offsets: [begin, end],
    },
  ] of inOrder) {
    if (begin < position)
      report(name, 'overlap', 'data overlap another tensor', `a start at ${position}`, `${begin}`);
    if (begin > position)
      report(name, 'hole', 'bytes before the data belong to no tensor', `a start at ${position}`, `${begin}`);
    position = Math.max(position, end);
  }
  if (position !== dataBytes) {
    const message = 'bytes after the last tensor';
    problems.push({
      code: 'network.hole',
      path: '',
      message,
      expected: `${position} bytes of data`,
      received: `${dataBytes}`,
    });
  }
  return problems;
}

function readData(dtype: Dtype, bytes: Uint8Array): Tensor['data'] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const count = bytes.byteLength / BYTES[dtype];
  switch (dtype) {
    case 'I8':
      return Int8Array.from({ length: count }, (_, i) => view.getInt8(i));
    case 'I16':
      return Int16Array.from({ length: count }, (_, i) => view.getInt16(2 * i, true));
    case 'I32':
      return Int32Array.from({ length: count }, (_, i) => view.getInt32(4 * i, true));
    case 'F32':
      return Float32Array.from({ length: count }, (_, i) => view.getFloat32(4 * i, true));
    case 'F64':
      return Float64Array.from({ length: count }, (_, i) => view.getFloat64(8 * i, true));
  }
}

/** The header's text and where the data begin, after its length was checked against the file and the cap. */
function headerOf(bytes: Uint8Array): { readonly text: string; readonly dataBegin: number } {
  const refuse = (code: string, message: string, expected: string, received: string): never => {
    const hint =
      code !== 'kind'
        ? { hint: 'is this a safetensors file?' }
        : received === 'a WAV file'
          ? { hint: 'lmusim run takes recordings' }
          : {};
    throw new InputError([{ code: `network.${code}`, path: '', message, expected, received, ...hint }]);
  };
  if (bytes.length === 0) refuse('truncated', 'the file is empty', 'a network (.safetensors)', 'nothing');
  if (bytes.length < LENGTH_BYTES) {
    refuse('truncated', 'too short for a header length', `at least ${LENGTH_BYTES} bytes`, `${bytes.length}`);
  }
  const declared_bytes = new DataView(bytes.buffer, bytes.byteOffset).getBigUint64(0, true);
  if (declared_bytes > MAXIMUM_HEADER_BYTES) {
    // What is really another file claims a length of its own first characters.
    const kind = fileKindOf(bytes);
    if (kind !== undefined && kind !== 'a safetensors file')
      refuse('kind', 'another kind of file', 'a network (.safetensors)', kind);
    const expected = `at most ${MAXIMUM_HEADER_BYTES} bytes`;
    refuse('header-length', 'header too long', expected, String(declared_bytes));
  }
  const length = Number(declared_bytes);
  const dataBegin = LENGTH_BYTES + length;
  if (dataBegin > bytes.length) {
    refuse('truncated', 'the file ends inside its header', `at least ${dataBegin} bytes`, `${bytes.length}`);
  }
  let text = '';
  try {
    const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
    text = decoder.decode(bytes.subarray(LENGTH_BYTES, dataBegin));
  } catch {
    refuse('not-utf8', 'the header is not text', 'UTF-8', 'other bytes');
  }
  if (!text.startsWith('{')) {
    refuse(
      'header',
      'the header is not a JSON object',
      "a first character '{'",
      describeValue(text.slice(0, 1)),
    );
  }
  return { text, dataBegin };
}

/**
 * Reads a whole file. Throws InputError with codes `network.*` unless the header is JSON of the format's form without
 * repeated keys and the tensors fill the data without overlap, hole or remainder; throws nothing else, whatever the bytes.
 */
export function readSafetensors(bytes: Uint8Array): TensorFile {
  const { text, dataBegin } = headerOf(bytes);
  const { value: header, problems } = parseJson(text, 'network', HEADER_LIMITS, 'the header');
  refuseIfAny(problems);
  const { __metadata__: metadata = {}, ...entries } = header as Record<string, unknown>;
  const checkedMetadata = checkSchema(metadataSchema, metadata, 'network');
  const checkedEntries = checkSchema(entriesSchema, entries, 'network');
  if (checkedMetadata.value === undefined || checkedEntries.value === undefined) {
    const inMetadata = (path: string): string => (path === '' ? '__metadata__' : `__metadata__.${path}`);
    throw new InputError([
      ...checkedMetadata.problems.map((problem) => ({ ...problem, path: inMetadata(problem.path) })),
      ...checkedEntries.problems.map((problem) => ({ ...problem, path: pathOfTensor(problem.path) })),
    ]);
  }
  const data = bytes.subarray(dataBegin);
  refuseIfAny(offsetProblems(checkedEntries.value, data.length));
  const tensors = Object.entries(checkedEntries.value).map(([name, entry]): [string, Tensor] => {
    const { dtype, shape, data_offsets } = entry;
    return [name, { dtype, shape, data: readData(dtype, data.subarray(...data_offsets)) } as Tensor];
  });
  return { metadata: new Map(Object.entries(checkedMetadata.value)), tensors: new Map(tensors) };
}
