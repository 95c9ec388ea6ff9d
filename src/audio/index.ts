export { createMfccExtractor, type MfccExtractor, type MfccStream, type Samples } from './mfcc.js';
export { recordingToFeatures, type RecordingFeatures } from './recording.js';
export { RecordingReader } from './recording-reader.js';
export { resample } from './resample.js';
export { encodeWav } from './wav-writer.js';
export { readWav, type Recording } from './wav.js';
