import { mapped } from '../arrays/index.js';
import { frameDue_cycles, type HardwareConfiguration } from '../hardware/index.js';
import { FETCH_TO_EXECUTION_CYCLES, framePlan, type TilePlan } from './tile-plan.js';

/** One frame on one tile; every figure is a cycle since reset. */
export interface FrameOnTile {
  /** The input channel's full flag shows it. */
  readonly shown_cycle: number;
  /** First execution cycle of its recv, in which recv looks (H4). */
  readonly look_cycle: number;
  /** First ready cycle from the look on: recv completes there when it is the look, else the wake begins. */
  readonly ready_cycle: number;
  /** recv completes. */
  readonly taken_cycle: number;
  readonly send_cycle: number;
}

export interface TileSchedule {
  readonly plan: TilePlan;
  /** Empty on a tile that is not used. */
  readonly frames: readonly FrameOnTile[];
  /** In which recv looks for a frame that the run no longer has; on an unused tile the first halted cycle. */
  readonly end_cycle: number;
}

/** The frames of a run on the whole chain. */
export interface Schedule {
  /** U of rule H7. */
  readonly startUp_cycles: number;
  /** w of rule H6. */
  readonly frameWords: number;
  readonly wake_cycles: number;
  /** In which the front end writes the first word of each frame. */
  readonly frontEnd_cycles: readonly number[];
  readonly tiles: readonly TileSchedule[];
  /** Tiles that have frames: the first ones of the chain. */
  readonly usedTiles: number;
}

/** A channel while the schedule is built: when the space of each of its frames shows as free again. */
interface ChannelSpace {
  readonly buffers: number;
  readonly free: number[];
}

/** The first cycle in which `full + held < buffers` for a frame, as far as the frames before it decide (H3, I5, I6). */
function roomFrom(channel: ChannelSpace, frame: number): number {
  return frame < channel.buffers ? 0 : channel.free[frame - channel.buffers]!;
}

/**
 * Follows `frames` frames through the chain (H1 to H7, T1, T2). Of a tile that waits, only the later of two cycles
 * matters: the one in which its frame shows, and the one in which its output channel shows room.
 *
 * @param plans one a tile: used tiles first, the last used one presenting its result
 * @param inputs elements of a frame
 */
export function scheduleFrames(
  plans: readonly TilePlan[],
  hardware: HardwareConfiguration,
  inputs: number,
  frames: number,
): Schedule {
  const { wake_cycles } = hardware;
  const frameWords = Math.ceil(inputs / hardware.outputsPerCycle);
  const usedTiles = plans.filter((plan) => plan.frames.length > 0).length;
  const startUp_cycles = Math.max(...plans.map(firstIdle_cycle));

  const channels = mapped(plans, ({ context }): ChannelSpace => ({
    buffers: context.tile.channel.buffers,
    free: [],
  }));
  const looks = mapped(plans, (plan) => plan.prologue.cycles + FETCH_TO_EXECUTION_CYCLES);
  const onTile: FrameOnTile[][] = mapped(plans, () => []);
  const frontEnd_cycles: number[] = [];
  let frontEndFree = 0;

  for (let frame = 0; frame < frames; frame++) {
    // Due with its last word written; begun w cycles before.
    const due = startUp_cycles + frameDue_cycles(hardware, frame);
    const begun = Math.max(due, frontEndFree, roomFrom(channels[0]!, frame));
    frontEnd_cycles.push(begun);
    frontEndFree = begun + frameWords;
    let shown_cycle = frontEndFree;
    for (let k = 0; k < usedTiles; k++) {
      const plan = framePlan(plans[k]!, frame);
      const look_cycle = looks[k]!;
      const room = plan.presentsResult ? 0 : roomFrom(channels[k + 1]!, frame);
      const ready_cycle = Math.max(look_cycle, shown_cycle, room);
      const taken_cycle = ready_cycle === look_cycle ? look_cycle : ready_cycle + wake_cycles;
      const send_cycle = taken_cycle + plan.send_cycles;
      const { free } = channels[k]!;
      // Without release, the frame before is freed by this recv.
      if (frame > 0 && free.length < frame) free.push(taken_cycle + 1);
      if (plan.release_cycles !== undefined) free.push(taken_cycle + plan.release_cycles + 1);
      onTile[k]!.push({ shown_cycle, look_cycle, ready_cycle, taken_cycle, send_cycle });
      looks[k] = taken_cycle + plan.perFrame_cycles;
      shown_cycle = send_cycle + 1;
    }
  }
  return {
    startUp_cycles,
    frameWords,
    wake_cycles,
    frontEnd_cycles,
    tiles: mapped(plans, (plan, k) => ({ plan, frames: onTile[k]!, end_cycle: looks[k]! })),
    usedTiles,
  };
}

/** The first cycle in which a tile sleeps in its first recv, or has halted. */
export function firstIdle_cycle(plan: TilePlan): number {
  const execution = plan.prologue.cycles + FETCH_TO_EXECUTION_CYCLES;
  return plan.halt === undefined ? execution + 1 : execution;
}
