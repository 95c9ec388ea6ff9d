export { calibrate, type CalibrateRequest, type Calibrated } from './calibrate.js';
export { parseTarget, targetJsonSchema, type CalibrationFile } from './target-file.js';
export { type CalibrationTarget, type TargetMachine } from './target.js';
