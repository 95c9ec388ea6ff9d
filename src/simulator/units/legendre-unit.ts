import { eventField } from '../../hardware/index.js';
import type { Legendre } from '../../program/index.js';
import type { Bit } from '../bit.js';
import type { ClockedPort } from '../clocked-port.js';
import type { Tally } from '../counters.js';
import { clockedPort, type TileContext } from '../tile-context.js';
import { LegendreDrain } from './legendre-drain.js';
import type { ReadOnlySram } from './read-only-sram.js';
import type { StateSram } from './state-sram.js';
import type { VectorSram } from './vector-sram.js';

/**
 * Advances the linear memories of a layer (N8 to N10, T5). Two counters schedule everything: `lead` the d + 1 cycles in
 * which memory 0 is loaded, then `position` the Z cycles of each memory. Loading runs one memory ahead of computing;
 * rounding and writing back follow behind, in the drain.
 */
export class LegendreUnit {
  private readonly drain: LegendreDrain;
  private readonly clock: ClockedPort;
  private readonly lanes: number;
  private readonly scan: Bit;
  private instruction: Legendre | undefined;
  private starting: Legendre | undefined;
  private period = 0;
  private lead = 0;
  private memory = 0;
  private position = 0;
  private computing: Bit = 0;
  /** Order whose state is on the state SRAM's output in this cycle, or -1; and the one that is being read. */
  private arriving = -1;
  private reading = -1;
  /** The memory that is being loaded, and the old one that all orders are computed from. */
  private loading: Float64Array;
  private old: Float64Array;
  private loadedInput = 0;
  private input = 0;
  /** The loaded memory becomes the old one at the end of this cycle. */
  private swaps: Bit = 0;
  private readonly accumulators: Float64Array;
  /** Rows whose sums were completed in the cycle before. */
  private completedRows = 0;
  /** Scan: sum of the old memory, its running sums, and the registers of the multiplier's inputs. */
  private total = 0;
  private plainSum = 0;
  private alternatingSum = 0;
  private scanSum = 0;
  private scanState = 0;
  private readonly products: Tally;
  private readonly runningSums: Tally;

  constructor(
    context: TileContext,
    private readonly states: StateSram,
    private readonly vectors: VectorSram,
    private readonly coefficients: ReadOnlySram,
  ) {
    const { lanes, mode, maxOrder } = context.hardware.legendreUnit;
    this.lanes = lanes;
    this.scan = mode === 'scan' ? 1 : 0;
    this.loading = new Float64Array(maxOrder);
    this.old = new Float64Array(maxOrder);
    this.accumulators = new Float64Array(lanes);
    this.drain = new LegendreDrain(context, states, vectors);
    this.clock = clockedPort(context, 'legendreUnit', 'unit');
    this.products = context.counters.tally(
      eventField('legendreUnit.multiply'),
      eventField('legendreUnit.accumulate'),
    );
    this.runningSums = context.counters.tally(eventField('legendreUnit.runningSum'));
  }

  /** The last readouts are being written in this cycle. */
  get retires(): boolean {
    return this.drain.writesLast === 1;
  }

  /** In the decode cycle of a legendre: it starts in the next one. */
  start(instruction: Legendre): void {
    this.starting = instruction;
  }

  evaluate(): void {
    const { instruction } = this;
    if (instruction === undefined) return;
    this.clock.work();
    this.drain.evaluate();
    this.load(instruction);
    if (this.scan === 1) this.computeScan(instruction);
    else this.computeDense(instruction);
  }

  commit(): void {
    const { instruction } = this;
    if (instruction !== undefined) {
      if (this.drain.writesLast === 1) this.instruction = undefined;
      this.drain.commit();
      this.advance(instruction);
    }
    if (this.starting === undefined) return;
    this.instruction = this.starting;
    this.starting = undefined;
    const { order } = this.instruction;
    this.period = this.scan === 1 ? order : Math.ceil(order / this.lanes) * (order + 1);
    this.lead = 0;
    this.memory = 0;
    this.position = 0;
    this.computing = 0;
    this.drain.start(this.instruction);
  }

