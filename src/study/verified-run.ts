import { differences } from '../hardware/index.js';
import { ReferenceInference, type FrameResult as ReferenceFrame } from '../network/index.js';
import { invariant } from '../problems/index.js';
import {
  Accelerator,
  frameRun,
  type AccountedFrames,
  type FrameResult,
  type Probe,
} from '../simulator/index.js';
import { timeProgram, type ProgramTiming } from '../timing/index.js';
import type { Prepared } from './preparation.js';
import { VectorWatch, type LayerVectors } from './vectors.js';

/** A result with what led to it. */
export interface VerifiedFrame extends FrameResult {
  /** Only when they were asked for. */
  readonly vectors?: readonly LayerVectors[];
}

/** A run whose scores are the reference's and whose cycles and counts are the closed form's. */
export interface VerifiedRun {
  readonly run: AccountedFrames;
  readonly timing: ProgramTiming;
}

/** What is run: a program, and the network that it was compiled of. */
export type Verifiable = Pick<Prepared, 'network' | 'hardware' | 'program' | 'strict' | 'probe'>;

/** It yields a result, or undefined when it wants the next frame, or undefined in its place at the end. */
export type VerifiedFrames = Generator<VerifiedFrame | undefined, VerifiedRun, Int8Array | undefined>;

/**
 * Runs one stream of frames. Each result is held against the integer reference inference before it is given out, and at the
 * end cycles and counts against the closed form. Of a frame, only its two cycles are kept.
 *
 * @throws InputError for a frame of the wrong length, for no frame at all, and in strict mode for a saturation
 * @throws InvariantError when the simulator and what it is held against differ
 */
export function* verifiedFrames(
  { network, hardware, program, strict, probe }: Verifiable,
  { vectors = false }: { readonly vectors?: boolean } = {},
): VerifiedFrames {
  const watch = vectors ? new VectorWatch(network, program, hardware) : undefined;
  const watching = both(watch?.probe, probe);
  const machine = new Accelerator(program, hardware, {
    strict: strict ?? false,
    ...(watching === undefined ? {} : { probe: watching }),
  });
  watch?.attach(machine);
  let timing: ProgramTiming | undefined;
  const run = frameRun(machine, (frames) => {
    timing = timeProgram(program, hardware, frames);
    return timing.accounting.kind === 'steady' ? 'steady' : 'whole';
  });
  const reference = new ReferenceInference(network);
  /** Of the frames that are on their way. */
  const expected: ReferenceFrame[] = [];
  const results: number[] = [];
  let next = run.next();
  while (next.done !== true) {
    const result = next.value;
    if (result === undefined) {
      const frame = yield undefined;
      if (frame !== undefined) expected.push(reference.step(frame));
      next = run.next(frame);
    } else {
      verifyScores(result, expected.shift()!);
      results.push(result.result_cycle);
      yield watch === undefined ? result : { ...result, vectors: watch.take() };
      next = run.next();
    }
  }
  verifyCycles(machine.arrivals, results, timing!);
  verifyCounts(next.value, timing!);
  return { run: next.value, timing: timing! };
}

/** {@link verifiedFrames} for frames that are all there. */
export function verifiedRun(
  verifiable: Verifiable,
  frames: readonly Int8Array[],
  onResult: (result: VerifiedFrame) => void = () => undefined,
): VerifiedRun {
  const run = verifiedFrames(verifiable);
  let fed = 0;
  let next = run.next();
  while (next.done !== true) {
    if (next.value === undefined) next = run.next(frames[fed++]);
    else {
      onResult(next.value);
      next = run.next();
    }
  }
  return next.value;
}

function verifyScores({ frame, scores, prediction }: FrameResult, expected: ReferenceFrame): void {
  invariant(
    prediction === expected.prediction && scores.every((score, i) => score === expected.scores[i]),
    () => `frame ${frame}: the simulator's scores are not the reference inference's`,
  );
}

function verifyCycles(
  arrivals: readonly number[],
  results: readonly number[],
  { frames }: ProgramTiming,
): void {
  invariant(results.length === frames.length, () => `${frames.length} frames gave ${results.length} results`);
  frames.forEach(({ arrival_cycle, result_cycle }, frame) => {
    invariant(
      arrivals[frame] === arrival_cycle && results[frame] === result_cycle,
      () => `frame ${frame}: the simulator's cycles are not the closed form's`,
    );
  });
}

function verifyCounts({ counts }: AccountedFrames, timing: ProgramTiming): void {
  counts.forEach((found, tile) => {
    const different = differences(found, timing.counts[tile]!, { dataDependent: false });
    invariant(
      different.length === 0,
      () => `tile ${tile}: simulator and closed form count differently: ${different.join('; ')}`,
    );
  });
}

/** One probe that tells two. */
function both(a: Probe | undefined, b: Probe | undefined): Probe | undefined {
  if (a === undefined || b === undefined) return a ?? b;
  const tell = <Event>(
    first: ((event: Event) => void) | undefined,
    second: ((event: Event) => void) | undefined,
  ): ((event: Event) => void) | undefined =>
    first === undefined || second === undefined
      ? (first ?? second)
      : (event) => {
          first(event);
          second(event);
        };
  const onCycle = tell(a.onCycle, b.onCycle);
  const onAccess = tell(a.onAccess, b.onAccess);
  const onRetire = tell(a.onRetire, b.onRetire);
  const onResult = tell(a.onResult, b.onResult);
  return {
    ...(onCycle === undefined ? {} : { onCycle }),
    ...(onAccess === undefined ? {} : { onAccess }),
    ...(onRetire === undefined ? {} : { onRetire }),
    ...(onResult === undefined ? {} : { onResult }),
  };
}
