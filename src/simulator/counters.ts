import { FIELDS, copyCounts, emptyCounts, type TileCounts } from '../hardware/index.js';
import type { ClockedPort, ClockView } from './clocked-port.js';

/**
 * The counters of one tile: a row for each instruction and one for `input` (docs/accelerator.md, E1). Units add to the
 * row of the instruction that occupies the tile; ports add their idle cycles when they next work or when the row ends.
 */
export class Counters {
  readonly values: Float64Array;
  /** Offset of the current instruction's row. */
  row = 0;
  /** Offset of the `input` row. */
  readonly inputRow: number;
  /** The tile's cycle: that of the evaluation under way, or of the next one between two steps. */
  now = 0;
  private readonly counts: TileCounts;
  private readonly ports: ClockedPort[] = [];

  constructor(instructions: number) {
    this.counts = emptyCounts(instructions);
    this.values = this.counts.values;
    this.inputRow = instructions * FIELDS.length;
  }

  /** Adds to a field of the current row. */
  add(field: number, amount: number): void {
    this.values[this.row + field]! += amount;
  }

  register(port: ClockedPort): void {
    this.ports.push(port);
  }

  /** Ends the current row before cycle `now + 1` and begins that of another instruction. */
  beginRow(instruction: number): void {
    for (const port of this.ports) port.settle(this.now + 1);
    this.row = instruction * FIELDS.length;
  }

  /** Everything counted before the cycle `now`. Call between steps. */
  snapshot(): TileCounts {
    for (const port of this.ports) port.settle(this.now);
    return copyCounts(this.counts);
  }

  /** The state of every port's domains in the cycle that was just evaluated. */
  clocks(): ClockView[] {
    return this.ports.map((port) => port.view());
  }
}