  private get memoryUnderWay(): boolean {
    return this.computing === 1 && this.memory < this.instruction!.memories;
  }

  /** Takes what arrives from the state SRAM and reads what comes next, and u with each memory's order 0. */
  private load({ order, memories, stateBase, inputBase }: Legendre): void {
    if (this.arriving >= 0) this.loading[this.arriving] = this.states.output;
    const outputs = this.vectors.output.length;
    const lastLead = this.computing === 0 && this.lead === order;
    const lastPosition = this.computing === 1 && this.position === this.period - 1;
    // The memory whose order 0 has just been read is the one after the memory that is swapped in.
    const swapped = this.computing === 1 ? this.memory + 1 : 0;
    this.swaps = (lastLead || lastPosition) && swapped < memories ? 1 : 0;
    if (this.swaps === 1) this.loadedInput = this.vectors.output[swapped % outputs]!;

    let memory = swapped;
    let index = this.computing === 1 ? this.position + 1 : this.lead;
    if (lastLead || lastPosition) {
      memory = swapped + 1;
      index = 0;
    }
    this.reading = -1;
    if (index >= order || memory >= memories) return;
    this.states.read(stateBase + memory * order + index);
    this.reading = index;
    if (index === 0 && memory % outputs === 0) this.vectors.read(inputBase + memory / outputs);
  }

  private computeDense({ order, memories, coefficientBase }: Legendre): void {
    const { accumulators } = this;
    if (this.completedRows > 0) {
      this.drain.capture(accumulators, this.completedRows);
      this.completedRows = 0;
    }
    if (this.computing === 0 && this.lead === order) this.coefficients.read(coefficientBase);
    if (!this.memoryUnderWay) return;
    const column = this.position % (order + 1);
    const pass = (this.position - column) / (order + 1);
    const rows = Math.min(this.lanes, order - pass * this.lanes);
    const operand = column < order ? this.old[column]! : this.input;
    const { image, output } = this.coefficients;
    for (let lane = 0; lane < rows; lane++) {
      const product = image[output + lane]! * operand;
      accumulators[lane] = column === 0 ? product : accumulators[lane]! + product;
    }
    this.products.count += rows;
    if (column === order) this.completedRows = rows;
    const last = this.memory === memories - 1 && this.position === this.period - 1;
    if (!last) this.coefficients.read(coefficientBase + ((this.position + 1) % this.period));
  }

  private computeScan({ coefficientBase, coefficientShift }: Legendre): void {
    if (this.completedRows > 0) {
      const { image, output } = this.coefficients;
      this.accumulators[0] = this.scanState * 2 ** coefficientShift + image[output]! * this.scanSum;
      this.drain.capture(this.accumulators, 1);
      this.products.count += 1;
      this.completedRows = 0;
    }
    if (!this.memoryUnderWay) return;
    const state = this.old[this.position]!;
    const sign = this.position % 2 === 0 ? 1 : -1;
    this.plainSum += state;
    this.alternatingSum += sign * state;
    this.scanSum = this.plainSum - this.total + sign * (this.input - this.alternatingSum);
    this.scanState = state;
    this.completedRows = 1;
    this.coefficients.read(coefficientBase + this.position);
    this.runningSums.count += 1;
  }

  private advance({ order, inputShift }: Legendre): void {
    this.arriving = this.reading;
    this.reading = -1;
    if (this.computing === 0) {
      this.computing = this.lead === order ? 1 : 0;
      this.lead += 1;
    } else {
      this.position += 1;
      if (this.position === this.period) {
        this.position = 0;
        this.memory += 1;
      }
    }
    if (this.swaps === 0) return;
    this.swaps = 0;
    [this.old, this.loading] = [this.loading, this.old];
    this.input = this.loadedInput * 2 ** inputShift;
    this.plainSum = 0;
    this.alternatingSum = 0;
    this.total = 0;
    for (let i = 0; i < order; i++) this.total += this.old[i]!;
  }
}
