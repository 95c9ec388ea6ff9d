import type { HardwareConfiguration, TileUnitName } from '../hardware/index.js';
import type { TileProgram } from '../program/index.js';
import type { Bit } from './bit.js';
import { ClockedPort, type ClockView } from './clocked-port.js';
import { Counters } from './counters.js';
import { Phase } from './phases.js';
import type { Probe } from './probe.js';
import { machineError, type SaturationPlace, type TileContext } from './tile-context.js';
import { Channel } from './units/channel.js';
import { LegendreUnit } from './units/legendre-unit.js';
import { MacArray } from './units/mac-array.js';
import { PostProcessor } from './units/post-processor.js';
import { ReadOnlySram } from './units/read-only-sram.js';
import { Sequencer } from './units/sequencer.js';
import { StateSram } from './units/state-sram.js';
import { VectorSram } from './units/vector-sram.js';
import { WeightSram } from './units/weight-sram.js';

const { gemv: GEMV, sleep: SLEEP } = Phase;

/** What a tile's neighbours give it. */
export interface TileSurroundings {
  readonly probe: Probe | undefined;
  readonly strict: boolean;
  /** The next tile's channel; undefined for the last one. */
  readonly output: Channel | undefined;
  readonly presentResult: (tile: Tile) => void;
}

/** Values that were clamped since reset, by place. */
export type Saturations = Record<SaturationPlace, number>;

/**
 * One tile: its units and the wires between them. A cycle has two halves: `evaluate` reads registers and drives ports,
 * `commit` changes registers. No unit sees in a cycle what another changes in it, so the order of units is free.
 */
export class Tile {
  readonly counters: Counters;
  readonly saturations: Saturations = { vector: 0, state: 0, readout: 0 };
  readonly channel: Channel;
  readonly sequencer: Sequencer;
  readonly macArray: MacArray;
  readonly postProcessor: PostProcessor;
  readonly legendreUnit: LegendreUnit;
  readonly vectorSram: VectorSram;
  readonly stateSram: StateSram;
  readonly programSram: ReadOnlySram;
  readonly weightSram: WeightSram;
  readonly biasSram: ReadOnlySram;
  readonly coefficientSram: ReadOnlySram;
  private readonly output: Channel | undefined;

  constructor(
    readonly index: number,
    program: TileProgram,
    hardware: HardwareConfiguration,
    surroundings: TileSurroundings,
  ) {
    const tile = hardware.tiles[index]!;
    const { probe, strict, output, presentResult } = surroundings;
    this.output = output;
    this.mayRest = probe === undefined ? 1 : 0;
    this.counters = new Counters(program.instructions.length);
    const context: TileContext = {
      index,
      hardware: tile,
      outputsPerCycle: hardware.outputsPerCycle,
      program,
      counters: this.counters,
      probe,
      saturated: (place, value) => {
        this.saturations[place] += 1;
        if (strict) {
          const { layer, text } = program.labels[this.sequencer.index]!;
          throw machineError(
            context,
            'saturation',
            `a ${place} saturates: ${value} in '${text}' of layer '${layer}'`,
            'strict mode treats a saturation as an error; without it, saturations are counted',
          );
        }
      },
    };
    new ClockedPort(this.counters, 'alwaysOn', 'unit', 1, 'always');
    const { image } = program;
    const readOnly = (
      unit: TileUnitName & ('programSram' | 'biasSram' | 'coefficientSram'),
      words: Int16Array | Uint32Array,
      length: number,
    ): ReadOnlySram => new ReadOnlySram(context, unit, words, length, tile[unit].words, tile[unit].words);
    this.programSram = readOnly('programSram', image.code, 1);
    this.biasSram = readOnly('biasSram', image.biases, hardware.outputsPerCycle);
    this.coefficientSram = readOnly('coefficientSram', image.coefficients, tile.legendreUnit.lanes);
    this.weightSram = new WeightSram(context, tile.macArray.lanes, tile.macArray.weightBits);
    this.vectorSram = new VectorSram(context);
    this.stateSram = new StateSram(context);
    this.channel = new Channel(context);
    this.sequencer = new Sequencer(context, hardware.wake_cycles, {
      legendreRetires: () => this.legendreUnit.retires,
      inputFull: () => this.channel.full > 0,
      outputHasRoom: () => output === undefined || output.hasRoom,
      fetch: (address) => this.programSram.read(address),
      clear: (memory, address) => {
        if (memory === 'state') this.stateSram.write(address, 0);
        else this.vectorSram.write(address, undefined);
      },
      receive: () => this.channel.receive(),
      release: () => this.channel.release(),
      send: (result) => {
        if (result) presentResult(this);
        else output?.send();
      },
      retired: (position, instruction) =>
        probe?.onRetire?.({ cycle: this.counters.now, tile: index, index: position, instruction }),
      asleep: (sleeping, cycle) => this.retain(sleeping, cycle),
    });
    const { issue } = this.sequencer;
    this.macArray = new MacArray(
      context,
      issue,
      this.weightSram,
      this.vectorSram.output,
      this.channel.output,
    );
    this.postProcessor = new PostProcessor(
      context,
      issue,
      () => this.sequencer.gemv,
      () => this.macArray.shadow,
      this.biasSram,
    );
    this.legendreUnit = new LegendreUnit(context, this.stateSram, this.vectorSram, this.coefficientSram);
    this.retained = [
      ...(tile.programSram.retention ? [this.programSram.port.clock] : []),
      ...(tile.weightSram.retention ? [this.weightSram.port.clock] : []),
      ...(tile.biasSram.retention ? [this.biasSram.port.clock] : []),
      ...(tile.coefficientSram.retention ? [this.coefficientSram.port.clock] : []),
      ...(tile.stateSram.retention ? [this.stateSram.readPort.clock, this.stateSram.writePort.clock] : []),
      ...(tile.vectorSram.retention ? [this.vectorSram.readPort.clock, this.vectorSram.writePort.clock] : []),
    ];
  }

