import type { Gemv } from '../../program/index.js';
import type { Bit } from '../bit.js';
import type { ColumnOperand } from './column-operand.js';

/**
 * The sequencer's counters for a gemv, and the two pipeline stages that they drive (T4). Fields without a prefix are
 * those of the issue stage, F: what is read in this cycle. `multiply*` and `capture*` are one cycle later, F + 1.
 */
export class GemvIssue {
  /** The operands of the gemv under way, one a column. */
  operands: readonly ColumnOperand[] = [];
  /** A column is issued in this cycle. */
  valid: Bit = 0;
  column = 0;
  /** The word of the column that is issued; also once it multiplies, the one before this. */
  weightAddress = 0;
  /** No column is issued because the shadow registers are still being drained. */
  stalled: Bit = 0;

  /** The lanes multiply and accumulate in this cycle; the first column of a row tile loads. */
  multiplies: Bit = 0;
  multiplyColumn = 0;
  multiplyLanes = 0;
  /** The shadow registers are loaded in this cycle, with so many rows; the last row tile says so. */
  captures: Bit = 0;
  captureRows = 0;
  captureLast: Bit = 0;

  private rows = 0;
  private rowsHere = 0;
  private rowTile = 0;
  private rowTiles = 0;
  /**
   * Cycles from the first column of the row tile until the shadow registers are free for it (S(r) >= S(r-1) + L / P);
   * after its last column, those that are left.
   */
  private hold = 0;
  /** The slot in which the first column of the next row tile would be issued: it captures the one before. */
  private captureSlot: Bit = 0;
  private done: Bit = 1;

  private readonly lanes: number;
  private readonly outputsPerCycle: number;

  constructor(lanes: number, outputsPerCycle: number) {
    this.lanes = lanes | 0;
    this.outputsPerCycle = outputsPerCycle | 0;
  }

  /** Sets the counters so that the first column is issued in the next cycle. */
  start({ rows, weightBase }: Gemv, operands: readonly ColumnOperand[]): void {
    this.operands = operands;
    this.rows = rows;
    this.rowTiles = Math.ceil(rows / this.lanes);
    this.rowTile = 0;
    this.weightAddress = weightBase;
    this.hold = 0;
    this.done = 0;
    this.captureSlot = 0;
    this.multiplies = 0;
    this.captures = 0;
    this.beginRowTile();
  }

  /** The clock edge: stage F moves to F + 1, and the counters to the next slot. */
  advance(): void {
    this.multiplies = this.valid;
    this.captures = this.captureSlot;
    if (this.captureSlot === 1) this.capture();
    if (this.valid === 1) {
      this.multiplyColumn = this.column;
      this.multiplyLanes = this.rowsHere;
      this.weightAddress += 1;
      this.column += 1;
      if (this.column === this.operands.length) this.endRowTile();
    } else if (this.done === 0) {
      this.hold -= 1;
      this.nextRowTile();
    }
  }

  /** Rows of a row tile: L but for the last. */
  private rowsOf(rowTile: number): number {
    return Math.min(this.lanes, this.rows - rowTile * this.lanes);
  }

  private beginRowTile(): void {
    this.valid = 1;
    this.stalled = 0;
    this.column = 0;
    this.rowsHere = this.rowsOf(this.rowTile);
  }

  /** After the last column of a row tile. */
  private endRowTile(): void {
    this.valid = 0;
    this.hold -= this.operands.length;
    this.nextRowTile();
  }

  /** The next row tile's first column when the shadow registers allow it, or, after the last, a slot that only captures. */
  private nextRowTile(): void {
    if (this.hold > 0) {
      this.stalled = 1;
      return;
    }
    this.stalled = 0;
    this.captureSlot = 1;
    if (this.rowTile + 1 === this.rowTiles) {
      this.done = 1;
      return;
    }
    this.rowTile += 1;
    this.hold = this.lanes / this.outputsPerCycle;
    this.beginRowTile();
  }

  private capture(): void {
    const captured = this.valid === 1 ? this.rowTile - 1 : this.rowTile;
    this.captureRows = this.rowsOf(captured);
    this.captureLast = captured === this.rowTiles - 1 ? 1 : 0;
    this.captureSlot = 0;
  }
}
