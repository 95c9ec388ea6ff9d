import type { Problem } from '../problems/index.js';
import type { RecordingStream } from './frame-queue.js';

export function noRecording(): Problem {
  return {
    code: 'study.no-recording',
    path: 'recordings',
    message: 'nothing to run',
    expected: 'at least 1 recording',
    received: '0',
  };
}

export function noFrames(name: string): Problem {
  return {
    code: 'study.no-frames',
    path: name,
    message: 'a recording without frames',
    expected: 'at least 1 frame',
    received: '0',
  };
}

/** @param inputs of the network */
export function wrongLength(name: string, frame: number, inputs: number, received: number): Problem {
  return {
    code: 'study.frame-length',
    path: `${name}[${frame}]`,
    message: 'a frame has one element for each input of the network',
    expected: String(inputs),
    received: String(received),
  };
}

/** Of all recordings that are there as a whole. */
export function recordingProblems(recordings: readonly RecordingStream[], inputs: number): Problem[] {
  if (recordings.length === 0) return [noRecording()];
  return recordings.flatMap(({ name, frames }) => {
    if (!Array.isArray(frames)) return [];
    if (frames.length === 0) return [noFrames(name)];
    const wrong = (frames as readonly Int8Array[]).findIndex((frame) => frame.length !== inputs);
    return wrong < 0
      ? []
      : [wrongLength(name, wrong, inputs, (frames as readonly Int8Array[])[wrong]!.length)];
  });
}
