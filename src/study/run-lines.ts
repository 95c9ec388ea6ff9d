import type { RecordingOutcome, RunResult } from '../results/index.js';
import type { StreamedFrame } from './frame-queue.js';
import { runResult } from './simulate.js';
import type { ResultStream } from './stream.js';

/**
 * Reads a stream to its end: what `simulate` returns of the same frames.
 *
 * @param frames the stream, or what passes its frames on
 */
export async function resultOf(
  stream: ResultStream,
  frames: AsyncIterable<StreamedFrame> = stream,
): Promise<RunResult> {
  const outcomes: { prediction: string; scores: readonly number[] }[] = [];
  for await (const { prediction, scores } of frames) outcomes.push({ prediction, scores });
  const { version, network, hardware, table, engine, state, recordings, ...figures } = stream.summary;
  let first = 0;
  const recorded = recordings.map(({ frames: count, ...recording }): RecordingOutcome => {
    first += count;
    return { ...recording, frames: outcomes.slice(first - count, first) };
  });
  return runResult({ version, network, hardware, table, engine, state }, recorded, figures);
}

/**
 * A stream as JSON Lines: what runs on what, then each frame as it comes, then the summary. Each line is an object whose
 * `kind` is `run`, `frame` or `summary`, and ends with a line end; a text without a summary is not complete.
 *
 * @param frames the stream, or what passes its frames on
 */
export async function* runLines(
  stream: ResultStream,
  frames: AsyncIterable<StreamedFrame> = stream,
): AsyncGenerator<string> {
  const formats = stream.vectorFormats;
  yield lineOf({
    schema: 'lmusim.run.lines/1',
    kind: 'run',
    ...stream.head,
    ...(formats === undefined ? {} : { vectorFormats: formats }),
  });
  for await (const frame of frames) yield lineOf({ kind: 'frame', ...frame });
  const { recordings, cycles, ...figures } = stream.summary;
  const known = new Set(Object.keys(stream.head));
  yield lineOf({
    kind: 'summary',
    recordings,
    cycles,
    ...Object.fromEntries(Object.entries(figures).filter(([key]) => !known.has(key))),
  });
}

function lineOf(value: object): string {
  return `${JSON.stringify(value)}\n`;
}
