import type { HardwareConfiguration, TileCounts } from '../hardware/index.js';
import { InputError, describeValue, invariant } from '../problems/index.js';
import { requireProgramFits, type Program } from '../program/index.js';
import { FrontEnd } from './front-end.js';
import type { Bit } from './bit.js';
import type { Probe } from './probe.js';
import { Tile, type Saturations } from './tile.js';

/** What a machine is built with besides program and hardware. */
export interface MachineOptions {
  /** A saturation is an error instead of a count (rule N3). */
  readonly strict?: boolean;
  readonly probe?: Probe;
}

/** The result of one frame. */
export interface FrameResult {
  readonly frame: number;
  /** Cycle in which the frame's input-full flag showed. */
  readonly arrival_cycle: number;
  /** Cycle in which the result shows: the one after the final send. */
  readonly result_cycle: number;
  /** result_cycle - arrival_cycle (rule T6). */
  readonly latency_cycles: number;
  /** Scores at accumulator width. */
  readonly scores: Int32Array;
  /** Index of the greatest score, ties to the lowest (rule N7). */
  readonly prediction: number;
}

/** Memories that can be inspected. */
export type InspectableMemory =
  | 'vectorSram'
  | 'stateSram'
  | 'channel'
  | 'scores'
  | 'accumulators'
  | 'weightSram'
  | 'biasSram'
  | 'coefficientSram'
  | 'programSram';

/**
 * The reference engine: executes a program one clock at a time. Registers change between two cycles only, every unit has
 * its clock enable, and everything that happens is counted (docs/accelerator.md).
 */
export class Accelerator {
  /** The cycle that the next step executes. */
  cycle = 0;
  /** @internal Units with their registers: what probes and the inspecting functions show to others. */
  readonly tiles: readonly Tile[];
  private readonly frontEnd: FrontEnd;
  private readonly probe: Probe | undefined;
  private readonly watched: Bit;
  private readonly inputs: number;
  private readonly isAsleep = (): boolean => this.asleep;
  private results = 0;
  private latest: FrameResult | undefined;

  /**
   * A machine after reset (rule W1).
   *
   * @throws InputError when the program was compiled for another architecture or does not fit its memories
   */
  constructor(
    readonly program: Program,
    readonly hardware: HardwareConfiguration,
    options: MachineOptions = {},
  ) {
    requireProgramFits(program, hardware);
    this.probe = options.probe;
    this.watched = options.probe?.onCycle === undefined ? 0 : 1;
    this.inputs = program.inputs;
    const tiles: Tile[] = [];
    for (let index = hardware.tiles.length - 1; index >= 0; index--) {
      tiles.unshift(
        new Tile(index, program.tiles[index]!, hardware, {
          probe: options.probe,
          strict: options.strict ?? false,
          output: tiles[0]?.channel,
          presentResult: (tile) => this.present(tile),
        }),
      );
    }
    this.tiles = tiles;
    this.frontEnd = new FrontEnd(hardware, program.inputs, tiles[0]!.channel);
  }

  /**
   * Queues a frame of features, int8, for the front end.
   *
   * @throws InputError when it has not as many elements as the network has inputs
   */
  feed(frame: Int8Array): void {
    if (frame.length !== this.inputs) {
      throw new InputError([
        {
          code: 'simulator.frame',
          path: 'frame',
          message: 'a frame has one element for each input of the network',
          expected: String(this.inputs),
          received: String(frame.length),
        },
      ]);
    }
    this.frontEnd.feed(frame);
  }

  /**
   * The cycle before which another frame has to be fed so as not to be late; infinite while one waits.
   * Who feeds by it gets the cycles of a machine that was given all frames at once.
   */
  get wantsFrame_cycle(): number {
    return this.frontEnd.wanted;
  }

  /** Executes one clock cycle; returns the result that is sent in it, if any. */
  step(): FrameResult | undefined {
    const { tiles } = this;
    this.latest = undefined;
    if (this.watched === 1) for (const tile of tiles) tile.counters.beginCycle();
    if (this.cycle >= this.frontEnd.due) this.frontEnd.evaluate(this.cycle, this.isAsleep);
    for (let i = 0; i < tiles.length; i++) tiles[i]!.evaluate();
    if (this.watched === 1) this.probe?.onCycle?.(this);
    for (let i = 0; i < tiles.length; i++) tiles[i]!.commit(this.cycle);
    this.cycle += 1;
    return this.latest;
  }

