import { channelWordsWithin } from './channel-writes.js';
import type { Schedule } from './schedule.js';
import { framePlan, type Passage, type TilePlan } from './tile-plan.js';
import { overlap, type Window } from './window.js';

/**
 * Words written in a window into the channel that a tile reads: by the front end into tile 0's (H6), by the gemvs of the
 * tile before into the others. The window is the reader's and cuts the writer anywhere.
 */
export function wordsReceivedWithin(schedule: Schedule, tile: number, window: Window): number {
  if (tile === 0) {
    return schedule.frontEnd_cycles.reduce(
      (words, begun) => words + overlap(window, begun, begun + schedule.frameWords),
      0,
    );
  }
  const { plan, frames } = schedule.tiles[tile - 1]!;
  return frames.reduce(
    (words, { taken_cycle }, frame) =>
      words + wordsWrittenWithin(plan, framePlan(plan, frame), taken_cycle + 1, window),
    wordsWrittenWithin(plan, plan.prologue, 0, window),
  );
}

function wordsWrittenWithin(plan: TilePlan, passage: Passage, start: number, { from, to }: Window): number {
  const end = start + passage.cycles;
  if (passage.channelWords === 0 || end <= from || start >= to) return 0;
  if (from <= start && end <= to) return passage.channelWords;
  let words = 0;
  for (const { instruction, start_cycles } of passage.steps) {
    const { channelWrites, words: codeWords } = plan.timings[instruction]!;
    if (channelWrites === undefined) continue;
    const execution = start + start_cycles + codeWords + 1;
    words +=
      channelWordsWithin(channelWrites, to - execution) - channelWordsWithin(channelWrites, from - execution);
  }
  return words;
}
