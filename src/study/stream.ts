import { InputError, refuseIfAny } from '../problems/index.js';
import type { RecordingSummary, RunSummary } from '../results/index.js';
import { FrameQueue, type RecordingStream, type StreamedFrame, type FrameSource } from './frame-queue.js';
import { prepare, type MachineRequest, type Prepared } from './preparation.js';
import { noRecording, recordingProblems } from './recording-problems.js';
import { figuresOf, headOf, type RunHead } from './run-figures.js';
import { vectorFormats, type VectorFormat } from './vectors.js';
import { verifiedFrames, type VerifiedRun } from './verified-run.js';

interface Streaming extends MachineRequest {
  /** Each frame with every intermediate vector, read from the machine's memories. */
  readonly vectors?: boolean;
}

/** What `streamResults` runs. */
export interface StreamRequest extends Streaming {
  readonly source: FrameSource;
  /** What results call it; `stream` when left out. */
  readonly name?: string;
}

/** What `streamRecordings` runs. */
export interface RecordingsRequest extends Streaming {
  /** At least one, each of at least one frame. */
  readonly recordings: Iterable<RecordingStream>;
  /** `reset` (the default): the machine is reset before each recording. `kept`: they are one stream. */
  readonly state?: 'reset' | 'kept';
}

/**
 * Results as they come, for `for await`. A result comes as soon as the machine has sent it, before later frames are asked
 * for if these are due later; none is kept. A stream is read once.
 */
export class ResultStream implements AsyncIterable<StreamedFrame> {
  /** What runs on what. */
  readonly head: RunHead;
  /** How the integers of each intermediate vector are to be read; only when they were asked for. */
  readonly vectorFormats: readonly VectorFormat[] | undefined;
  private readonly frames: AsyncGenerator<StreamedFrame, RunSummary>;
  private ended: RunSummary | undefined;

  /** @internal */
  constructor(
    prepared: Prepared,
    {
      recordings,
      state = 'reset',
      vectors = false,
    }: Pick<RecordingsRequest, 'recordings' | 'state' | 'vectors'>,
  ) {
    this.head = headOf(prepared, state);
    const { network, program, hardware } = prepared;
    this.vectorFormats = vectors ? vectorFormats(network, program, hardware) : undefined;
    const groups = state === 'kept' ? [recordings] : separately(recordings);
    this.frames = framesOf(prepared, this.head, groups, vectors);
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<StreamedFrame, void, undefined> {
    this.ended = yield* this.frames;
  }

  /**
   * Cycles, power and energy of the whole stream, by the same rules as those of `simulate`: docs/accelerator.md, section 9.
   *
   * @throws InputError before the stream has been read to its end
   */
  get summary(): RunSummary {
    if (this.ended !== undefined) return this.ended;
    throw new InputError([
      {
        code: 'study.stream-not-ended',
        path: 'summary',
        message: 'the stream has not been read to its end',
        hint: 'energy and cycles are accounted over all frames: read them first, or end the source',
      },
    ]);
  }
}

/**
 * Runs frames from any source, however many, and gives each result when it is there. Scores, cycles and energy are those of
 * `simulate`, verified in the same way: scores at once, cycles and counts when the source has ended.
 *
 * @throws InputError when the network does not fit or real time is missed; while it is read, when a frame is not usable
 */
export function streamResults({ source, name = 'stream', ...request }: StreamRequest): ResultStream {
  return streamRecordings({ ...request, recordings: [{ name, frames: source }] });
}

/** As {@link streamResults}, of several recordings one after another. */
export function streamRecordings(request: RecordingsRequest): ResultStream {
  const { recordings, network } = request;
  if (Array.isArray(recordings)) {
    refuseIfAny(recordingProblems(recordings as readonly RecordingStream[], network.inputs));
  }
  return new ResultStream(prepare(request), request);
}

function* separately(recordings: Iterable<RecordingStream>): Generator<readonly RecordingStream[]> {
  for (const recording of recordings) yield [recording];
}

async function* framesOf(
  prepared: Prepared,
  head: RunHead,
  groups: Iterable<Iterable<RecordingStream>>,
  vectors: boolean,
): AsyncGenerator<StreamedFrame, RunSummary> {
  const { inputs, labels } = prepared.network;
  const runs: VerifiedRun[] = [];
  const recordings: RecordingSummary[] = [];
  for (const group of groups) {
    const source = new FrameQueue(group, inputs, labels);
    const run = verifiedFrames(prepared, { vectors });
    try {
      let next = run.next();
      while (next.done !== true) {
        if (next.value === undefined) next = run.next(await source.next());
        else {
          yield source.answer(next.value);
          next = run.next();
        }
      }
      runs.push(next.value);
      recordings.push(...source.summaries());
    } finally {
      await source.close();
    }
  }
  if (runs.length === 0) throw new InputError([noRecording()]);
  return { ...head, recordings, ...figuresOf(prepared, runs) };
}
