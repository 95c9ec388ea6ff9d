import type { PortName, TileUnitName } from '../hardware/index.js';
import type { PlacedInstruction } from '../program/index.js';
import type { Accelerator, FrameResult } from './accelerator.js';

/** One access to a memory. The data of a read shows on the port's output in the next cycle (M1). */
export interface MemoryAccess {
  readonly cycle: number;
  readonly tile: number;
  readonly unit: TileUnitName;
  readonly port: PortName;
  readonly bank: number;
  readonly address: number;
  /** The word read or written. */
  readonly data: readonly number[];
}

/** An instruction leaving its tile in `cycle`, the cycle of its last write (T1). */
export interface Retirement {
  readonly cycle: number;
  readonly tile: number;
  /** Position in the tile's instructions. */
  readonly index: number;
  readonly instruction: PlacedInstruction;
}

/** Watches a machine without changing it. A machine without a probe pays one comparison for each access. */
export interface Probe {
  /** After all units have been evaluated in a cycle and before their registers change. */
  readonly onCycle?: (machine: Accelerator) => void;
  readonly onAccess?: (access: MemoryAccess) => void;
  readonly onRetire?: (retirement: Retirement) => void;
  /** In the cycle of the `send`. */
  readonly onResult?: (result: FrameResult) => void;
}
