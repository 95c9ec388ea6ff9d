import type { HardwareConfiguration } from '../hardware/index.js';
import { invariant } from '../problems/index.js';
import type { Program } from '../program/index.js';
import { Accelerator, type FrameResult, type MachineOptions } from './accelerator.js';
import type { AccountedFrames, Accounting } from './accounted-tiles.js';
import { frameRun } from './frame-run.js';

export interface RunOptions extends MachineOptions {
  readonly accounting: Accounting;
}

/** A run of frames on a machine after reset. */
export interface Run extends AccountedFrames {
  readonly results: readonly FrameResult[];
}

/**
 * Runs all frames and accounts for them by section 9 of docs/accelerator.md.
 *
 * @throws InputError when there is not even one frame
 */
export function runFrames(
  program: Program,
  hardware: HardwareConfiguration,
  frames: readonly Int8Array[],
  options: RunOptions,
): Run {
  const run = frameRun(new Accelerator(program, hardware, options), () => options.accounting);
  const results: FrameResult[] = [];
  let fed = 0;
  let next = run.next();
  while (next.done !== true) {
    if (next.value === undefined) next = run.next(frames[fed++]);
    else {
      results.push(next.value);
      next = run.next();
    }
  }
  invariant(results.length === frames.length, () => `${frames.length} frames gave ${results.length} results`);
  return { results, ...next.value };
}