  /** Executes until a frame's result is sent. Returns undefined when no frame is left that could give one. */
  runToNextResult(): FrameResult | undefined {
    return this.runUntil(Infinity);
  }

  /**
   * Executes until a frame's result is sent, and returns it, or until `cycle` is the next one: undefined. Without end,
   * with `cycle` infinite, it returns when all frames are done, or can no longer come because a tile has halted.
   */
  runUntil(cycle: number): FrameResult | undefined {
    while (this.cycle < cycle) {
      if (this.asleep) {
        const idle = Math.min(this.idle_cycles, cycle - this.cycle);
        if (idle === Infinity || (cycle === Infinity && !this.busy)) return undefined;
        if (idle > 0) {
          this.pass(idle);
          continue;
        }
      }
      const result = this.step();
      if (result !== undefined) return result;
    }
    return undefined;
  }

  /**
   * Cycles from now on in which every tile sleeps and no frame comes, so that only time passes; infinite when no frame is
   * left. 0 while a probe watches every cycle.
   */
  get idle_cycles(): number {
    if (this.watched === 1) return 0;
    for (let i = 0; i < this.tiles.length; i++) if (!this.tiles[i]!.rests) return 0;
    return this.frontEnd.idleFrom(this.cycle);
  }

  /** Executes at once cycles that {@link idle_cycles} promises: counters and memories are as after so many steps. */
  pass(cycles: number): void {
    invariant(
      cycles <= this.idle_cycles,
      () => `${cycles} cycles are passed over, but something happens in them`,
    );
    for (const tile of this.tiles) tile.pass(cycles);
    this.cycle += cycles;
  }

  /** Frames are waiting or in flight. */
  get busy(): boolean {
    return this.frontEnd.pending > 0 || this.frontEnd.arrivals.length > this.results;
  }

  /** Every tile sleeps in recv or has halted. */
  get asleep(): boolean {
    for (let i = 0; i < this.tiles.length; i++) if (!this.tiles[i]!.sleeps) return false;
    return true;
  }

  /** Arrival cycles of the frames that have been written to channel 0. */
  get arrivals(): readonly number[] {
    return this.frontEnd.arrivals;
  }

  /** Everything that a tile counted before the current cycle. */
  counts(tile: number): TileCounts {
    const found = this.tileAt(tile);
    found.catchUp(this.cycle);
    return found.counters.snapshot();
  }

  /** Values clamped since reset, by tile and place. */
  get saturations(): readonly Saturations[] {
    return this.tiles.map((tile) => ({ ...tile.saturations }));
  }

  /** A copy of a memory's contents, word after word. */
  inspect(tile: number, memory: InspectableMemory): number[] {
    const {
      vectorSram,
      stateSram,
      channel,
      postProcessor,
      macArray,
      weightSram,
      biasSram,
      coefficientSram,
      programSram,
    } = this.tileAt(tile);
    switch (memory) {
      case 'vectorSram':
        return [...vectorSram.words];
      case 'stateSram':
        return [...stateSram.words];
      case 'channel':
        return [...channel.words];
      case 'accumulators':
        return [...macArray.accumulators];
      case 'scores':
        return [...postProcessor.scores];
      case 'weightSram':
        return [...weightSram.image];
      case 'biasSram':
        return [...biasSram.image];
      case 'coefficientSram':
        return [...coefficientSram.image];
      case 'programSram':
        return [...programSram.image];
    }
  }

  private tileAt(index: number): Tile {
    const tile = this.tiles[index];
    if (tile === undefined) {
      throw new InputError([
        {
          code: 'simulator.tile',
          path: 'tile',
          message: 'no such tile',
          expected: `0 to ${this.tiles.length - 1}`,
          received: describeValue(index),
        },
      ]);
    }
    return tile;
  }

  private present({ postProcessor }: Tile): void {
    const frame = this.results;
    const arrival_cycle = this.frontEnd.arrivals[frame]!;
    this.results += 1;
    this.latest = {
      frame,
      arrival_cycle,
      result_cycle: this.cycle + 1,
      latency_cycles: this.cycle + 1 - arrival_cycle,
      scores: postProcessor.scores.slice(0, this.program.scoreLabels.length),
      prediction: postProcessor.prediction,
    };
    this.probe?.onResult?.(this.latest);
  }
}
