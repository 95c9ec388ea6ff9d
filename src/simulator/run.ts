import {
  frameDue_cycles,
  subtractCounts,
  withInputOf,
  type HardwareConfiguration,
  type TileCounts,
} from '../hardware/index.js';
import { invariant } from '../problems/index.js';
import type { Program } from '../program/index.js';
import { Accelerator, type FrameResult, type MachineOptions } from './accelerator.js';
import type { Saturations } from './tile.js';

/** Which cycles are accounted: rule A1 (steady state) or A2 (the whole run of a configuration that misses real time). */
export type Accounting = 'steady' | 'whole';

export interface RunOptions extends MachineOptions {
  readonly accounting: Accounting;
}

/** A run of frames on a machine after reset. */
export interface Run {
  readonly results: readonly FrameResult[];
  /** Accounted cycles of every tile, [from, to). */
  readonly windows: readonly { readonly from: number; readonly to: number }[];
  /** Counts of every tile over its window. */
  readonly counts: readonly TileCounts[];
  readonly saturations: readonly Saturations[];
  /** Cycles that were simulated, start-up and draining of the pipeline included. */
  readonly simulated_cycles: number;
}

/** Runs all frames and accounts for them by section 9 of docs/accelerator.md. */
export function runFrames(
  program: Program,
  hardware: HardwareConfiguration,
  frames: readonly Int8Array[],
  options: RunOptions,
): Run {
  const machine = new Accelerator(program, hardware, options);
  for (const frame of frames) machine.feed(frame);
  const results: FrameResult[] = [];
  const accounts = machine.tiles.map((_, tile) => new Account(machine, tile));
  // The `input` row of a tile is accounted over the window of whoever writes its channel.
  const inputs = machine.tiles.map((_, tile) => new Account(machine, tile));
  const steady = options.accounting === 'steady';
  let unopened = steady
    ? steadyOpenings(machine, accounts, inputs)
    : wholeOpenings(machine, accounts, inputs);
  const opened: Account[] = [];
  const span = frameDue_cycles(hardware, frames.length);
  while (unopened.length > 0 || opened.length > 0) {
    if (unopened.length > 0) {
      const opening = unopened.filter(({ opens }) => opens());
      for (const { account } of opening) account.open();
      opened.push(...opening.map(({ account }) => account));
      unopened = unopened.filter((other) => !opening.includes(other));
    }
    // Spans are equal, so accounts close in the order in which they were opened.
    while (steady && opened[0]?.from === machine.cycle - span) opened.shift()!.close();
    const due = steady && opened[0] !== undefined ? opened[0].from + span : Infinity;
    const result = unopened.length > 0 ? machine.step() : machine.runUntil(due);
    if (result !== undefined) results.push(result);
    else if (!steady && unopened.length === 0) for (const account of opened.splice(0)) account.close();
  }
  invariant(results.length === frames.length, () => `${frames.length} frames gave ${results.length} results`);
  return {
    results,
    windows: accounts.map(({ from, to }) => ({ from, to })),
    counts: accounts.map((account, tile) => withInputOf(account.counts!, inputs[tile]!.counts!)),
    saturations: machine.saturations,
    simulated_cycles: machine.cycle,
  };
}

interface Opening {
  readonly account: Account;
  /** Whether the window begins with the cycle that the machine executes next. */
  readonly opens: () => boolean;
}

/** A1: a tile's window begins when frame 0 shows in its channel, the front end's when all tiles sleep for the first time. */
function steadyOpenings(
  machine: Accelerator,
  accounts: readonly Account[],
  inputs: readonly Account[],
): Opening[] {
  const shows = (tile: number): boolean => machine.tiles[tile]!.channel.full > 0;
  // A tile that is not used sees no frame; it is accounted with tile 0.
  const source = (tile: number): number => (isUsed(machine.program, tile) ? tile : 0);
  return [
    { account: inputs[0]!, opens: () => machine.asleep },
    ...accounts.flatMap((account, tile): Opening[] => {
      const opens = (): boolean => shows(source(tile));
      const next = inputs[tile + 1];
      return next === undefined
        ? [{ account, opens }]
        : [
            { account, opens },
            { account: next, opens },
          ];
    }),
  ];
}

/** A2: every window begins when all tiles sleep for the first time. */
function wholeOpenings(
  machine: Accelerator,
  accounts: readonly Account[],
  inputs: readonly Account[],
): Opening[] {
  return [...accounts, ...inputs].map((account) => ({ account, opens: () => machine.asleep }));
}

function isUsed(program: Program, tile: number): boolean {
  return program.tiles[tile]!.instructions.some(({ instruction }) => instruction.op === 'recv');
}

/** The counts of one tile over a window of cycles, [from, to). */
class Account {
  from = -1;
  to = -1;
  counts: TileCounts | undefined;
  private before: TileCounts | undefined;

  constructor(
    private readonly machine: Accelerator,
    private readonly tile: number,
  ) {}

  open(): void {
    this.from = this.machine.cycle;
    this.before = this.machine.counts(this.tile);
  }

  close(): void {
    this.to = this.machine.cycle;
    this.counts = subtractCounts(this.machine.counts(this.tile), this.before!);
  }
}
