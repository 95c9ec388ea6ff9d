import { roundShift } from '../../fixed-point/index.js';
import { TABLE_ENTRIES, eventField } from '../../hardware/index.js';
import type { Gemv } from '../../program/index.js';
import type { Bit } from '../bit.js';
import type { ClockedPort } from '../clocked-port.js';
import type { Tally } from '../counters.js';
import { clockedPort, type TileContext } from '../tile-context.js';
import type { GemvIssue } from './gemv-issue.js';
import type { ReadOnlySram } from './read-only-sram.js';

/** Bias, rounding shift, saturation, activation, argmax, score registers: P results a cycle (N2, N3, N6, N7, T4). */
export class PostProcessor {
  /** Results are written in this cycle. */
  writes: Bit = 0;
  /** ... the last ones of the gemv. */
  writesLast: Bit = 0;
  /** Vector word of the results, counted from the first one of the gemv. */
  word = 0;
  /** P results. */
  result: Int32Array;
  readonly scores: Int32Array;
  prediction = 0;
  private nextResult: Int32Array;
  private readonly clock: ClockedPort;
  /** Rows of the shadow registers that are not drained yet, and whether they are the gemv's last. */
  private rowsLeft = 0;
  private lastRowTile: Bit = 0;
  /** Lane of the next group, and its word counted from the gemv's first. */
  private lane = 0;
  private nextWord = 0;
  private best = 0;
  private computes: Bit = 0;
  private readonly outputs: Tally;
  private readonly lookups: Tally;
  private readonly comparisons: Tally;

  constructor(
    private readonly context: TileContext,
    private readonly issue: GemvIssue,
    private readonly gemv: () => Gemv | undefined,
    private readonly shadow: () => Int32Array,
    private readonly biases: ReadOnlySram,
  ) {
    this.result = new Int32Array(context.outputsPerCycle);
    this.nextResult = new Int32Array(context.outputsPerCycle);
    this.scores = new Int32Array(context.hardware.postProcessor.scores);
    this.clock = clockedPort(context, 'postProcessor', 'unit');
    this.outputs = context.counters.tally(eventField('postProcessor.output'));
    this.lookups = context.counters.tally(eventField('postProcessor.tableLookup'));
    this.comparisons = context.counters.tally(eventField('postProcessor.compare'));
  }

  /** Results are computed or written in this cycle. */
  get busy(): boolean {
    return this.rowsLeft > 0 || this.writes === 1;
  }

  evaluate(): void {
    const gemv = this.gemv()!;
    const outputs = this.context.outputsPerCycle;
    this.computes = this.rowsLeft > 0 ? 1 : 0;
    if (this.computes === 1) this.compute(gemv);
    if (this.writes === 1 && gemv.raw) this.writeScores(gemv);
    if (this.computes === 1 || this.writes === 1) this.clock.work();
    // The bias word of the group that is computed in the next cycle.
    const another = this.rowsLeft > outputs;
    if (gemv.biasBase !== undefined && (this.issue.captures === 1 || another)) {
      this.biases.read(gemv.biasBase + this.nextWord + this.computes);
    }
  }

  commit(): void {
    const outputs = this.context.outputsPerCycle;
    this.writes = this.computes;
    this.writesLast = 0;
    if (this.computes === 1) {
      [this.result, this.nextResult] = [this.nextResult, this.result];
      this.word = this.nextWord;
      this.nextWord += 1;
      this.lane += outputs;
      this.rowsLeft = Math.max(0, this.rowsLeft - outputs);
      this.writesLast = this.rowsLeft === 0 ? this.lastRowTile : 0;
      if (this.writesLast === 1) this.nextWord = 0;
    }
    if (this.issue.captures === 1) {
      this.rowsLeft = this.issue.captureRows;
      this.lastRowTile = this.issue.captureLast;
      this.lane = 0;
    }
  }

  private compute(gemv: Gemv): void {
    const { nextResult, lane } = this;
    const shadow = this.shadow();
    const rows = Math.min(this.rowsLeft, nextResult.length);
    const biased = gemv.biasBase !== undefined;
    for (let i = 0; i < nextResult.length; i++) {
      // Elements beyond the length are 0 (M5).
      if (i >= rows) nextResult[i] = 0;
      else {
        const sum = shadow[lane + i]! + (biased ? this.biases.image[this.biases.output + i]! : 0);
        nextResult[i] = gemv.raw ? sum : this.activate(gemv, sum);
      }
    }
    this.outputs.count += rows;
    // A raw result is the sum itself (N6): it goes through no table.
    if (gemv.activation === 'table' && !gemv.raw) this.lookups.count += rows;
    if (gemv.argmax) this.comparisons.count += rows;
  }

  private activate(gemv: Gemv, sum: number): number {
    const rounded = roundShift(sum, gemv.shift);
    let value = rounded;
    if (rounded > 127) value = 127;
    else if (gemv.activation === 'relu') return rounded < 0 ? 0 : rounded;
    else if (rounded < -128) value = -128;
    if (value !== rounded) this.context.saturated('vector', rounded);
    return gemv.activation === 'table'
      ? this.context.program.image.tables[gemv.table * TABLE_ENTRIES + value + 128]!
      : value;
  }

  /** Score registers, and the argmax that streams with them: the lowest index of the greatest (N7). */
  private writeScores(gemv: Gemv): void {
    const first = this.word * this.result.length;
    const count = Math.min(this.result.length, gemv.rows - first);
    for (let i = 0; i < count; i++) {
      const score = this.result[i]!;
      this.scores[first + i] = score;
      if (gemv.argmax && (first + i === 0 || score > this.best)) {
        this.best = score;
        this.prediction = first + i;
      }
    }
  }
}
