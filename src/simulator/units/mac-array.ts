import { eventField } from '../../hardware/index.js';
import type { ClockedPort } from '../clocked-port.js';
import type { Tally } from '../counters.js';
import { clockedPort, type TileContext } from '../tile-context.js';
import type { GemvIssue } from './gemv-issue.js';
import { onesIn, type WeightSram } from './weight-sram.js';

/** L lanes of multiply-accumulate with one shadow register each (N4, N5, T4). */
export class MacArray {
  /** The shadow registers: what the post-processor drains. */
  shadow: Int32Array;
  private nextShadow: Int32Array;
  private readonly accumulators: Int32Array;
  private readonly clock: ClockedPort;
  private readonly operandMask: number;
  private operand = 0;
  private readonly products: Tally;
  private readonly captures: Tally;
  private readonly zeroProducts: Tally;
  private readonly operandToggles: Tally;

  constructor(
    context: TileContext,
    private readonly issue: GemvIssue,
    private readonly weights: WeightSram,
    private readonly vectorOutput: Int8Array,
    private readonly channelOutput: Int8Array,
  ) {
    const { lanes, operandBits } = context.hardware.macArray;
    this.accumulators = new Int32Array(lanes);
    this.shadow = new Int32Array(lanes);
    this.nextShadow = new Int32Array(lanes);
    this.operandMask = 2 ** operandBits - 1;
    this.clock = clockedPort(context, 'macArray', 'unit');
    const { counters } = context;
    this.products = counters.tally(eventField('macArray.multiply'), eventField('macArray.accumulate'));
    this.captures = counters.tally(eventField('macArray.capture'));
    this.zeroProducts = counters.tally(eventField('macArray.zeroProduct'));
    this.operandToggles = counters.tally(eventField('macArray.operandToggle'));
  }

  /** A cycle in which the lanes multiply, or the shadow registers are loaded, or both. */
  evaluate(): void {
    const { issue } = this;
    // The accumulators belong to this unit alone: captured before they change, as registers on one edge are.
    if (issue.captures) this.capture();
    if (issue.multiplies) this.multiply();
    this.clock.work(
      issue.captures
        ? Math.max(issue.captureRows, issue.multiplies ? issue.multiplyLanes : 0)
        : issue.multiplyLanes,
    );
  }

  /** The clock edge of a cycle in which the shadow registers are loaded. */
  commit(): void {
    [this.shadow, this.nextShadow] = [this.nextShadow, this.shadow];
  }

  private capture(): void {
    this.nextShadow.set(this.accumulators);
    this.captures.count += this.issue.captureRows;
  }

  private multiply(): void {
    const { issue, accumulators } = this;
    const lanes = issue.multiplyLanes;
    const source = issue.multiplyFromChannel ? this.channelOutput : this.vectorOutput;
    const operand = source[issue.multiplyElement]! << issue.multiplyAlign;
    const weights = this.weights.weights;
    const start = this.weights.output;
    if (issue.multiplyFirst) {
      for (let lane = 0; lane < lanes; lane++) accumulators[lane] = weights[start + lane]! * operand;
    } else {
      for (let lane = 0; lane < lanes; lane++) accumulators[lane]! += weights[start + lane]! * operand;
    }
    this.products.count += lanes;
    // Lanes without a row hold zero weights, which are not multiplications.
    const unused = accumulators.length - lanes;
    this.zeroProducts.count +=
      operand === 0 ? lanes : this.weights.zeroWeights[issue.multiplyWeight]! - unused;
    this.operandToggles.count += onesIn((operand ^ this.operand) & this.operandMask);
    this.operand = operand;
  }
}
