import { compile } from '../compiler/index.js';
import { priceTable, type EnergyTable, type Prices } from '../energy/index.js';
import { sha256Hex, type HardwareConfiguration } from '../hardware/index.js';
import { encodeNetwork, type Network } from '../network/index.js';
import type { Program } from '../program/index.js';
import type { Override } from '../results/index.js';
import type { Probe } from '../simulator/index.js';
import { frameTiming } from '../timing/index.js';
import { refuseMissedRealTime } from './real-time.js';

/** What runs, and how: all but the frames. */
export interface MachineRequest {
  readonly network: Network;
  readonly hardware: HardwareConfiguration;
  readonly table: EnergyTable;
  /** A saturation is an error (rule N3). */
  readonly strict?: boolean;
  /** Runs a configuration that misses real time, and says so in the result, instead of refusing it. */
  readonly allowMissedRealTime?: boolean;
  /** Tile of each layer; chosen when left out. */
  readonly assignment?: readonly number[];
  readonly probe?: Probe;
  /** What was replaced in the hardware's file, for the result to say. */
  readonly overrides?: readonly Override[];
}

/** A request that was found to be possible. */
export interface Prepared extends MachineRequest {
  readonly networkHash: string;
  readonly program: Program;
  readonly prices: Prices;
}

/**
 * Compiles the network and prices the table, before any frame is run.
 *
 * @throws InputError when the network does not fit, real time is missed, or the table does not suit the hardware
 */
export function prepare(request: MachineRequest): Prepared {
  const { network, hardware, table } = request;
  const networkHash = sha256Hex(encodeNetwork(network));
  const program = compile(network, hardware, {
    networkHash,
    ...(request.assignment === undefined ? {} : { assignment: request.assignment }),
  });
  if (request.allowMissedRealTime !== true) {
    refuseMissedRealTime(hardware, frameTiming(program, hardware));
  }
  return { ...request, networkHash, program, prices: priceTable(table, hardware) };
}
