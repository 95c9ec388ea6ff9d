export {
  calibrate,
  parseTarget,
  targetJsonSchema,
  type CalibrateRequest,
  type Calibrated,
  type CalibrationFile,
  type CalibrationTarget,
  type TargetMachine,
} from './calibrate/index.js';
export {
  baselineJsonSchema,
  compareSimulated,
  parseBaseline,
  pricedBy,
  simulatedOf,
  updateBaseline,
  type BaselineCase,
} from './check/index.js';
export { compare, type RunDesign } from './compare.js';
export { compileProgram, type Compiled } from './compile-program.js';
export { networkInfo, programInfo } from './describe-model.js';
export { featuresText, parseFeatures } from './features-file.js';
export type { FrameSource, RecordingStream, StreamedFrame } from './frame-queue.js';
export { summariseHardware } from './hardware-summary.js';
export {
  leastResources,
  resourceSearch,
  type LeastResources,
  type ResourceFamily,
  type ResourcePoint,
  type ResourceRequest,
} from './least-resources.js';
export type { BuiltChain } from './chain-hardware.js';
export {
  comparePlatforms,
  CORTEX_M4F_CORES,
  cortexM4fCycles,
  PAPER_ACCELERATOR,
  PAPER_CORTEX_M4F,
  PUBLISHED,
} from './platforms/index.js';
export type { MachineRequest } from './preparation.js';
export { refuseMissedRealTime } from './real-time.js';
export { recordingFromWav, type NamedRecording, type RecordingOrigin } from './recordings.js';
export type { RunHead } from './run-figures.js';
export { resultOf, runLines } from './run-lines.js';
export { defaultFamily } from './size-family.js';
export { leastHardware, type Sized, type SizeRequest } from './size.js';
export { simulate, type SimulationRequest } from './simulate.js';
export { wavStream } from './sound.js';
export {
  streamRecordings,
  streamResults,
  type RecordingsRequest,
  type ResultStream,
  type StreamRequest,
} from './stream.js';
export { verifiedRun, type Verifiable, type VerifiedRun } from './verified-run.js';
export type { LayerVectors, VectorFormat, VectorName } from './vectors.js';
