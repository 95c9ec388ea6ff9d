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
  const span = frameDue_cycles(hardware, frames.length);
  const steady = options.accounting === 'steady';
  let started = false;
  for (;;) {
    const { cycle } = machine;
    const starts: boolean = !started && machine.asleep;
    started ||= starts;
    const arrives = machine.arrivals[0] === cycle;
    const done = started && !machine.busy && machine.asleep;
    accounts.forEach((account, tile) => {
      const opens = steady
        ? isUsed(program, tile)
          ? machine.tiles[tile]!.channel.full > 0
          : arrives
        : starts;
      if (account.from < 0 && opens) {
        account.open(cycle);
        if (steady) inputs[tile + 1]?.open(cycle);
      }
    });
    if (starts) (steady ? inputs.slice(0, 1) : inputs).forEach((account) => account.open(cycle));
    for (const account of [...accounts, ...inputs]) {
      if (steady ? account.from >= 0 && cycle === account.from + span : done) account.close(cycle);
    }
    if ([...accounts, ...inputs].every((account) => account.to >= 0)) break;
    const result = machine.step();
    if (result !== undefined) results.push(result);
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

/** A tile that is not used sees no frame; it is accounted with tile 0. */
function isUsed(program: Program, tile: number): boolean {
  return program.tiles[tile]!.instructions.some(({ instruction }) => instruction.op === 'recv');
}

/** The counts of one tile over a window. */
class Account {
  from = -1;
  to = -1;
  counts: TileCounts | undefined;
  private before: TileCounts | undefined;

  constructor(
    private readonly machine: Accelerator,
    private readonly tile: number,
  ) {}

  open(cycle: number): void {
    this.from = cycle;
    this.before = this.machine.counts(this.tile);
  }

  close(cycle: number): void {
    if (this.to >= 0) return;
    this.to = cycle;
    this.counts = subtractCounts(this.machine.counts(this.tile), this.before!);
  }
}
