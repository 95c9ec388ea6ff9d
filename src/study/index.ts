export {
  baselineJsonSchema,
  compareMeasured,
  measure,
  parseBaseline,
  pricedBy,
  updateBaseline,
  type BaselineCase,
} from './check/index.js';
export { compare, type RunDesign } from './compare.js';
export { parseFeatures } from './features-file.js';
export { summariseHardware } from './hardware-summary.js';
export { refuseMissedRealTime } from './real-time.js';
export { recordingFromWav, type NamedRecording } from './recordings.js';
export { simulate, type SimulationRequest } from './simulate.js';