  private readonly retained: readonly ClockedPort[];
  /** The shadow registers are loaded or drained in this cycle of a gemv. */
  private drains: Bit = 0;
  /** A tile that rests is passed over and catches up when its channel changes; a probe sees every tile in every cycle. */
  private readonly mayRest: Bit;

  /** Asleep in recv, or halted: the tile does nothing until a frame comes. */
  get sleeps(): boolean {
    return this.sequencer.phase >= SLEEP;
  }

  evaluate(): void {
    const { sequencer } = this;
    if (sequencer.phase === GEMV) {
      this.evaluateGemv();
      return;
    }
    if (this.rests) {
      if (this.mayRest === 0) sequencer.rest();
      return;
    }
    switch (sequencer.phase) {
      case Phase.legendre:
        this.legendreUnit.evaluate();
        break;
      case Phase.decode: {
        const legendre = sequencer.startingLegendre;
        if (legendre !== undefined) this.legendreUnit.start(legendre);
        break;
      }
      default:
        break;
    }
    sequencer.evaluate();
  }

  /** Asleep without a frame, or halted: nothing changes in the tile until its channel does. */
  get rests(): boolean {
    const { phase } = this.sequencer;
    return phase === Phase.halted || (phase === Phase.sleep && this.channel.full === 0);
  }

  /** Counts the cycles before `cycle` in which the tile rested and was passed over. */
  catchUp(cycle: number): void {
    if (this.counters.now < cycle) this.pass(cycle - this.counters.now);
  }

  /** So many cycles in which the tile sleeps and no frame is there, or in which it is halted. */
  pass(cycles: number): void {
    this.sequencer.pass(cycles);
    this.counters.now += cycles;
  }

  private evaluateGemv(): void {
    const { issue } = this.sequencer;
    if (issue.valid === 1) {
      this.weightSram.read(issue.weightAddress);
      const { reads, fromChannel, address } = issue.operands[issue.column]!;
      if (reads === 1) {
        if (fromChannel === 1) this.channel.read(address);
        else this.vectorSram.read(address);
      }
    }
    if (issue.multiplies === 1 || issue.captures === 1) this.macArray.evaluate();
    this.sequencer.evaluateGemv();
    this.drains = issue.captures === 1 || this.postProcessor.busy ? 1 : 0;
    if (this.drains === 1) this.evaluateDrain();
  }

  private evaluateDrain(): void {
    const { postProcessor } = this;
    const gemv = this.sequencer.gemv!;
    postProcessor.evaluate();
    if (postProcessor.writes === 1 && !gemv.raw) {
      if (gemv.vectorBase !== undefined) {
        this.vectorSram.write(gemv.vectorBase + postProcessor.word, postProcessor.result);
      }
      if (gemv.toChannel) this.output!.write(postProcessor.word, postProcessor.result);
    }
    if (postProcessor.writesLast === 1) this.sequencer.retireGemv();
  }

  commit(cycle: number): void {
    if (this.sequencer.phase === GEMV) {
      this.commitGemv();
      return;
    }
    if (this.rests) {
      if (this.mayRest === 0) this.counters.now += 1;
      else if (this.channel.changes === 0) return;
      else this.catchUp(cycle + 1);
      if (this.channel.changes === 1) this.channel.commit();
      return;
    }
    switch (this.sequencer.phase) {
      case Phase.legendre:
        this.legendreUnit.commit();
        this.coefficientSram.commit();
        this.stateSram.commit();
        this.vectorSram.commit();
        break;
      case Phase.decode:
        this.legendreUnit.commit();
        break;
      case Phase.fetch:
        this.programSram.commit();
        break;
      case Phase.clear:
        this.stateSram.commit();
        this.vectorSram.commit();
        break;
      default:
        break;
    }
    if (this.channel.changes === 1) this.channel.commit();
    this.sequencer.commit();
    this.counters.now += 1;
  }

  /** Units whose registers do not change in this cycle are passed over. */
  private commitGemv(): void {
    if (this.drains === 1) {
      this.postProcessor.commit();
      this.biasSram.commit();
      if (this.sequencer.issue.captures === 1) this.macArray.commit();
    }
    this.weightSram.commit();
    if (this.vectorSram.changes) this.vectorSram.commit();
    if (this.channel.changes === 1) this.channel.commit();
    this.sequencer.commit();
    this.counters.now += 1;
  }

  /** The state of every clock in the cycle that was evaluated last. */
  clocks(): ClockView[] {
    return this.counters.clocks();
  }

  private retain(sleeping: boolean, cycle: number): void {
    for (const clock of this.retained) clock.retain(sleeping, cycle);
  }
}
