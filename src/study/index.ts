export { compileProgram, type Compiled } from './compile-program.js';
export { networkInfo, programInfo } from './describe-model.js';
export { parseFeatures } from './features-file.js';
export { summariseHardware } from './hardware-summary.js';
export { refuseMissedRealTime } from './real-time.js';
export { recordingFromWav, type NamedRecording } from './recordings.js';
export { defaultFamily } from './size-family.js';
export { leastHardware, type Sized, type SizeRequest } from './size.js';
export { simulate, type SimulationRequest } from './simulate.js';
