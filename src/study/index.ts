export { parseFeatures } from './features-file.js';
export { summariseHardware } from './hardware-summary.js';
export { refuseMissedRealTime } from './real-time.js';
export { recordingFromWav, type NamedRecording } from './recordings.js';
export type { MachineRequest } from './preparation.js';
export type { RunHead } from './run-figures.js';
export { runResult, simulate, type SimulationRequest } from './simulate.js';
export type { FrameSource, RecordingStream, StreamedFrame } from './frame-queue.js';
export {
  ResultStream,
  streamRecordings,
  streamResults,
  type RecordingsRequest,
  type StreamRequest,
} from './stream.js';
export type { LayerVectors, VectorFormat, VectorName } from './vectors.js';
