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
} from './network.js';
