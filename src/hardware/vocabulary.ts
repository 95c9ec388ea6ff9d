import type { ActionDeclaration, PortName, UnitDeclaration } from './unit.js';
import { clockTree } from './units/clock-tree.js';
import { TILE_UNITS } from './units/index.js';

/** Names of the units of a tile. */
export type TileUnitName = (typeof TILE_UNITS)[number]['name'];
/** Names of all units: those of a tile, and the accelerator's own. */
export type UnitName = TileUnitName | (typeof clockTree)['name'];

type EventsOf<Unit> = Unit extends {
  readonly name: infer Name extends string;
  readonly actions: infer Actions;
}
  ? `${Name}.${keyof Actions & string}`
  : never;
/** `unit.action` for every action that a unit declares. */
export type EventName = EventsOf<(typeof TILE_UNITS)[number]>;

/** What a tile does in a cycle: exactly one (docs/accelerator.md, E3). */
export const ACTIVITIES = [
  'fetch',
  'decode',
  'issue',
  'drainStall',
  'drain',
  'legendre',
  'clear',
  'control',
  'waitInput',
  'waitOutput',
  'wake',
  'halted',
] as const;
export type Activity = (typeof ACTIVITIES)[number];

/** State of a clock domain in a cycle (G1). `retained` counts, besides, the gated bank-cycles in retention (H5). */
export const CLOCK_STATES = ['active', 'idleClocked', 'gated', 'retained'] as const;
export type ClockState = (typeof CLOCK_STATES)[number];

/** A counter of one instruction on one tile: an activity, an event, or the state of a port's clock domains. */
export type Field =
  | { readonly kind: 'activity'; readonly activity: Activity }
  | {
      readonly kind: 'event';
      readonly unit: TileUnitName;
      readonly action: string;
      readonly dataDependent: boolean;
    }
  | {
      readonly kind: 'clock';
      readonly unit: TileUnitName;
      readonly port: PortName;
      readonly state: ClockState;
    };

export function unitDeclaration(name: UnitName): UnitDeclaration {
  const found = [clockTree, ...TILE_UNITS].find((unit) => unit.name === name);
  if (found === undefined) throw new RangeError(`no unit ${name}`);
  return found;
}

export function actionDeclaration(unit: UnitName, action: string): ActionDeclaration {
  const found = unitDeclaration(unit).actions[action];
  if (found === undefined) throw new RangeError(`no action ${unit}.${action}`);
  return found;
}

const named: readonly (readonly [string, Field])[] = [
  ...ACTIVITIES.map((activity) => [`activity.${activity}`, { kind: 'activity', activity }] as const),
  ...TILE_UNITS.flatMap((unit) => [
    ...Object.entries<ActionDeclaration>(unit.actions).map(
      ([action, { dataDependent }]) =>
        [`${unit.name}.${action}`, { kind: 'event', unit: unit.name, action, dataDependent }] as const,
    ),
    ...unit.ports.flatMap((port) =>
      CLOCK_STATES.map(
        (state) =>
          [`${unit.name}.${port}.${state}`, { kind: 'clock', unit: unit.name, port, state }] as const,
      ),
    ),
  ]),
];

/** Every counter, in the order of a row of counts. */
export const FIELDS: readonly Field[] = named.map(([, field]) => field);
/** `activity.fetch`, `macArray.multiply`, `vectorSram.read.gated`, ... in the order of {@link FIELDS}. */
export const FIELD_NAMES: readonly string[] = named.map(([name]) => name);

const positions = new Map<string, number>(FIELD_NAMES.map((name, index) => [name, index]));

function position(positions: ReadonlyMap<string, number>, name: string): number {
  const index = positions.get(name);
  if (index === undefined) throw new RangeError(`no counter ${name}`);
  return index;
}

// A sweep asks millions of times: names put together for each question were a tenth of its time.
const activityPositions = new Map<string, number>(
  ACTIVITIES.map((activity) => [activity, position(positions, `activity.${activity}`)]),
);
const clockPositions = new Map<string, ReadonlyMap<string, ReadonlyMap<string, number>>>(
  TILE_UNITS.map(({ name, ports }) => [
    name,
    new Map(ports.map((port) => [port, statePositions(name, port)])),
  ]),
);

function statePositions(unit: TileUnitName, port: PortName): ReadonlyMap<string, number> {
  return new Map(CLOCK_STATES.map((state) => [state, position(positions, `${unit}.${port}.${state}`)]));
}

/** Position of an event's counter in a row of counts. */
export const eventField = (name: EventName): number => position(positions, name);
/** Position of an activity's counter in a row of counts. */
export const activityField = (activity: Activity): number => position(activityPositions, activity);
/** Position of a clock state's counter in a row of counts. */
export function clockField(unit: TileUnitName, port: PortName, state: ClockState): number {
  const states = clockPositions.get(unit)?.get(port);
  if (states === undefined) throw new RangeError(`no counter ${unit}.${port}`);
  return position(states, state);
}
