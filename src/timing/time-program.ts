import { mapped } from '../arrays/index.js';
import type { HardwareConfiguration, TileCounts } from '../hardware/index.js';
import { InputError } from '../problems/index.js';
import type { Program } from '../program/index.js';
import { accountingOf, type Accounting } from './accounting.js';
import { planChain } from './chain.js';
import { countsBetween } from './counts.js';
import { chainTiming, type TileTiming } from './frame-timing.js';
import { realTimeOf, type RealTime } from './real-time.js';
import { scheduleFrames, type Schedule } from './schedule.js';

/** One frame's way through the chain (docs/accelerator.md, T6); cycles since reset. */
export interface TimedFrame {
  /** Its input-full flag shows. */
  readonly arrival_cycle: number;
  /** Its result shows. */
  readonly result_cycle: number;
  readonly latency_cycles: number;
}

/** A run in closed form. */
export interface ProgramTiming {
  /** U: the front end begins frame 0 in this cycle (H7). */
  readonly startUp_cycles: number;
  readonly frames: readonly TimedFrame[];
  /** Of the slowest tile (T7). */
  readonly perFrame_cycles: number;
  /** The greatest latency of the run's frames. */
  readonly latency_cycles: number;
  readonly tiles: readonly TileTiming[];
  /** Of this run: its greatest latency is compared. */
  readonly realTime: RealTime;
  readonly accounting: Accounting;
  /** Of each tile over its window, without data-dependent events (E2). */
  readonly counts: readonly TileCounts[];
  /** For {@link countsBetween} over other windows. */
  readonly schedule: Schedule;
}

/**
 * Cycles and event counts of a run of `frames` frames from program and configuration alone, without data. The front end
 * delivers these frames and no more.
 *
 * @param frames >= 1
 * @throws InputError as planChain does, and for a number of frames that is no whole number from 1 on
 */
export function timeProgram(
  program: Program,
  hardware: HardwareConfiguration,
  frames: number,
): ProgramTiming {
  if (!Number.isSafeInteger(frames) || frames < 1) {
    throw new InputError([
      {
        code: 'timing.frames',
        path: 'frames',
        message: 'a run has a whole number of frames',
        expected: 'at least 1',
        received: String(frames),
      },
    ]);
  }
  const plans = planChain(program, hardware);
  const { startUp_cycles, perFrame_cycles, tiles } = chainTiming(plans, hardware);
  const schedule = scheduleFrames(plans, hardware, program.inputs, frames);
  const [first, last] = [schedule.tiles[0]!, schedule.tiles[schedule.usedTiles - 1]!];
  const timed = mapped(first.frames, ({ shown_cycle }, frame): TimedFrame => {
    const result_cycle = last.frames[frame]!.send_cycle + 1;
    return { arrival_cycle: shown_cycle, result_cycle, latency_cycles: result_cycle - shown_cycle };
  });
  const latency_cycles = timed.reduce((greatest, frame) => Math.max(greatest, frame.latency_cycles), 0);
  const realTime = realTimeOf(hardware, perFrame_cycles, latency_cycles);
  const accounting = accountingOf(schedule, hardware, realTime.ok);
  return {
    startUp_cycles,
    frames: timed,
    perFrame_cycles,
    latency_cycles,
    tiles,
    realTime,
    accounting,
    counts: mapped(accounting.tiles, ({ from, to }, tile) =>
      countsBetween(schedule, tile, from, to, accounting.inputs[tile]),
    ),
    schedule,
  };
}
