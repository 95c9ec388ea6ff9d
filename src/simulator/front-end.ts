import { frameDue_cycles, type HardwareConfiguration } from '../hardware/index.js';
import type { Channel } from './units/channel.js';

/** Writes frames into channel 0, one word a cycle, when they are due and there is room (docs/accelerator.md, H6, H7). */
export class FrontEnd {
  /** Arrival cycle of every frame that has arrived or is being written. */
  readonly arrivals: number[] = [];
  private readonly waiting: Int8Array[] = [];
  private readonly words: number;
  private readonly word: Int8Array;
  private writing: Int8Array | undefined;
  private progress = 0;
  /** Cycle in which frame 0 began to be written, or -1. */
  private start = -1;
  /** First cycle in which the next frame may be written, by its due time. */
  due = 0;

  constructor(
    private readonly hardware: HardwareConfiguration,
    private readonly inputs: number,
    private readonly channel: Channel,
  ) {
    this.words = Math.ceil(inputs / hardware.outputsPerCycle);
    this.word = new Int8Array(hardware.outputsPerCycle);
  }

  /** Frames that were fed and have not begun to be written. */
  get pending(): number {
    return this.waiting.length;
  }

  feed(frame: Int8Array): void {
    this.waiting.push(frame);
  }

  /** The cycle before which the next frame has to be fed so as not to be late; infinite while one waits. */
  get wanted(): number {
    if (this.waiting.length > 0) return Infinity;
    return this.writing === undefined ? this.due : this.dueAfter();
  }

  /**
   * Cycles from `cycle` on in which nothing can be written while every tile rests; infinite when no frame waits, or when
   * none will ever fit.
   */
  idleFrom(cycle: number): number {
    if (this.writing !== undefined || this.start < 0) return 0;
    return this.waiting.length === 0 || !this.channel.hasRoom ? Infinity : Math.max(0, this.due - cycle);
  }

  /** @param ready whether every tile sleeps in recv or has halted; asked until frame 0 has begun */
  evaluate(cycle: number, ready: () => boolean): void {
    if (this.writing === undefined) {
      if (this.waiting.length === 0 || !this.channel.hasRoom) return;
      if (this.start < 0) {
        if (!ready()) return;
        this.start = cycle;
      }
      this.writing = this.waiting.shift()!;
      this.progress = 0;
      this.arrivals.push(cycle + this.words);
    }
    const first = this.progress * this.word.length;
    for (let i = 0; i < this.word.length; i++) {
      this.word[i] = first + i < this.inputs ? this.writing[first + i]! : 0;
    }
    this.channel.write(this.progress, this.word);
    this.progress += 1;
    if (this.progress < this.words) return;
    this.channel.send();
    this.writing = undefined;
    this.due = this.dueAfter();
  }

  /** When the frame after the last that began to be written may begin. */
  private dueAfter(): number {
    return this.start + frameDue_cycles(this.hardware, this.arrivals.length);
  }
}
