import {
  ACTIVITIES,
  FIELDS,
  activityField,
  eventField,
  type EventName,
  type TileCounts,
} from '../hardware/index.js';
import { addClockStates, type TilePort } from './clock-states.js';
import type { Execution } from './execution.js';

/** What one row of counts gets: something done `times` times. */
export interface Usage extends Pick<Execution, 'activities' | 'events' | 'work'> {
  /** Cycles in which it occupies the tile. */
  readonly cycles: number;
  /** Of these, cycles in which the tile sleeps. */
  readonly asleep: number;
}

const activityPositions = ACTIVITIES.map((activity) => [activity, activityField(activity)] as const);
const eventPositions = FIELDS.flatMap((field) => {
  if (field.kind !== 'event' || field.dataDependent) return [];
  const name = `${field.unit}.${field.action}` as EventName;
  return [[name, eventField(name)] as const];
});

/**
 * Adds to an instruction's row what the tile does while the instruction occupies it: activities, events, and the states
 * of all clock domains but the channel's write port (docs/accelerator.md, E1 and E3).
 */
export function addInstructionRow(
  counts: TileCounts,
  instruction: number,
  ports: readonly TilePort[],
  { activities, events, work, cycles, asleep }: Usage,
  times: number,
): void {
  const row = instruction * FIELDS.length;
  for (const [activity, position] of activityPositions) {
    counts.values[row + position]! += times * (activities[activity] ?? 0);
  }
  for (const [event, position] of eventPositions) {
    counts.values[row + position]! += times * (events[event] ?? 0);
  }
  for (const port of ports) {
    if (isChannelWrite(port)) continue;
    const done =
      port.unit === 'alwaysOn'
        ? { domainCycles: cycles, cycles }
        : work.find(({ unit, port: name }) => unit === port.unit && name === port.port);
    addClockStates(counts.values, row, port, {
      cycles: times * cycles,
      asleep: times * asleep,
      activeDomainCycles: times * (done?.domainCycles ?? 0),
      activeCycles: times * (done?.cycles ?? 0),
    });
  }
}

/** Adds to the row `input` what others do to the tile's channel in so many cycles (E1). */
export function addInputRow(
  counts: TileCounts,
  ports: readonly TilePort[],
  words: number,
  cycles: number,
): void {
  const row = counts.instructions * FIELDS.length;
  counts.values[row + eventField('channel.write')]! += words;
  addClockStates(counts.values, row, ports.find(isChannelWrite)!, {
    cycles,
    asleep: 0,
    activeDomainCycles: words,
    activeCycles: words,
  });
}

const isChannelWrite = ({ unit, port }: TilePort): boolean => unit === 'channel' && port === 'write';
