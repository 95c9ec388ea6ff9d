import { mapped } from '../arrays/index.js';
import { frameDue_cycles, type HardwareConfiguration } from '../hardware/index.js';
import type { Schedule } from './schedule.js';
import type { Window } from './window.js';

/** The cycles over which a run is accounted, one window a tile. */
export interface Accounting {
  /**
   * `steady`: each tile over the time of the run's frames from the cycle in which frame 0 shows to it (A1). `wholeRun`:
   * all tiles from the front end's start until all sleep again (A2).
   */
  readonly kind: 'steady' | 'wholeRun';
  readonly tiles: readonly Window[];
  /** Of each tile's `input` row: the window of whoever writes its channel. */
  readonly inputs: readonly Window[];
}

/**
 * The windows of rules A1 and A2. A run that meets real time but whose tiles are late now and then, as the wake can make
 * them when they have hardly a cycle to spare, has no window with exactly its frames' work and is accounted whole.
 */
export function accountingOf(
  schedule: Schedule,
  hardware: HardwareConfiguration,
  realTime: boolean,
): Accounting {
  const { tiles, usedTiles } = schedule;
  // U: the front end begins frame 0 (H7).
  const startUp_cycles = schedule.frontEnd_cycles[0]!;
  const length = frameDue_cycles(hardware, tiles[0]!.frames.length);
  const steady = mapped(tiles, ({ frames }): Window => {
    // A tile that is not used sees no frame: it is accounted with tile 0.
    const from = frames[0]?.shown_cycle ?? tiles[0]!.frames[0]!.shown_cycle;
    return { from, to: from + length };
  });
  const done = tiles.slice(0, usedTiles).every(({ end_cycle }, k) => end_cycle <= steady[k]!.to);
  if (realTime && done) {
    const frontEnd = { from: startUp_cycles, to: startUp_cycles + length };
    return { kind: 'steady', tiles: steady, inputs: [frontEnd, ...steady.slice(0, -1)] };
  }
  const from = startUp_cycles;
  const to = Math.max(...tiles.slice(0, usedTiles).map(({ end_cycle }) => end_cycle)) + 1;
  const whole = tiles.map(() => ({ from, to }));
  return { kind: 'wholeRun', tiles: whole, inputs: whole };
}
