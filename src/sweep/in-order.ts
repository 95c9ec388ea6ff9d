import type { SweepRecord } from '../results/index.js';
import type { Shard } from './sweep.js';

/** Records that may wait: some megabytes. */
const MOST_WAITING = 4096;

/**
 * Tells records in the order of the points, however they come: one that comes before its turn waits. When too many wait, it
 * tells no more, so that memory does not grow with the sweep.
 */
export class InOrder {
  private readonly waiting = new Map<number, SweepRecord>();
  private next: number;
  private readonly step: number;
  private givenUp = false;

  constructor(
    { number, of }: Shard,
    private readonly each: (record: SweepRecord) => void,
    private readonly most = MOST_WAITING,
  ) {
    this.next = number - 1;
    this.step = of;
  }

  add(record: SweepRecord): void {
    if (this.givenUp) return;
    this.waiting.set(record.index, record);
    for (let first = this.waiting.get(this.next); first !== undefined; first = this.waiting.get(this.next)) {
      this.waiting.delete(this.next);
      this.next += this.step;
      this.each(first);
    }
    if (this.waiting.size > this.most) {
      this.givenUp = true;
      this.waiting.clear();
    }
  }

  /** Whether each record that came was told. */
  get toldAll(): boolean {
    return !this.givenUp && this.waiting.size === 0;
  }
}
