import { refuseIfAny } from '../problems/index.js';
import type { RecordingOutcome, RunResult } from '../results/index.js';
import type { FrameResult } from '../simulator/index.js';
import { prepare, type MachineRequest } from './preparation.js';
import { recordingProblems } from './recording-problems.js';
import type { NamedRecording } from './recordings.js';
import { figuresOf, headOf, type RunFigures, type RunHead } from './run-figures.js';
import { verifiedRun } from './verified-run.js';

/** What `simulate` runs. */
export interface SimulationRequest extends MachineRequest {
  /** At least one, each of at least one frame. */
  readonly recordings: readonly NamedRecording[];
  /** `reset` (the default): the machine is reset before each recording. `kept`: they are one stream. */
  readonly state?: 'reset' | 'kept';
}

/**
 * Runs recordings on the accelerator and accounts for cycles and energy. On every call the simulated scores are held
 * against the integer reference inference, and the simulated cycles and counts against the closed form.
 *
 * @throws InputError when the network does not fit, real time is missed, or a recording is not usable
 */
export function simulate(request: SimulationRequest): RunResult {
  const state = request.state ?? 'reset';
  const prepared = prepare(request);
  const results: FrameResult[] = [];
  const runs = streamsOf(request.recordings, state, request.network.inputs).map((frames) =>
    verifiedRun(prepared, frames, (result) => results.push(result)),
  );
  const recordings = outcomesOf(request.recordings, results, request.network.labels);
  return runResult(headOf(prepared, state), recordings, figuresOf(prepared, runs));
}

/** The result of a run from its parts, in the order in which the JSON has them. */
export function runResult(
  head: RunHead,
  recordings: readonly RecordingOutcome[],
  figures: RunFigures,
): RunResult {
  return {
    schema: 'lmusim.run/1',
    ...head,
    ...(recordings.length === 1
      ? { prediction: recordings[0]!.prediction, frames: recordings[0]!.frames }
      : {}),
    recordings,
    ...figures,
  };
}

/** The frames that go through one machine: those of a recording, or of all of them when the state is kept. */
function streamsOf(
  recordings: readonly NamedRecording[],
  state: 'reset' | 'kept',
  inputs: number,
): readonly Int8Array[][] {
  refuseIfAny(recordingProblems(recordings, inputs));
  const streams = recordings.map(({ frames }) => [...frames]);
  return state === 'kept' ? [streams.flat()] : streams;
}

function outcomesOf(
  recordings: readonly NamedRecording[],
  results: readonly FrameResult[],
  labels: readonly string[],
): RecordingOutcome[] {
  let first = 0;
  return recordings.map(({ name, frames, sound }) => {
    const own = results.slice(first, first + frames.length);
    first += frames.length;
    const last = own.at(-1)!.prediction;
    return {
      name,
      prediction: labels[last]!,
      predictionIndex: last,
      ...(sound === undefined ? {} : { sound }),
      frames: own.map(({ prediction, scores }) => ({ prediction: labels[prediction]!, scores: [...scores] })),
    };
  });
}
