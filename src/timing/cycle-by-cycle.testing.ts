import {
  CLOCK_STATES,
  FIELDS,
  TILE_UNITS,
  activityField,
  clockField,
  eventField,
  type ClockGating,
  type ClockState,
  type PortName,
  type TileCounts,
  type TileUnitName,
  type UnitContext,
} from '../hardware/index.js';
import type { ActiveDomain, EnumeratedCycle } from './enumerate.testing.js';

interface Port {
  readonly unit: TileUnitName;
  readonly port: PortName;
  readonly domains: number;
  readonly policy: ClockGating;
  readonly retains: boolean;
  readonly position: Readonly<Record<ClockState, number>>;
}

/** Adds the cycles of one tile to its counts one by one, domain by domain (docs/accelerator.md, E1, G1, G2 and H5). */
export class CycleByCycle {
  private readonly ports: readonly Port[];

  constructor(
    readonly counts: TileCounts,
    context: UnitContext,
  ) {
    const slices: Partial<Record<TileUnitName, { clockGating: ClockGating; retention?: boolean }>> =
      context.tile;
    this.ports = TILE_UNITS.flatMap((unit) =>
      unit.ports.map((port) => ({
        unit: unit.name,
        port,
        domains: unit.domains(context),
        policy: slices[unit.name]?.clockGating ?? 'never',
        retains: slices[unit.name]?.retention ?? false,
        position: Object.fromEntries(
          CLOCK_STATES.map((state) => [state, clockField(unit.name, port, state)]),
        ) as Record<ClockState, number>,
      })),
    );
  }

  /** A cycle of the instruction in row `row`: its activity, its events, every port but the channel's write port. */
  add(row: number, { activity, events, active }: Omit<EnumeratedCycle, 'writesChannel'>): void {
    const { values } = this.counts;
    values[row * FIELDS.length + activityField(activity)]! += 1;
    for (const [name, count] of events) values[row * FIELDS.length + eventField(name)]! += count;
    const asleep = activity === 'waitInput' || activity === 'waitOutput';
    for (const port of this.ports) {
      if (port.unit === 'channel' && port.port === 'write') continue;
      this.addPort(row, port, active, asleep);
    }
  }

  /** A cycle of the channel's write port, in the row `input`. */
  addInput(written: boolean): void {
    const row = this.counts.instructions;
    if (written) this.counts.values[row * FIELDS.length + eventField('channel.write')]! += 1;
    const port = this.ports.find(({ unit, port: name }) => unit === 'channel' && name === 'write')!;
    this.addPort(row, port, written ? [{ unit: 'channel', port: 'write', domain: 0 }] : [], false);
  }

  private addPort(row: number, port: Port, active: readonly ActiveDomain[], asleep: boolean): void {
    const working = new Set(
      active.filter(({ unit, port: name }) => unit === port.unit && name === port.port).map((a) => a.domain),
    );
    if (port.unit === 'alwaysOn') working.add(0);
    const add = (state: ClockState): void => {
      this.counts.values[row * FIELDS.length + port.position[state]]! += 1;
    };
    for (let domain = 0; domain < port.domains; domain++) {
      if (working.has(domain)) add('active');
      else if (asleep && port.retains) {
        add('gated');
        add('retained');
      } else if (port.policy === 'never') add('idleClocked');
      else if (port.policy === 'whenIdle' && working.size > 0) add('idleClocked');
      else add('gated');
    }
  }
}
