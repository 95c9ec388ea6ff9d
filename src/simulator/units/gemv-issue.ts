import { columnsOf, type Gemv } from '../../program/index.js';

/**
 * The sequencer's counters for a gemv, and the two pipeline stages that they drive (T4). Fields without a prefix are
 * those of the issue stage, F: what is read in this cycle. `multiply*` and `capture*` are one cycle later, F + 1.
 */
export class GemvIssue {
  /** A column is issued in this cycle. */
  valid = false;
  /** No column is issued because the shadow registers are still being drained. */
  stalled = false;
  weightAddress = 0;
  /** The operand's word is read in this cycle. */
  readsOperand = false;
  operandAddress = 0;
  /** ... from the input channel, not from the vector SRAM. */
  fromChannel = false;

  /** The lanes multiply and accumulate in this cycle. */
  multiplies = false;
  /** ... and load instead of add. */
  multiplyFirst = false;
  multiplyFromChannel = false;
  multiplyElement = 0;
  multiplyAlign = 0;
  multiplyLanes = 0;
  multiplyWeight = 0;
  /** The shadow registers are loaded in this cycle, with so many rows; the last row tile says so. */
  captures = false;
  captureRows = 0;
  captureLast = false;

  private gemv: Gemv | undefined;
  private align = 0;
  private segmentLength = 0;
  private rowsHere = 0;
  private columns = 0;
  private rowTile = 0;
  private rowTiles = 0;
  private column = 0;
  private segmentIndex = 0;
  private position = 0;
  private element = 0;
  /** Cycles until the shadow registers are free for the row tile under way (S(r) >= S(r-1) + L / P). */
  private hold = 0;
  /** The slot in which the first column of the next row tile would be issued: it captures the one before. */
  private captureSlot = false;
  private done = true;

  constructor(
    private readonly lanes: number,
    private readonly outputsPerCycle: number,
  ) {}

  /** Sets the counters so that the first column is issued in the next cycle. */
  start(gemv: Gemv): void {
    this.gemv = gemv;
    this.columns = columnsOf(gemv);
    this.rowTiles = Math.ceil(gemv.rows / this.lanes);
    this.rowTile = 0;
    this.weightAddress = gemv.weightBase;
    this.hold = 0;
    this.done = false;
    this.captureSlot = false;
    this.multiplies = false;
    this.captures = false;
    this.beginRowTile();
  }

  /** Rows of a row tile: L but for the last. */
  private rowsOf(rowTile: number): number {
    return Math.min(this.lanes, this.gemv!.rows - rowTile * this.lanes);
  }

  private beginRowTile(): void {
    this.valid = true;
    this.stalled = false;
    this.column = 0;
    this.segmentIndex = 0;
    this.rowsHere = this.rowsOf(this.rowTile);
    this.beginSegment();
  }

  private beginSegment(): void {
    const { memory, base, length, align } = this.gemv!.segments[this.segmentIndex]!;
    this.fromChannel = memory === 'channel';
    this.align = align;
    this.segmentLength = length;
    this.position = 0;
    this.element = 0;
    this.operandAddress = base;
    this.readsOperand = true;
  }

  /** The clock edge: stage F moves to F + 1, and the counters to the next slot. */
  advance(): void {
    this.multiplies = this.valid;
    this.captures = this.captureSlot;
    if (this.captureSlot) {
      const captured = this.valid ? this.rowTile - 1 : this.rowTile;
      this.captureRows = this.rowsOf(captured);
      this.captureLast = captured === this.rowTiles - 1;
      this.captureSlot = false;
    }
    if (this.hold > 0) this.hold -= 1;
    if (this.valid) {
      this.multiplyFirst = this.column === 0;
      this.multiplyFromChannel = this.fromChannel;
      this.multiplyElement = this.element;
      this.multiplyAlign = this.align;
      this.multiplyLanes = this.rowsHere;
      this.multiplyWeight = this.weightAddress;
      this.weightAddress += 1;
      this.column += 1;
      if (this.column < this.columns) {
        this.nextOperand();
        return;
      }
      this.valid = false;
      this.readsOperand = false;
    } else if (this.done) {
      return;
    }
    this.nextRowTile();
  }

  private nextOperand(): void {
    this.position += 1;
    if (this.position === this.segmentLength) {
      this.segmentIndex += 1;
      this.beginSegment();
      return;
    }
    this.element += 1;
    this.readsOperand = this.element === this.outputsPerCycle;
    if (this.readsOperand) {
      this.element = 0;
      this.operandAddress += 1;
    }
  }

  /** After the last column of a row tile: the next one's first column, or, after the last, a slot that only captures. */
  private nextRowTile(): void {
    if (this.hold > 0) {
      this.stalled = true;
      return;
    }
    this.stalled = false;
    this.captureSlot = true;
    if (this.rowTile + 1 === this.rowTiles) {
      this.done = true;
      return;
    }
    this.rowTile += 1;
    this.hold = this.lanes / this.outputsPerCycle;
    this.beginRowTile();
  }
}
