/** The cycles from <= t < to. */
export interface Window {
  readonly from: number;
  readonly to: number;
}

/** Cycles of [begin, end) that lie in a window. */
export function overlap({ from, to }: Window, begin: number, end: number): number {
  return Math.max(0, Math.min(to, end) - Math.max(from, begin));
}
