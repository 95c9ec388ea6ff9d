/** Tensors as a safetensors file holds them. */

/** The element types that are read and written, with what holds them. */
export interface TensorData {
  I8: Int8Array;
  I16: Int16Array;
  I32: Int32Array;
  F32: Float32Array;
  F64: Float64Array;
}

export type Dtype = keyof TensorData;

/** Row-major. */
export type Tensor = {
  [D in Dtype]: { readonly dtype: D; readonly shape: readonly number[]; readonly data: TensorData[D] };
}[Dtype];

export interface TensorFile {
  /** The strings under `__metadata__`. */
  readonly metadata: ReadonlyMap<string, string>;
  readonly tensors: ReadonlyMap<string, Tensor>;
}

export const DTYPES = ['I8', 'I16', 'I32', 'F32', 'F64'] as const satisfies readonly Dtype[];
/** Bytes of one element. */
export const BYTES: Readonly<Record<Dtype, number>> = { I8: 1, I16: 2, I32: 4, F32: 4, F64: 8 };

/** Bytes of the header's length, at the start of a file. */
export const LENGTH_BYTES = 8;

/** `layers[0].encoder.weight` for the tensor `layers.0.encoder.weight`: problems name the network's own path. */
export function pathOfTensor(name: string): string {
  return name.replace(/\.(\d+)(?=[.[]|$)/g, '[$1]');
}

/** Elements of a tensor of this shape. */
export function countOf(shape: readonly number[]): number {
  return shape.reduce((product, size) => product * size, 1);
}
