import {
  clock_Hz,
  copyCounts,
  emptyCounts,
  type HardwareConfiguration,
  type TileCounts,
} from '../hardware/index.js';
import type { Program, TileProgram } from '../program/index.js';
import { CycleByCycle } from './cycle-by-cycle.testing.js';
import { enumerateInstruction, type EnumeratedCycle } from './enumerate.testing.js';
import { contextOf } from './support.testing.js';

/** The flags of a channel: registers, and what they become at the next edge (H1, H2). */
class Channel {
  full = 0;
  held = 0;
  private raised = 0;
  private taken = false;
  private released = false;

  constructor(readonly buffers: number) {}

  get hasRoom(): boolean {
    return this.full + this.held < this.buffers;
  }
  raise(): void {
    this.raised += 1;
  }
  take(): void {
    this.taken = true;
  }
  release(): void {
    this.released = true;
  }
  edge(): void {
    if (this.released) this.held = 0;
    if (this.taken) this.held = 1;
    this.full += this.raised - (this.taken ? 1 : 0);
    [this.raised, this.taken, this.released] = [0, false, false];
  }
}

/** What a tile does besides clocking: looks, completions of recv, sends, each a list of cycles. */
interface Log {
  readonly looks: number[];
  readonly taken: number[];
  readonly sends: number[];
}

class Tile {
  readonly log: Log = { looks: [], taken: [], sends: [] };
  readonly counter: CycleByCycle;
  /** Sleeps or has halted in the current cycle. */
  idle = false;
  /** Writes its output channel in the current cycle. */
  writes = false;
  private readonly enumerated: readonly (readonly EnumeratedCycle[])[];
  private readonly presents: boolean;
  private index = 0;
  private cycle = 0;
  private asleep = false;
  private wakeLeft: number | undefined;

  constructor(
    private readonly program: TileProgram,
    hardware: HardwareConfiguration,
    k: number,
    private readonly input: Channel,
    private readonly output: Channel | undefined,
    private readonly wake_cycles: number,
  ) {
    const context = contextOf(hardware, k);
    this.counter = new CycleByCycle(emptyCounts(program.instructions.length), context);
    this.enumerated = program.instructions.map(({ instruction }) =>
      enumerateInstruction(instruction, context),
    );
    this.presents = program.instructions.some(
      ({ instruction }) => instruction.op === 'send' && instruction.result,
    );
  }

  step(t: number): void {
    const { instruction } = this.program.instructions[this.index]!;
    this.idle = false;
    this.writes = false;
    if (instruction.op === 'halt' && this.cycle === 2) {
      this.idle = true;
      this.counter.add(this.index, { activity: 'halted', events: [], active: [] });
      return;
    }
    if (instruction.op === 'recv' && this.cycle === 2) {
      this.receive(t);
      return;
    }
    const cycles = this.enumerated[this.index]!;
    const now = cycles[this.cycle]!;
    this.counter.add(this.index, now);
    this.writes = now.writesChannel;
    this.cycle += 1;
    if (instruction.op === 'halt' || this.cycle < cycles.length) return;
    if (instruction.op === 'send') {
      this.log.sends.push(t);
      if (!instruction.result) this.output!.raise();
    }
    if (instruction.op === 'gemv' && instruction.release) this.input.release();
    this.next();
  }

  private next(): void {
    const { instruction, address, words } = this.program.instructions[this.index]!;
    const target = instruction.op === 'jump' ? instruction.target : address + words;
    this.index = this.program.instructions.findIndex((placed) => placed.address === target);
    this.cycle = 0;
  }

  private receive(t: number): void {
    const ready = this.input.full > 0 && (this.presents || this.output!.hasRoom);
    const works = { unit: 'sequencer', port: 'unit', domain: 0 } as const;
    if (!this.asleep) this.log.looks.push(t);
    if (this.wakeLeft === undefined && this.asleep && ready) this.wakeLeft = this.wake_cycles;
    if (this.wakeLeft === 0 || (!this.asleep && ready)) {
      this.counter.add(this.index, {
        activity: 'control',
        events: [['sequencer.issue', 1]],
        active: [works],
      });
      this.log.taken.push(t);
      this.input.take();
      [this.asleep, this.wakeLeft] = [false, undefined];
      this.next();
    } else if (this.wakeLeft !== undefined) {
      this.counter.add(this.index, { activity: 'wake', events: [], active: [] });
      this.wakeLeft -= 1;
    } else if (this.asleep) {
      this.idle = true;
      const activity = this.input.full === 0 ? 'waitInput' : 'waitOutput';
      this.counter.add(this.index, { activity, events: [], active: [] });
    } else {
      this.counter.add(this.index, { activity: 'control', events: [], active: [works] });
      this.asleep = true;
    }
  }
}

/** The rules of section 6 with flags that change at clock edges, stepped one cycle after another. */
export interface SteppedRun {
  readonly startUp_cycles: number;
  readonly arrival_cycles: readonly number[];
  readonly tiles: readonly Log[];
  /** Counts of tile k from reset to the cycle before `cycle`, for the cycles asked for. */
  readonly countsAt: (tile: number, cycle: number) => TileCounts;
}

/**
 * A second reading of docs/accelerator.md, section 6, on top of the enumerated instructions: nothing of the closed form is
 * in it. For small runs: it takes time for every clock domain of every cycle.
 *
 * @param cuts cycles at which counts are wanted; the greatest ends the run
 */
export function stepChain(
  program: Program,
  hardware: HardwareConfiguration,
  frames: number,
  cuts: readonly number[],
): SteppedRun {
  const channels = hardware.tiles.map((tile) => new Channel(tile.channel.buffers));
  const tiles = program.tiles.map(
    (tile, k) => new Tile(tile, hardware, k, channels[k]!, channels[k + 1], hardware.wake_cycles),
  );
  const words = Math.ceil(program.inputs / hardware.outputsPerCycle);
  const microcycles = clock_Hz(hardware) * Math.round(hardware.framePeriod_ms * 1000);
  let startUp: number | undefined;
  let wordsLeft = 0;
  const arrivals: number[] = [];
  const snapshots = new Map<number, TileCounts[]>();
  const wanted = new Set(cuts);

  for (let t = 0; t <= Math.max(...cuts); t++) {
    if (wanted.has(t)) {
      snapshots.set(
        t,
        tiles.map(({ counter }) => copyCounts(counter.counts)),
      );
    }
    for (const tile of tiles) tile.step(t);
    if (startUp === undefined && tiles.every(({ idle }) => idle)) startUp = t;
    if (startUp !== undefined && wordsLeft === 0 && arrivals.length < frames) {
      const due = startUp + Math.ceil((arrivals.length * microcycles) / 1e6);
      if (t >= due && channels[0]!.hasRoom) {
        wordsLeft = words;
        arrivals.push(t + words);
      }
    }
    tiles.forEach((tile, k) => tile.counter.addInput(k === 0 ? wordsLeft > 0 : tiles[k - 1]!.writes));
    if (wordsLeft > 0) {
      wordsLeft -= 1;
      if (wordsLeft === 0) channels[0]!.raise();
    }
    for (const channel of channels) channel.edge();
  }
  return {
    startUp_cycles: startUp!,
    arrival_cycles: arrivals,
    tiles: tiles.map(({ log }) => log),
    countsAt: (tile, cycle) => snapshots.get(cycle)![tile]!,
  };
}
