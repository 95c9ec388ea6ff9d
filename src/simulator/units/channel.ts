import type { Bit } from '../bit.js';
import { machineError, type TileContext } from '../tile-context.js';
import { MemoryPort } from './memory-port.js';

/**
 * The input of a tile: buffers used in turn, written by the tile before or by the front end, and the flags that the
 * always-on unit keeps for them (H1, H2). Callers drive it during evaluation; everything shows in the next cycle.
 */
export class Channel {
  /** Buffers sent and not yet received. */
  full = 0;
  /** 1 while the consumer holds a buffer. */
  held = 0;
  /** The word on the read port, P elements. */
  readonly output: Int8Array;
  /** buffers x bufferWords x P elements. */
  readonly words: Int8Array;
  readonly readPort: MemoryPort;
  readonly writePort: MemoryPort;
  private readonly buffers: number;
  private readonly bufferWords: number;
  private readonly written: Int8Array;
  /** The held buffer and the one that is written next. */
  private heldBuffer: number;
  private writeBuffer = 0;
  private readAddress = -1;
  private writeAddress = -1;
  /** Something happens to the channel in this cycle. */
  changes: Bit = 0;
  private sent: Bit = 0;
  private received: Bit = 0;
  private released: Bit = 0;

  constructor(private readonly context: TileContext) {
    const { buffers, bufferWords } = context.hardware.channel;
    this.buffers = buffers;
    this.bufferWords = bufferWords;
    this.heldBuffer = buffers - 1;
    this.output = new Int8Array(context.outputsPerCycle);
    this.written = new Int8Array(context.outputsPerCycle);
    this.words = new Int8Array(buffers * bufferWords * context.outputsPerCycle);
    this.readPort = new MemoryPort(context, 'channel', 'read', bufferWords, bufferWords);
    this.writePort = new MemoryPort(context, 'channel', 'write', bufferWords, bufferWords);
  }

  /** Whether a frame can be written: full + held < buffers (H3). */
  get hasRoom(): boolean {
    return this.full + this.held < this.buffers;
  }

  /** Consumer: reads a word of the held buffer. */
  read(address: number): void {
    if (this.held === 0) {
      throw machineError(
        this.context,
        'no-frame',
        'a gemv reads the input channel, but no frame is held (rule I6)',
      );
    }
    this.readPort.access(address);
    this.changes = 1;
    this.readAddress = this.heldBuffer * this.bufferWords + address;
    const { length } = this.output;
    if (this.readPort.watched === 1) {
      this.readPort.report(this.readAddress, this.words, this.readAddress * length, length);
    }
  }

  /** Producer: writes a word of the buffer under way. */
  write(address: number, word: ArrayLike<number>): void {
    this.writePort.access(address);
    this.changes = 1;
    this.writeAddress = this.writeBuffer * this.bufferWords + address;
    for (let i = 0; i < this.written.length; i++) this.written[i] = word[i]!;
    if (this.writePort.watched === 1) {
      this.writePort.report(this.writeAddress, this.written, 0, this.written.length);
    }
  }

  /** Producer: the buffer under way is full. */
  send(): void {
    this.sent = 1;
    this.changes = 1;
  }

  /** Consumer: takes the next full buffer and frees the one held before. */
  receive(): void {
    this.received = 1;
    this.changes = 1;
  }

  /** Consumer: frees the held buffer. */
  release(): void {
    this.released = 1;
    this.changes = 1;
  }

  commit(): void {
    const { output, words, written } = this;
    if (this.readAddress >= 0) {
      const start = this.readAddress * output.length;
      for (let i = 0; i < output.length; i++) output[i] = words[start + i]!;
      this.readAddress = -1;
    }
    if (this.writeAddress >= 0) {
      words.set(written, this.writeAddress * written.length);
      this.writeAddress = -1;
    }
    if (this.sent === 1) {
      this.full += 1;
      this.writeBuffer = (this.writeBuffer + 1) % this.buffers;
      this.sent = 0;
    }
    if (this.received === 1) {
      this.full -= 1;
      this.held = 1;
      this.heldBuffer = (this.heldBuffer + 1) % this.buffers;
      this.received = 0;
    } else if (this.released === 1) {
      this.held = 0;
    }
    this.released = 0;
    this.changes = 0;
  }
}
