import { eventField } from '../../hardware/index.js';
import type { Tally } from '../counters.js';
import type { TileContext } from '../tile-context.js';
import { ReadOnlySram } from './read-only-sram.js';

/** Weights, one for each lane in a word (M4). Also counts how many output bits change (E2). */
export class WeightSram extends ReadOnlySram {
  readonly weights: Int8Array;
  /** Zero weights in each word: with the operand it tells how many products are zero. */
  readonly zeroWeights: Uint16Array;
  /** Bits in which a word differs from the one before it in memory. */
  private readonly toggles: Uint16Array;
  private shown = -1;
  private readonly outputToggles: Tally;

  constructor(
    tile: TileContext,
    private readonly lanes: number,
    private readonly weightBits: number,
  ) {
    const { banks, bankWords } = tile.hardware.weightSram;
    super(tile, 'weightSram', tile.program.image.weights, lanes, banks * bankWords, bankWords);
    this.weights = tile.program.image.weights;
    this.outputToggles = tile.counters.tally(eventField('weightSram.readToggle'));
    const words = this.weights.length / lanes;
    this.zeroWeights = Uint16Array.from({ length: words }, (_, word) =>
      this.weights
        .subarray(word * lanes, (word + 1) * lanes)
        .reduce((zeros, weight) => zeros + (weight === 0 ? 1 : 0), 0),
    );
    this.toggles = Uint16Array.from({ length: words }, (_, word) =>
      word === 0 ? 0 : this.difference(word - 1, word),
    );
  }

  override read(address: number): void {
    this.present(address);
    const { shown } = this;
    const follows = shown === address - 1 && shown >= 0;
    this.outputToggles.count += follows ? this.toggles[address]! : this.difference(shown, address);
    this.shown = address;
  }

  /** Bits that differ between two words; word -1 is the output after reset, 0. */
  private difference(from: number, to: number): number {
    const mask = 2 ** this.weightBits - 1;
    let changed = 0;
    for (let lane = 0; lane < this.lanes; lane++) {
      const before = from < 0 ? 0 : this.weights[from * this.lanes + lane]!;
      changed += onesIn((before ^ this.weights[to * this.lanes + lane]!) & mask);
    }
    return changed;
  }
}

const ONES = Uint8Array.from({ length: 1024 }, (_, value) => value.toString(2).replaceAll('0', '').length);

/** Bits that are 1 in a number of at most 10 bits: a weight or an operand. */
export function onesIn(value: number): number {
  return ONES[value]!;
}
