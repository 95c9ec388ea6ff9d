import { roundShift, saturate } from '../../fixed-point/index.js';
import { eventField } from '../../hardware/index.js';
import type { Legendre } from '../../program/index.js';
import type { Bit } from '../bit.js';
import type { Tally } from '../counters.js';
import type { TileContext } from '../tile-context.js';
import type { StateSram } from './state-sram.js';
import type { VectorSram } from './vector-sram.js';

/** The last stages of the Legendre unit: rounds one state a cycle, writes it back, and packs the readouts into words. */
export class LegendreDrain {
  /** The last word of readouts is being written in this cycle. */
  writesLast: Bit = 0;
  private instruction: Legendre | undefined;
  private readonly registers: Float64Array;
  private row = 0;
  private rows = 0;
  /** States written since the instruction began, which is also the index of the next one (M5, M6). */
  private done = 0;
  /** Readouts of the vector word under way, and the complete one that is written in the next cycle. */
  private readonly packed: Int8Array;
  private readonly word: Int8Array;
  private writes: Bit = 0;
  private completes: Bit = 0;
  private wordIndex = 0;
  private readonly requantised: Tally;

  constructor(
    private readonly context: TileContext,
    private readonly states: StateSram,
    private readonly vectors: VectorSram,
  ) {
    this.registers = new Float64Array(context.hardware.legendreUnit.lanes);
    this.packed = new Int8Array(context.outputsPerCycle);
    this.word = new Int8Array(context.outputsPerCycle);
    this.requantised = context.counters.tally(eventField('legendreUnit.requantise'));
  }

  start(instruction: Legendre): void {
    this.instruction = instruction;
    this.row = 0;
    this.rows = 0;
    this.done = 0;
    this.writesLast = 0;
  }

  /** Loads the drain registers at the end of this cycle; their rows are rounded in the following ones. */
  capture(sums: Float64Array, rows: number): void {
    for (let i = 0; i < rows; i++) this.registers[i] = sums[i]!;
    this.row = 0;
    this.rows = rows;
  }

  evaluate(): void {
    const instruction = this.instruction!;
    if (this.writes === 1) this.vectors.write(instruction.readoutBase + this.wordIndex, this.word);
    this.completes = 0;
    if (this.row < this.rows) this.round(instruction);
  }

  commit(): void {
    this.writes = this.completes;
    this.writesLast = 0;
    if (this.completes === 0) return;
    const { order, memories } = this.instruction!;
    this.word.set(this.packed);
    this.packed.fill(0);
    this.wordIndex = Math.ceil(this.done / this.word.length) - 1;
    this.writesLast = this.done === order * memories ? 1 : 0;
  }

  private round(instruction: Legendre): void {
    const { coefficientShift, readoutShift, stateBase, order, memories } = instruction;
    const { stateBits } = this.context.hardware.stateSram;
    const state = this.saturate(roundShift(this.registers[this.row]!, coefficientShift), stateBits, 'state');
    const readout = this.saturate(roundShift(state, readoutShift), 8, 'readout');
    this.states.write(stateBase + this.done, state);
    this.requantised.count += 1;
    this.packed[this.done % this.packed.length] = readout;
    this.row += 1;
    this.done += 1;
    const complete = this.done % this.packed.length === 0 || this.done === order * memories;
    this.completes = complete ? 1 : 0;
  }

  private saturate(value: number, bits: number, place: 'state' | 'readout'): number {
    const kept = saturate(value, bits);
    if (kept !== value) this.context.saturated(place, value);
    return kept;
  }
}
