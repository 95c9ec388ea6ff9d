import { VERSION, type SweepRecord, type SweepSummary } from '../results/index.js';
import { headOf, type Headed } from './head.js';
import { Front } from './pareto.js';
import type { SweepPlan } from './plan.js';
import { partsOf, Sensitivities } from './sensitivity.js';

/** What is told of a sweep besides its points. */
export type SummarisedSweep = Headed &
  Pick<SweepPlan, 'id'> & { readonly sweep: Pick<SweepPlan['sweep'], 'about'> };

/** Reasons that are told; a sweep may have as many as points. */
const MOST_REASONS = 10;

/** Sums up records one by one, in the order of the points, without keeping more of them than the front has. */
export class Summariser {
  private readonly points = { total: 0, ok: 0, infeasible: 0, failed: 0, checked: 0 };
  private readonly reasons = new Map<string, number>();
  private readonly front: Front;
  private readonly sensitivities: Sensitivities;

  constructor(private readonly plan: SummarisedSweep) {
    this.front = new Front(plan.objectives);
    const axes = plan.sweep.axes.map((axis) => ({ name: axis.name, part: partsOf(axis) }));
    this.sensitivities = new Sensitivities(axes, Object.keys(plan.objectives));
  }

  add(record: SweepRecord): void {
    this.points.total += 1;
    this.points[record.status] += 1;
    if (record.checked === true) this.points.checked += 1;
    for (const reason of record.reasons ?? []) {
      const kind = reason.startsWith('where: ') ? reason : withoutNumbers(reason);
      this.reasons.set(kind, (this.reasons.get(kind) ?? 0) + 1);
    }
    this.front.add(record);
    this.sensitivities.add(record);
  }

  summary(): SweepSummary {
    const { id, sweep } = this.plan;
    const front = this.front.records();
    return {
      schema: 'lmusim.sweep/1',
      version: VERSION,
      id,
      about: sweep.about,
      ...headOf(this.plan),
      points: { ...this.points },
      reasons: [...this.reasons]
        .map(([reason, points]) => ({ reason, points }))
        .sort((a, b) => b.points - a.points || (a.reason < b.reason ? -1 : 1))
        .slice(0, MOST_REASONS),
      best: front[0] ?? null,
      front,
      sensitivity: this.sensitivities.result(),
    };
  }
}

/** The same reason of many points differs in its numbers only. */
const withoutNumbers = (reason: string): string =>
  reason.replace(/(?<![\w.])\d(?:[\d,.]*\d)?(?:e[+-]?\d+)?(?!\w)/g, '#');
