import { invariant } from '../problems/index.js';
import type { SweepRecord } from '../results/index.js';
import type { Shard } from './sweep.js';

/** Tells records in the order of their points, however they come: one that comes before its turn waits. */
export class InOrder {
  private readonly waiting = new Map<number, SweepRecord>();
  private next: number;
  private readonly step: number;

  constructor(
    { number, of }: Shard,
    private readonly each: (record: SweepRecord) => void,
  ) {
    this.next = number - 1;
    this.step = of;
  }

  add(record: SweepRecord): void {
    this.waiting.set(record.index, record);
    for (let first = this.waiting.get(this.next); first !== undefined; first = this.waiting.get(this.next)) {
      this.waiting.delete(this.next);
      this.next += this.step;
      this.each(first);
    }
  }

  /** @throws InvariantError when a record still waits, since one before it never came */
  end(): void {
    invariant(this.waiting.size === 0, () => `no record of the point ${this.next}`);
  }
}
