import type { TileUnitName } from '../../hardware/index.js';
import type { TileContext } from '../tile-context.js';
import { MemoryPort } from './memory-port.js';

/**
 * A memory that is loaded before reset and then only read: instructions, weights, biases, coefficients (M1). Because
 * its words never change, its output register is the offset of the word that it shows.
 */
export class ReadOnlySram {
  /** Offset in `image` of the word on the output. */
  output = 0;
  readonly port: MemoryPort;
  private readonly wordLength: number;
  private next = 0;

  constructor(
    context: TileContext,
    unit: TileUnitName,
    readonly image: Int8Array | Int16Array | Uint32Array,
    wordLength: number,
    words: number,
    bankWords: number,
  ) {
    this.wordLength = wordLength | 0;
    this.port = new MemoryPort(context, unit, 'read', words, bankWords);
  }

  /** Presents an address; the word shows in the next cycle. */
  read(address: number): void {
    this.present(address);
  }

  commit(): void {
    this.output = this.next;
  }

  protected present(address: number): void {
    this.port.access(address);
    this.next = Math.imul(address, this.wordLength);
    if (this.port.watched === 1) this.port.report(address, this.image, this.next, this.wordLength);
  }
}
