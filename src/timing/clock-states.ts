import { mapped } from '../arrays/index.js';
import {
  TILE_UNITS,
  clockField,
  type ClockGating,
  type PortName,
  type TileUnitName,
  type UnitContext,
} from '../hardware/index.js';

/** A port of a unit of one tile, with what decides the state of its domains. */
export interface TilePort {
  readonly unit: TileUnitName;
  readonly port: PortName;
  readonly domains: number;
  readonly policy: ClockGating;
  /** Enters retention in sleeping cycles (H5). */
  readonly retains: boolean;
  /** Positions of the four clock states in a row of counts. */
  readonly active: number;
  readonly idleClocked: number;
  readonly gated: number;
  readonly retained: number;
}

const fields = TILE_UNITS.flatMap(({ name, ports }) =>
  ports.map((port) => ({
    unit: name,
    port,
    active: clockField(name, port, 'active'),
    idleClocked: clockField(name, port, 'idleClocked'),
    gated: clockField(name, port, 'gated'),
    retained: clockField(name, port, 'retained'),
  })),
);

const declarations = new Map(TILE_UNITS.map((unit) => [unit.name, unit]));

/** Every port of a tile in the order of {@link TILE_UNITS}. */
export function tilePorts(context: UnitContext): readonly TilePort[] {
  const slices: Partial<Record<TileUnitName, { clockGating: ClockGating; retention?: boolean }>> =
    context.tile;
  return mapped(fields, ({ unit, port, active, idleClocked, gated, retained }) => ({
    unit,
    port,
    domains: declarations.get(unit)!.domains(context),
    policy: slices[unit]?.clockGating ?? 'never',
    retains: slices[unit]?.retention ?? false,
    active,
    idleClocked,
    gated,
    retained,
  }));
}

/** How a port spends a number of cycles. */
export interface PortCycles {
  readonly cycles: number;
  /** Of these, cycles in which the tile sleeps. */
  readonly asleep: number;
  /** Active domain-cycles, and cycles with at least one active domain; never while asleep in a retained memory. */
  readonly activeDomainCycles: number;
  readonly activeCycles: number;
}

/** Adds a port's domain-cycles to the row of counts that starts at `row` (docs/accelerator.md, G1, G2 and H5). */
export function addClockStates(
  values: Float64Array,
  row: number,
  port: TilePort,
  { cycles, asleep, activeDomainCycles, activeCycles }: PortCycles,
): void {
  const retained = port.retains ? port.domains * asleep : 0;
  const inactive = port.domains * cycles - activeDomainCycles;
  const idleClocked =
    port.policy === 'never'
      ? inactive - retained
      : port.policy === 'whenIdle'
        ? port.domains * activeCycles - activeDomainCycles
        : 0;
  values[row + port.active]! += activeDomainCycles;
  values[row + port.idleClocked]! += idleClocked;
  values[row + port.gated]! += inactive - idleClocked;
  values[row + port.retained]! += retained;
}
