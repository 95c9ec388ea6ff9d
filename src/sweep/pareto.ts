import type { Aim, SweepRecord } from '../results/index.js';

type Objectives = Readonly<Record<string, Aim>>;

/** What is to be least: a result that is wanted most, negated; undefined where a record has no such result. */
function costs(record: SweepRecord, objectives: Objectives): readonly number[] | undefined {
  const found = Object.entries(objectives).map(([name, aim]) => {
    const result = record.results?.[name];
    return result === undefined ? NaN : aim === 'most' ? -result : result;
  });
  return found.some(Number.isNaN) ? undefined : found;
}

/** Of two points the first objective that differs decides, then the order of the points (O3). */
function compare(a: Placed, b: Placed): number {
  for (const [i, cost] of a.costs.entries()) if (cost !== b.costs[i]) return cost - b.costs[i]!;
  return a.record.index - b.record.index;
}

interface Placed {
  readonly record: SweepRecord;
  readonly costs: readonly number[];
}

/**
 * The Pareto front of what comes (O1), kept while it comes: a point that is beaten is let go.
 */
export class Front {
  private kept: Placed[] = [];

  constructor(private readonly objectives: Objectives) {}

  add(record: SweepRecord): void {
    const own = record.status === 'ok' ? costs(record, this.objectives) : undefined;
    if (own === undefined || this.kept.some((other) => beats(other.costs, own))) return;
    this.kept = this.kept.filter((other) => !beats(own, other.costs));
    this.kept.push({ record, costs: own });
  }

  /** By the first objective, of equals the next, then the order of the points. */
  records(): readonly SweepRecord[] {
    return [...this.kept].sort(compare).map(({ record }) => record);
  }
}

/** At least as good in everything and better in something. */
function beats(a: readonly number[], b: readonly number[]): boolean {
  let better = false;
  for (const [i, cost] of a.entries()) {
    if (cost > b[i]!) return false;
    if (cost < b[i]!) better = true;
  }
  return better;
}
