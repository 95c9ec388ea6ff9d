import { mapped } from '../arrays/index.js';
import type { HardwareConfiguration } from '../hardware/index.js';
import type { Program } from '../program/index.js';
import { planChain } from './chain.js';
import { realTimeOf, type RealTime } from './real-time.js';
import { firstIdle_cycle } from './schedule.js';
import type { TilePlan } from './tile-plan.js';

/** One frame on one tile, by itself. Of a program that is unrolled over several frames, its slowest frame. */
export interface TileTiming {
  /** Whether the tile takes frames; one that does not has 0 in all figures. */
  readonly used: boolean;
  /** Least distance between two frames' recv (T7). */
  readonly perFrame_cycles: number;
  /** From the cycle in which a frame shows to a sleeping tile to the cycle in which its output shows, the wake included. */
  readonly latencyShare_cycles: number;
}

export interface FrameTiming {
  /** U: from reset to the first cycle in which all tiles sleep or have halted (H7). */
  readonly startUp_cycles: number;
  /** Of the slowest tile. */
  readonly perFrame_cycles: number;
  /** Of a frame that finds all tiles asleep: the sum of the tiles' shares. */
  readonly latency_cycles: number;
  readonly tiles: readonly TileTiming[];
  readonly realTime: RealTime;
}

/**
 * The figures of a single frame, without a run.
 *
 * @throws InputError with every problem: another shape of hardware, a flow that is no loop over frames, or tiles that do
 *   not form a chain from the front end to one result (docs/accelerator.md, S2)
 */
export function frameTiming(program: Program, hardware: HardwareConfiguration): FrameTiming {
  return chainTiming(planChain(program, hardware), hardware);
}

export function chainTiming(plans: readonly TilePlan[], hardware: HardwareConfiguration): FrameTiming {
  const tiles = mapped(plans, ({ frames }): TileTiming => {
    const used = frames.length > 0;
    return {
      used,
      perFrame_cycles: Math.max(0, ...frames.map((frame) => frame.perFrame_cycles)),
      latencyShare_cycles: used
        ? hardware.wake_cycles + Math.max(...frames.map(({ send_cycles }) => send_cycles)) + 1
        : 0,
    };
  });
  const perFrame_cycles = Math.max(...tiles.map((tile) => tile.perFrame_cycles));
  const latency_cycles = tiles.reduce((sum, tile) => sum + tile.latencyShare_cycles, 0);
  return {
    startUp_cycles: Math.max(...plans.map(firstIdle_cycle)),
    perFrame_cycles,
    latency_cycles,
    tiles,
    realTime: realTimeOf(hardware, perFrame_cycles, latency_cycles),
  };
}
