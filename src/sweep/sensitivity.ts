import type { AxisValue, Sensitivity, SweepRecord } from '../results/index.js';

/** Values of an axis that have a mean of their own; more of a range fall into as many equal parts (O2). */
const MOST_VALUES = 64;
const PARTS = 8;

/** Figures of the records that share a value of an axis. */
interface Sum {
  count: number;
  total: number;
  squares: number;
  /** Of the limits that a table with draws gives; not a number when a record has none. */
  p5: number;
  p95: number;
}

/**
 * Sums of each objective by axis and value, from which sensitivities come without keeping the records. Records are added in
 * the order of the points, so that the sums are the same to the last bit.
 */
export class Sensitivities {
  private readonly sums: Record<string, Sum>[][];

  constructor(
    private readonly axes: readonly { readonly name: string; readonly part: (value: AxisValue) => string }[],
    private readonly objectives: readonly string[],
  ) {
    this.sums = axes.map(() => objectives.map(() => ({})));
  }

  add({ status, values, results }: SweepRecord): void {
    if (status !== 'ok' || results === undefined) return;
    this.axes.forEach(({ name, part }, a) => {
      this.objectives.forEach((objective, o) => {
        const value = results[objective];
        if (value === undefined) return;
        const sum = (this.sums[a]![o]![part(values[name]!)] ??= {
          count: 0,
          total: 0,
          squares: 0,
          p5: 0,
          p95: 0,
        });
        sum.count += 1;
        sum.total += value;
        sum.squares += value * value;
        sum.p5 += results[`${objective}_p5`] ?? NaN;
        sum.p95 += results[`${objective}_p95`] ?? NaN;
      });
    });
  }

  result(): readonly Sensitivity[] {
    return this.axes.flatMap(({ name }, a) =>
      this.objectives.flatMap((objective, o): Sensitivity[] => {
        const sums = Object.values(this.sums[a]![o]!);
        if (sums.length === 0) return [];
        const means = sums.map(({ count, total }) => total / count);
        const [lowest, highest] = [Math.min(...means), Math.max(...means)];
        const count = sums.reduce((all, sum) => all + sum.count, 0);
        const mean = sums.reduce((all, sum) => all + sum.total, 0) / count;
        const variance = sums.reduce((all, sum) => all + sum.squares, 0) / count - mean * mean;
        const between = sums.reduce((all, sum, i) => all + sum.count * (means[i]! - mean) ** 2, 0) / count;
        return [
          {
            ...{ axis: name, objective },
            ...{ lowest, highest },
            ...limits('lowest', sums[means.indexOf(lowest)]!),
            ...limits('highest', sums[means.indexOf(highest)]!),
            // Of sums of rounded squares, what is left of nothing is not 0.
            explained:
              variance <= 1e-12 * mean * mean ? 0 : Number(Math.min(1, between / variance).toFixed(6)),
          },
        ];
      }),
    );
  }
}

const limits = (name: 'lowest' | 'highest', { count, p5, p95 }: Sum): Partial<Sensitivity> =>
  Number.isNaN(p5 + p95) ? {} : { [`${name}_p5_p95`]: [p5 / count, p95 / count] };

/** How an axis' values fall into parts: each its own, or those of a range with many into equal parts of it. */
export function partsOf(axis: {
  readonly values?: readonly AxisValue[] | undefined;
  readonly from?: number | undefined;
  readonly to?: number | undefined;
  readonly scale?: 'linear' | 'log' | undefined;
}): (value: AxisValue) => string {
  const { values, from, to, scale } = axis;
  if (values !== undefined && values.length <= MOST_VALUES) return String;
  const numbers = values?.filter((value) => typeof value === 'number');
  if (numbers !== undefined && numbers.length < values!.length) return String;
  const [low, high] = [
    Math.min(from ?? Math.min(...numbers!), to ?? Infinity),
    Math.max(to ?? Math.max(...numbers!), from ?? -Infinity),
  ];
  const place = (value: number): number =>
    scale === 'log' ? Math.log(value / low) / Math.log(high / low) : (value - low) / (high - low);
  return (value) => String(Math.max(0, Math.min(PARTS - 1, Math.floor(PARTS * place(Number(value))))));
}
