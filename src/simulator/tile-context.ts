import { InputError } from '../problems/index.js';
import type { ClockGating, PortName, TileHardware, TileUnitName } from '../hardware/index.js';
import { TILE_UNITS } from '../hardware/index.js';
import type { TileProgram } from '../program/index.js';
import { ClockedPort } from './clocked-port.js';
import type { Counters } from './counters.js';
import type { Probe } from './probe.js';

/** What every unit of a tile is built from. */
export interface TileContext {
  readonly index: number;
  readonly hardware: TileHardware;
  /** P. */
  readonly outputsPerCycle: number;
  readonly program: TileProgram;
  readonly counters: Counters;
  readonly probe: Probe | undefined;
  /** Counts a saturation of one value, or throws in strict mode (N3). */
  readonly saturated: (where: SaturationPlace, value: number) => void;
}

/** What saturated: a vector element of the post-processor, a state, or a state's readout. */
export type SaturationPlace = 'vector' | 'state' | 'readout';

/** The port of a unit as the configuration clocks it. */
export function clockedPort(
  context: TileContext,
  unit: TileUnitName,
  port: PortName,
  eventField?: number,
): ClockedPort {
  const declaration = TILE_UNITS.find(({ name }) => name === unit)!;
  const domains = declaration.domains({ tile: context.hardware, outputsPerCycle: context.outputsPerCycle });
  const slice = (context.hardware as Partial<Record<TileUnitName, { clockGating: ClockGating }>>)[unit];
  const input = unit === 'channel' && port === 'write';
  return new ClockedPort(
    context.counters,
    unit,
    port,
    domains,
    slice?.clockGating ?? 'always',
    eventField,
    input,
  );
}

/** A program did what the contract calls an error (M3, or a saturation in strict mode). */
export function machineError(context: TileContext, code: string, message: string, hint?: string): InputError {
  return new InputError([
    {
      code: `simulator.${code}`,
      path: `tiles[${context.index}]`,
      message: `${message} in cycle ${context.counters.now}`,
      ...(hint === undefined ? {} : { hint }),
    },
  ]);
}
