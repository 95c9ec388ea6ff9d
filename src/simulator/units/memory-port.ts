import { eventField, type EventName, type PortName, type TileUnitName } from '../../hardware/index.js';
import type { Bit } from '../bit.js';
import type { ClockedPort } from '../clocked-port.js';
import { clockedPort, machineError, type TileContext } from '../tile-context.js';

/** One port of a memory: what an access counts, which bank it clocks, and what a probe is told. Rules M1 to M3. */
export class MemoryPort {
  readonly clock: ClockedPort;
  /** Whether a probe wants to know of accesses; without one an access pays for this look only. */
  readonly watched: Bit;
  private readonly words: number;

  constructor(
    private readonly context: TileContext,
    private readonly unit: TileUnitName,
    private readonly port: PortName,
    words: number,
    private readonly bankWords: number,
  ) {
    // A size that was read from a file may be a boxed number; `| 0` unboxes it, once and not in every comparison. No address
    // reaches 2^31.
    this.words = Math.min(words, 2 ** 31 - 1) | 0;
    this.watched = context.probe?.onAccess === undefined ? 0 : 1;
    this.clock = clockedPort(context, unit, port, eventField(`${unit}.${port}` as EventName));
  }

  /** Counts an access in the current cycle and clocks its bank. */
  access(address: number): void {
    if (address >= this.words) this.refuse(address);
    this.clock.work();
  }

  /** Tells the probe about a word of `length` elements that stands at `start` of `data`. */
  report(address: number, data: ArrayLike<number>, start: number, length: number): void {
    this.context.probe?.onAccess?.({
      cycle: this.context.counters.now,
      tile: this.context.index,
      unit: this.unit,
      port: this.port,
      bank: Math.floor(address / this.bankWords),
      address,
      data: Array.from({ length }, (_, i) => data[start + i]!),
    });
  }

  private refuse(address: number): never {
    throw machineError(
      this.context,
      'address',
      `${this.unit} has ${this.words} words, but address ${address} is used (rule M3)`,
    );
  }
}
