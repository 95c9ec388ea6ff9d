import { eventField } from '../../hardware/index.js';
import { columnsOf } from '../../program/index.js';
import type { ClockedPort } from '../clocked-port.js';
import type { Tally } from '../counters.js';
import { clockedPort, type TileContext } from '../tile-context.js';
import type { GemvIssue } from './gemv-issue.js';
import { onesIn, type WeightSram } from './weight-sram.js';

/**
 * L lanes of multiply-accumulate with one shadow register each (N4, N5, T4).
 *
 * What the lanes multiply is kept column by column; the accumulators are summed up when the shadow registers are loaded or
 * somebody looks. Sums of integers that cannot overflow (N5) do not depend on when they are formed, and a loop over the
 * columns of a lane holds its sum in a register, which a loop over the lanes in every cycle cannot.
 */
export class MacArray {
  /** The shadow registers: what the post-processor drains. */
  shadow: Int32Array;
  private nextShadow: Int32Array;
  private readonly lanes: number;
  private readonly clock: ClockedPort;
  private readonly operandMask: number;
  /** Operand, and offset of the weight word, of every column multiplied since the first of the row tile. */
  private readonly operands: Int32Array;
  private readonly weightOffsets: Int32Array;
  private columns = 0;
  private readonly products: Tally;
  private readonly captures: Tally;
  private readonly zeroProducts: Tally;
  private readonly operandToggles: Tally;
  private operand = 0;

  constructor(
    context: TileContext,
    private readonly issue: GemvIssue,
    private readonly weights: WeightSram,
    private readonly vectorOutput: Int8Array,
    private readonly channelOutput: Int8Array,
  ) {
    const { lanes, operandBits } = context.hardware.macArray;
    this.lanes = lanes | 0;
    this.shadow = new Int32Array(lanes);
    this.nextShadow = new Int32Array(lanes);
    this.operandMask = 2 ** operandBits - 1;
    this.clock = clockedPort(context, 'macArray', 'unit');
    const columns = context.program.instructions.map(({ instruction }) =>
      instruction.op === 'gemv' ? columnsOf(instruction) : 0,
    );
    this.operands = new Int32Array(Math.max(0, ...columns));
    this.weightOffsets = new Int32Array(this.operands.length);
    const { counters } = context;
    this.products = counters.tally(eventField('macArray.multiply'), eventField('macArray.accumulate'));
    this.captures = counters.tally(eventField('macArray.capture'));
    this.zeroProducts = counters.tally(eventField('macArray.zeroProduct'));
    this.operandToggles = counters.tally(eventField('macArray.operandToggle'));
  }

  /** The accumulators as they stand between two cycles, one a lane. */
  get accumulators(): Int32Array {
    return this.sum(new Int32Array(this.lanes));
  }

  /** A cycle in which the lanes multiply, or the shadow registers are loaded, or both. */
  evaluate(): void {
    const { issue } = this;
    // On one clock edge the shadow registers take the old sums and the first column of the next row tile replaces them.
    if (issue.captures === 1) this.capture();
    if (issue.multiplies === 1) this.multiply();
    // The row tile that is captured has at least as many rows as the next one, which multiplies in the same cycle.
    this.clock.workOn(issue.captures === 1 ? issue.captureRows : issue.multiplyLanes);
  }

  /** The clock edge of a cycle in which the shadow registers are loaded. */
  commit(): void {
    const { shadow } = this;
    this.shadow = this.nextShadow;
    this.nextShadow = shadow;
  }

  private capture(): void {
    this.sum(this.nextShadow);
    this.captures.count += this.issue.captureRows;
  }

  private multiply(): void {
    const { issue, weights } = this;
    const lanes = issue.multiplyLanes;
    const { fromChannel, element, align } = issue.operands[issue.multiplyColumn]!;
    const operand = (fromChannel === 1 ? this.channelOutput : this.vectorOutput)[element]! << align;
    if (issue.multiplyColumn === 0) this.columns = 0;
    this.products.count += lanes;
    if (operand === 0) this.zeroProducts.count += lanes;
    else {
      this.operands[this.columns] = operand;
      this.weightOffsets[this.columns] = weights.output;
      this.columns += 1;
      // Lanes without a row hold zero weights, which are not multiplications.
      const unused = this.lanes - lanes;
      this.zeroProducts.count += weights.zeroWeights[issue.weightAddress - 1]! - unused;
    }
    this.operandToggles.count += onesIn((operand ^ this.operand) & this.operandMask);
    this.operand = operand;
  }

  /** The sum of each lane's products. Math.imul and `| 0` keep it in a 32-bit register; N5 keeps it exact. */
  private sum(sums: Int32Array): Int32Array {
    const { lanes, columns, operands, weightOffsets } = this;
    const { weights } = this.weights;
    let lane = 0;
    for (; lane + 4 <= lanes; lane += 4) {
      let [a, b, c, d] = [0, 0, 0, 0];
      for (let column = 0; column < columns; column++) {
        const operand = operands[column]!;
        const first = weightOffsets[column]! + lane;
        a = (a + Math.imul(weights[first]!, operand)) | 0;
        b = (b + Math.imul(weights[first + 1]!, operand)) | 0;
        c = (c + Math.imul(weights[first + 2]!, operand)) | 0;
        d = (d + Math.imul(weights[first + 3]!, operand)) | 0;
      }
      sums[lane] = a;
      sums[lane + 1] = b;
      sums[lane + 2] = c;
      sums[lane + 3] = d;
    }
    for (; lane < lanes; lane++) {
      let sum = 0;
      for (let column = 0; column < columns; column++) {
        sum = (sum + Math.imul(weights[weightOffsets[column]! + lane]!, operands[column]!)) | 0;
      }
      sums[lane] = sum;
    }
    return sums;
  }
}
