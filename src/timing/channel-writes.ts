/**
 * The cycles in which a gemv writes its results to the output channel (docs/accelerator.md, T4): bursts of one word a
 * cycle, one burst a row tile, the last one shorter.
 */
export interface ChannelWrites {
  /** Cycles from the first execution cycle e to the first word. */
  readonly first_cycles: number;
  /** R, and the distance from one burst's first word to the next one's. */
  readonly bursts: number;
  readonly interval_cycles: number;
  /** Words of a burst, at most the interval, and of the last burst. */
  readonly burstWords: number;
  readonly lastBurstWords: number;
}

export function channelWords(writes: ChannelWrites): number {
  return (writes.bursts - 1) * writes.burstWords + writes.lastBurstWords;
}

/** Words written in the first `cycles` execution cycles; any number of cycles, also negative. */
export function channelWordsWithin(writes: ChannelWrites, cycles: number): number {
  const { first_cycles, bursts, interval_cycles, burstWords, lastBurstWords } = writes;
  const since = cycles - first_cycles;
  if (since <= 0) return 0;
  const whole = Math.min(Math.floor(since / interval_cycles), bursts - 1);
  const current = whole === bursts - 1 ? lastBurstWords : burstWords;
  return whole * burstWords + Math.min(since - whole * interval_cycles, current);
}
