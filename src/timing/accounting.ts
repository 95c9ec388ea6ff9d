import { frameDue_cycles, type HardwareConfiguration } from '../hardware/index.js';
import type { Schedule } from './schedule.js';
import type { Window } from './window.js';

/** The cycles over which a run is accounted, one window a tile. */
export interface Accounting {
  /**
   * `steady`: each tile over the time of the run's frames from the cycle in which frame 0 shows to it (A1). `wholeRun`:
   * all tiles from the arrival of frame 0 until all are back in recv (A2).
   */
  readonly kind: 'steady' | 'wholeRun';
  readonly tiles: readonly Window[];
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
  const length = frameDue_cycles(hardware, tiles[0]!.frames.length);
  const steady = tiles.map(({ frames }): Window => {
    // A tile that is not used sees no frame: it is accounted with tile 0.
    const from = frames[0]?.shown_cycle ?? tiles[0]!.frames[0]!.shown_cycle;
    return { from, to: from + length };
  });
  const done = tiles.slice(0, usedTiles).every(({ end_cycle }, k) => end_cycle <= steady[k]!.to);
  if (realTime && done) return { kind: 'steady', tiles: steady };

  const from = tiles[0]!.frames[0]!.shown_cycle;
  const to = Math.max(...tiles.slice(0, usedTiles).map(({ end_cycle }) => end_cycle)) + 1;
  return { kind: 'wholeRun', tiles: tiles.map(() => ({ from, to })) };
}
