import { machineError, type TileContext } from '../tile-context.js';
import { MemoryPort } from './memory-port.js';

/** The linear memories, one state a word: one read port and one write port (M1 to M3, M6). */
export class StateSram {
  readonly words: Int32Array;
  /** The word on the read port. */
  output = 0;
  readonly readPort: MemoryPort;
  readonly writePort: MemoryPort;
  private readAddress = -1;
  private writeAddress = -1;
  private written = 0;

  constructor(private readonly context: TileContext) {
    const { banks, bankWords } = context.hardware.stateSram;
    this.words = new Int32Array(banks * bankWords);
    this.readPort = new MemoryPort(context, 'stateSram', 'read', banks * bankWords, bankWords);
    this.writePort = new MemoryPort(context, 'stateSram', 'write', banks * bankWords, bankWords);
  }

  read(address: number): void {
    this.readPort.access(address);
    this.readAddress = address;
    this.refuseCollision();
    if (this.readPort.watched === 1) this.readPort.report(address, this.words, address, 1);
  }

  /** Writes at the end of the cycle. */
  write(address: number, value: number): void {
    this.writePort.access(address);
    this.writeAddress = address;
    this.written = value;
    this.refuseCollision();
    if (this.writePort.watched === 1) this.writePort.report(address, [value], 0, 1);
  }

  commit(): void {
    if (this.readAddress >= 0) {
      this.output = this.words[this.readAddress]!;
      this.readAddress = -1;
    }
    if (this.writeAddress >= 0) {
      this.words[this.writeAddress] = this.written;
      this.writeAddress = -1;
    }
  }

  private refuseCollision(): void {
    if (this.readAddress === this.writeAddress) {
      throw machineError(
        this.context,
        'collision',
        `stateSram reads and writes address ${this.readAddress} (rule M3)`,
      );
    }
  }
}
