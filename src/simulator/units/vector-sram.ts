import { machineError, type TileContext } from '../tile-context.js';
import { MemoryPort } from './memory-port.js';

/** u, h and readouts: one read port and one write port (M1 to M3, M5). */
export class VectorSram {
  readonly words: Int8Array;
  /** The word on the read port, P elements. */
  readonly output: Int8Array;
  readonly readPort: MemoryPort;
  readonly writePort: MemoryPort;
  private readAddress = -1;
  private writeAddress = -1;
  private readonly written: Int8Array;

  constructor(private readonly context: TileContext) {
    const { banks, bankWords } = context.hardware.vectorSram;
    this.words = new Int8Array(banks * bankWords * context.outputsPerCycle);
    this.output = new Int8Array(context.outputsPerCycle);
    this.written = new Int8Array(context.outputsPerCycle);
    this.readPort = new MemoryPort(context, 'vectorSram', 'read', banks * bankWords, bankWords);
    this.writePort = new MemoryPort(context, 'vectorSram', 'write', banks * bankWords, bankWords);
  }

  /** A port is used in this cycle. */
  get changes(): boolean {
    return this.readAddress >= 0 || this.writeAddress >= 0;
  }

  read(address: number): void {
    this.readPort.access(address);
    this.readAddress = address;
    this.refuseCollision();
    const { length } = this.output;
    if (this.readPort.watched === 1) this.readPort.report(address, this.words, address * length, length);
  }

  /** Writes the first P elements of `word` at the end of the cycle; undefined writes zeros. */
  write(address: number, word: ArrayLike<number> | undefined): void {
    this.writePort.access(address);
    this.writeAddress = address;
    for (let i = 0; i < this.written.length; i++) this.written[i] = word === undefined ? 0 : word[i]!;
    this.refuseCollision();
    if (this.writePort.watched === 1) this.writePort.report(address, this.written, 0, this.written.length);
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
  }

  private refuseCollision(): void {
    if (this.readAddress === this.writeAddress) {
      throw machineError(
        this.context,
        'collision',
        `vectorSram reads and writes address ${this.readAddress} (rule M3)`,
      );
    }
  }
}
