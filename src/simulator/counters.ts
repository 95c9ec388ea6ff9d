import { FIELDS, copyCounts, emptyCounts, type TileCounts } from '../hardware/index.js';
import type { ClockedPort, ClockView } from './clocked-port.js';

/** A count that is under way: units add to it in the cycle loop, and it joins its fields when the row ends. */
export class Tally {
  count = 0;

  constructor(readonly fields: readonly number[]) {}
}

/**
 * The counters of one tile: a row for each instruction and one for `input` (docs/accelerator.md, E1). Whatever units and
 * ports have tallied joins the row of the instruction that occupies the tile when that instruction retires.
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
  private readonly tallies: Tally[] = [];

  constructor(instructions: number) {
    this.counts = emptyCounts(instructions);
    this.values = this.counts.values;
    this.inputRow = instructions * FIELDS.length;
  }

  register(port: ClockedPort): void {
    this.ports.push(port);
  }

  /** A count for one unit to add to; events that always come together share one. */
  tally(...fields: number[]): Tally {
    const tally = new Tally(fields);
    this.tallies.push(tally);
    return tally;
  }

  /** Ends the current row before cycle `now + 1` and begins that of another instruction. */
  beginRow(instruction: number): void {
    this.settle(this.now + 1);
    this.row = instruction * FIELDS.length;
  }

  /** Everything counted before the cycle `now`. Call between steps. */
  snapshot(): TileCounts {
    this.settle(this.now);
    return copyCounts(this.counts);
  }

  /** Before a cycle whose clocks will be looked at. */
  beginCycle(): void {
    for (const port of this.ports) port.beginCycle();
  }

  /** The state of every port's domains in the cycle that was just evaluated. */
  clocks(): ClockView[] {
    return this.ports.map((port) => port.view());
  }

  private settle(cycle: number): void {
    for (const port of this.ports) port.settle(cycle);
    for (const tally of this.tallies) {
      if (tally.count === 0) continue;
      for (const field of tally.fields) this.values[this.row + field]! += tally.count;
      tally.count = 0;
    }
  }
}
