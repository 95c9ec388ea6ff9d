import { invariant } from '../problems/index.js';
import { BYTES, countOf, LENGTH_BYTES, type Tensor, type TensorFile } from './tensor.js';

function writeData({ dtype, data }: Tensor, view: DataView): void {
  const write = {
    I8: (i: number, value: number) => view.setInt8(i, value),
    I16: (i: number, value: number) => view.setInt16(2 * i, value, true),
    I32: (i: number, value: number) => view.setInt32(4 * i, value, true),
    F32: (i: number, value: number) => view.setFloat32(4 * i, value, true),
    F64: (i: number, value: number) => view.setFloat64(8 * i, value, true),
  }[dtype];
  data.forEach((value, i) => write(i, value));
}

/**
 * The same content gives the same bytes, in whatever order the maps were filled: metadata by key, then tensors by falling
 * element size (so that each is aligned to its elements) and name. The header is padded with spaces to a multiple of 8.
 */
export function writeSafetensors({ metadata, tensors }: TensorFile): Uint8Array {
  const byKey = ([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number =>
    a < b ? -1 : a > b ? 1 : 0;
  const inOrder = [...tensors].sort((a, b) => BYTES[b[1].dtype] - BYTES[a[1].dtype] || byKey(a, b));
  let end = 0;
  const placed = inOrder.map(([name, tensor]) => {
    invariant(
      countOf(tensor.shape) === tensor.data.length,
      () => `the shape of ${name} does not fit its data`,
    );
    const begin = end;
    end += tensor.data.byteLength;
    return { name, tensor, begin, end };
  });
  const lines = placed.map(
    ({ name, tensor: { dtype, shape }, begin, end }) =>
      `${JSON.stringify(name)}:${JSON.stringify({ dtype, shape, data_offsets: [begin, end] })}`,
  );
  const sortedMetadata = [...metadata]
    .sort(byKey)
    .map(([key, value]) => `${JSON.stringify(key)}:${JSON.stringify(value)}`);
  if (metadata.size > 0) lines.unshift(`"__metadata__":{${sortedMetadata.join(',')}}`);
  const unpadded = new TextEncoder().encode(`{${lines.join(',')}}`);
  const headerBytes = Math.ceil(unpadded.length / 8) * 8;
  const bytes = new Uint8Array(LENGTH_BYTES + headerBytes + end);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(headerBytes), true);
  bytes.fill(0x20, LENGTH_BYTES, LENGTH_BYTES + headerBytes);
  bytes.set(unpadded, LENGTH_BYTES);
  for (const { tensor, begin } of placed)
    writeData(tensor, new DataView(bytes.buffer, LENGTH_BYTES + headerBytes + begin));
  return bytes;
}
