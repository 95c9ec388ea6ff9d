import type { Activity, EventName, PortName, TileUnitName } from '../hardware/index.js';
import type { ChannelWrites } from './channel-writes.js';

/**
 * Clocked work of one port. Both figures are needed: `perBank` and `perLane` gate by domain, `whenIdle` gates the port in
 * the cycles in which none of its domains works (docs/accelerator.md, G2).
 */
export interface PortWork {
  readonly unit: TileUnitName;
  readonly port: PortName;
  /** Active domains, summed over cycles (G3). */
  readonly domainCycles: number;
  /** Cycles with at least one active domain. */
  readonly cycles: number;
}

/** Work of a port of which one domain at most is active in a cycle: every memory, every unit but the MAC array. */
export function singleDomainWork(unit: TileUnitName, port: PortName, cycles: number): PortWork {
  return { unit, port, domainCycles: cycles, cycles };
}

/** What an instruction does in its X execution cycles, on a tile that waits for nothing. */
export interface Execution {
  /** X of rule T3. */
  readonly cycles: number;
  readonly activities: Partial<Record<Activity, number>>;
  readonly events: Partial<Record<EventName, number>>;
  readonly work: readonly PortWork[];
  /** When it writes the next tile's channel, if it does; those words are not among its own events (E1). */
  readonly channelWrites: ChannelWrites | undefined;
}
