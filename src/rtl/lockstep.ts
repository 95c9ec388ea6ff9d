/** Everything that happens in one cycle; lines are sorted. A cycle in which nothing does has no record. */
export interface EventRecord {
  readonly cycle: number;
  readonly lines: readonly string[];
}

/** Who says what happened. */
export type Side = 'rtl' | 'simulator';

/** The first difference, with what both sides said before it. */
export interface Difference {
  readonly cycle: number;
  readonly message: string;
  /** Lines of the differing cycle that only one side has. */
  readonly rtl: readonly string[];
  readonly simulator: readonly string[];
  /** The cycles before, alike on both sides. */
  readonly before: readonly string[];
}

const SURROUNDINGS = 12;

/**
 * Pairs the records of two machines that should do the same in every cycle. Each side speaks in turn: two records in a
 * row from one side mean that the other lost one.
 */
export class Lockstep {
  private waiting: { readonly side: Side; readonly record: EventRecord } | undefined;
  private readonly recent: EventRecord[] = [];
  /** Pairs, and events in them. */
  records = 0;
  events = 0;
  difference: Difference | undefined;

  /** @returns whether the sides still agree; after the first difference nothing more is compared */
  push(side: Side, record: EventRecord): boolean {
    if (this.difference !== undefined) return false;
    const { waiting } = this;
    if (waiting === undefined) {
      this.waiting = { side, record };
      return true;
    }
    if (waiting.side === side) {
      return this.differ(`two records in a row from the ${side}`, [waiting.record], side);
    }
    this.waiting = undefined;
    const [rtl, simulator] = side === 'rtl' ? [record, waiting.record] : [waiting.record, record];
    if (rtl.cycle !== simulator.cycle || !alike(rtl.lines, simulator.lines))
      return this.unlike(rtl, simulator);
    this.records += 1;
    this.events += rtl.lines.length;
    this.recent.push(rtl);
    if (this.recent.length > SURROUNDINGS) this.recent.shift();
    return true;
  }

  /** Both sides have ended: a record that was never answered is a difference. */
  finish(): Difference | undefined {
    const { waiting } = this;
    if (this.difference === undefined && waiting !== undefined) {
      this.differ(
        `the ${waiting.side} went on after the other side had ended`,
        [waiting.record],
        waiting.side,
      );
    }
    return this.difference;
  }

  private unlike(rtl: EventRecord, simulator: EventRecord): false {
    const cycle = Math.min(rtl.cycle, simulator.cycle);
    const at = (record: EventRecord): readonly string[] => (record.cycle === cycle ? record.lines : []);
    this.difference = {
      cycle,
      message: 'the sides differ',
      rtl: at(rtl).filter((line) => !at(simulator).includes(line)),
      simulator: at(simulator).filter((line) => !at(rtl).includes(line)),
      before: this.recent.flatMap(({ lines }) => lines),
    };
    return false;
  }

  private differ(message: string, records: readonly EventRecord[], side: Side): false {
    const lines = records.flatMap((record) => record.lines);
    this.difference = {
      cycle: records[0]!.cycle,
      message,
      rtl: side === 'rtl' ? lines : [],
      simulator: side === 'simulator' ? lines : [],
      before: this.recent.flatMap((record) => record.lines),
    };
    return false;
  }
}

function alike(a: readonly string[], b: readonly string[]): boolean {
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
  return true;
}

/** A difference in words, for a person. */
export function differenceText({ cycle, message, rtl, simulator, before }: Difference): string {
  const block = (title: string, lines: readonly string[]): string[] => [
    title,
    ...(lines.length === 0 ? ['  nothing'] : lines.map((line) => `  ${line}`)),
  ];
  return [
    `cycle ${cycle}: ${message}`,
    ...block('only the rtl:', rtl),
    ...block('only the simulator:', simulator),
    ...block('before, on both sides:', before),
  ].join('\n');
}
