export type {
  Activation,
  DenseLayer,
  Layer,
  LmuLayer,
  MemoryUpdate,
  MfccDescription,
  Network,
  Projection,
  Segment,
  SourceName,
  VectorOutput,
} from './network.js';
export { checkNetwork, decodeNetwork, encodeNetwork } from './format.js';
export {
  argmax,
  ReferenceInference,
  type FrameResult,
  type LayerTrace,
  type Saturations,
} from './inference.js';
export { describeNetwork, type LayerSize, type MatrixSize, type NetworkSize } from './sizes.js';
export { columnsOf, outputFraction, sourceLength, type LayerSizes } from './sources.js';
export { readSafetensors } from './safetensors-reader.js';
export { writeSafetensors } from './safetensors-writer.js';
export type { Dtype, Tensor, TensorFile } from './tensor.js';
