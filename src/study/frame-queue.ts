import { InputError } from '../problems/index.js';
import type { FrameOutcome, RecordingSummary, SoundTreatment } from '../results/index.js';
import type { RecordingOrigin } from './recordings.js';
import { noFrames, wrongLength } from './recording-problems.js';
import type { LayerVectors } from './vectors.js';
import type { VerifiedFrame } from './verified-run.js';

/** Frames of features, int8, one vector of the network's inputs each, that are there or come in time. */
export type FrameSource = Iterable<Int8Array> | AsyncIterable<Int8Array>;

/** A recording that is read while it runs. */
export interface RecordingStream {
  readonly name: string;
  readonly frames: FrameSource;
  /** How the sound became features, when it was sound; a function is asked when the last frame has come. */
  readonly sound?: SoundTreatment | (() => SoundTreatment);
  /** What messages call it, where that is not its name. */
  readonly origin?: RecordingOrigin;
}

/** The result of one frame of a stream. Cycles count from the machine's reset. */
export interface StreamedFrame extends FrameOutcome {
  readonly recording: string;
  /** Within its recording, from 0. */
  readonly frame: number;
  /** It shows to the first tile. */
  readonly arrival_cycle: number;
  /** Its result shows. */
  readonly result_cycle: number;
  readonly latency_cycles: number;
  /** Only when they were asked for. */
  readonly vectors?: readonly LayerVectors[];
}

/** A recording that has begun. */
interface Begun {
  readonly recording: RecordingStream;
  fed: number;
  answered: number;
  last: VerifiedFrame | undefined;
  sound: SoundTreatment | undefined;
}

/** Recordings as one stream of frames, and whose frame each result is. */
export class FrameQueue {
  private readonly recordings: Iterator<RecordingStream>;
  private frames: Iterator<Int8Array> | AsyncIterator<Int8Array> | undefined;
  private readonly begun: Begun[] = [];
  /** Of the recording whose frames are answered. */
  private place = 0;

  /** @param inputs elements of a frame */
  constructor(
    recordings: Iterable<RecordingStream>,
    private readonly inputs: number,
    private readonly labels: readonly string[],
  ) {
    this.recordings = recordings[Symbol.iterator]();
  }

  /**
   * The next frame, or undefined when there is none left.
   *
   * @throws InputError for a frame of the wrong length and a recording without frames
   */
  async next(): Promise<Int8Array | undefined> {
    for (;;) {
      if (this.frames === undefined) {
        const next = this.recordings.next();
        if (next.done === true) return undefined;
        const recording = next.value;
        this.frames = iteratorOf(recording.frames);
        this.begun.push({ recording, fed: 0, answered: 0, last: undefined, sound: undefined });
      }
      const current = this.begun.at(-1)!;
      const { recording } = current;
      const { sound } = recording;
      const next = await this.frames.next();
      if (next.done !== true) {
        const frame = next.value;
        if (frame.length !== this.inputs) {
          throw new InputError([wrongLength(recording, current.fed, this.inputs, frame.length)]);
        }
        current.fed += 1;
        return frame;
      }
      if (current.fed === 0) throw new InputError([noFrames(recording)]);
      current.sound = typeof sound === 'function' ? sound() : sound;
      this.frames = undefined;
    }
  }

  /** The result of the oldest frame that has none. */
  answer(result: VerifiedFrame): StreamedFrame {
    while (this.begun[this.place]!.answered === this.begun[this.place]!.fed) this.place += 1;
    const current = this.begun[this.place]!;
    const frame = current.answered;
    current.answered += 1;
    current.last = result;
    const { prediction, scores, arrival_cycle, result_cycle, latency_cycles, vectors } = result;
    return {
      recording: current.recording.name,
      frame,
      prediction: this.labels[prediction]!,
      scores: [...scores],
      arrival_cycle,
      result_cycle,
      latency_cycles,
      ...(vectors === undefined ? {} : { vectors }),
    };
  }

  /** Of the recordings so far. */
  summaries(): RecordingSummary[] {
    return this.begun.map(({ recording, fed, last, sound }) => ({
      name: recording.name,
      prediction: this.labels[last!.prediction]!,
      predictionIndex: last!.prediction,
      ...(sound === undefined ? {} : { sound }),
      frames: fed,
    }));
  }

  /** Lets go of a source that is not read to its end. */
  async close(): Promise<void> {
    await this.frames?.return?.();
  }
}

function iteratorOf(frames: FrameSource): Iterator<Int8Array> | AsyncIterator<Int8Array> {
  return Symbol.asyncIterator in frames ? frames[Symbol.asyncIterator]() : frames[Symbol.iterator]();
}
