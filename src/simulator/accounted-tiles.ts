import { mapped } from '../arrays/index.js';
import { subtractCounts, withInputOf, type TileCounts } from '../hardware/index.js';
import type { Program } from '../program/index.js';
import type { Accelerator } from './accelerator.js';
import type { Saturations } from './tile.js';

/** Which cycles are accounted: rule A1 (steady state) or A2 (the whole run of a configuration that misses real time). */
export type Accounting = 'steady' | 'whole';

/** What a run of frames has counted by one of the two rules. */
export interface AccountedFrames {
  /** Accounted cycles of every tile, [from, to). */
  readonly windows: readonly { readonly from: number; readonly to: number }[];
  /** Counts of every tile over its window. */
  readonly counts: readonly TileCounts[];
  readonly saturations: readonly Saturations[];
  /** Cycles that were simulated, start-up and draining of the pipeline included. */
  readonly simulated_cycles: number;
}

/** The windows of all tiles by one rule while a machine runs (docs/accelerator.md, section 9). */
export class AccountedTiles {
  private readonly accounts: readonly Account[];
  /** The `input` row of a tile is accounted over the window of whoever writes its channel. */
  private readonly inputs: readonly Account[];
  private unopened: readonly Opening[];
  /** In the order in which they were opened, which is that in which equal spans end. */
  private readonly opened: Account[] = [];

  constructor(
    private readonly machine: Accelerator,
    readonly rule: Accounting,
  ) {
    this.accounts = machine.tiles.map((_, tile) => new Account(machine, tile));
    this.inputs = machine.tiles.map((_, tile) => new Account(machine, tile));
    const openings = rule === 'steady' ? steadyOpenings : wholeOpenings;
    this.unopened = openings(machine, this.accounts, this.inputs);
  }

  /** Opens the windows that begin with the cycle that the machine executes next; returns whether more are to come. */
  open(): boolean {
    if (this.unopened.length === 0) return false;
    const opening = this.unopened.filter(({ opens }) => opens());
    for (const { account } of opening) account.open();
    this.opened.push(...mapped(opening, ({ account }) => account));
    this.unopened = this.unopened.filter((other) => !opening.includes(other));
    return this.unopened.length > 0;
  }

  /**
   * Closes the windows that end before the cycle that the machine executes next.
   *
   * @param span cycles of all frames of the run, which are fed
   * @returns the cycle of the next close, infinite when it is not known
   */
  close(span: number): number {
    const { machine, opened } = this;
    if (this.rule === 'steady') {
      while (opened[0]?.from === machine.cycle - span) opened.shift()!.close();
      return opened[0] === undefined ? Infinity : opened[0].from + span;
    }
    const over = machine.asleep && (!machine.busy || machine.idle_cycles === Infinity);
    if (this.unopened.length === 0 && over) {
      for (const account of opened.splice(0)) account.close();
    }
    return Infinity;
  }

  /** Every window is closed. */
  get done(): boolean {
    return this.unopened.length === 0 && this.opened.length === 0;
  }

  accounted(): AccountedFrames {
    const { machine, accounts, inputs } = this;
    return {
      windows: accounts.map(({ from, to }) => ({ from, to })),
      counts: accounts.map((account, tile) => withInputOf(account.counts!, inputs[tile]!.counts!)),
      saturations: machine.saturations,
      simulated_cycles: machine.cycle,
    };
  }
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
