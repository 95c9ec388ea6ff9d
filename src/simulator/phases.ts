/** What the sequencer is doing (docs/accelerator.md, T2, H4); numbers, because the cycle loop switches on them. */
export const Phase = {
  fetch: 0,
  decode: 1,
  /** recv looking or completing at once, send, jump: one cycle. */
  control: 2,
  gemv: 3,
  legendre: 4,
  clear: 5,
  wake: 6,
  /** recv asleep; from here on the tile sleeps. */
  sleep: 7,
  halted: 8,
} as const;
export type Phase = (typeof Phase)[keyof typeof Phase];
