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

type Placed = Pick<RecordingStream, 'name' | 'origin'>;

export function noFrames({ name, origin }: Placed): Problem {
  return {
    code: 'study.no-frames',
    ...(origin ?? { path: name }),
    message: 'a recording without frames',
    expected: 'at least 1 frame',
    received: '0',
  };
}

/** @param inputs of the network */
export function wrongLength(
  { name, origin }: Placed,
  frame: number,
  inputs: number,
  received: number,
): Problem {
  const place = origin === undefined ? { path: name } : { ...origin, path: `${origin.path}.frames` };
  return {
    code: 'study.frame-length',
    ...place,
    path: `${place.path}[${frame}]`,
    message: 'a frame has one element for each input of the network',
    expected: String(inputs),
    received: String(received),
  };
}

/** Of all recordings that are there as a whole. */
export function recordingProblems(recordings: readonly RecordingStream[], inputs: number): Problem[] {
  if (recordings.length === 0) return [noRecording()];
  return recordings.flatMap(({ frames, ...recording }) => {
    if (!Array.isArray(frames)) return [];
    if (frames.length === 0) return [noFrames(recording)];
    const wrong = (frames as readonly Int8Array[]).findIndex((frame) => frame.length !== inputs);
    return wrong < 0
      ? []
      : [wrongLength(recording, wrong, inputs, (frames as readonly Int8Array[])[wrong]!.length)];
  });
}
