/** Energy of a point: what a ledger comes to, without the ledger, of which a sweep shows units and the total only. */
import { mapped } from '../arrays/index.js';
import {
  averagePower_uW,
  energyPerInference_nJ,
  exactLeaves,
  intervalReader,
  picojoules,
  type Prices,
} from '../energy/index.js';
import { FIELDS, clock_Hz, totalOf, type TileCounts } from '../hardware/index.js';
import type { Interval, SweepRecord } from '../results/index.js';
import type { ProgramTiming } from '../timing/index.js';

export interface PointEnergy {
  readonly total_yJ: bigint;
  /** In the order in which `lmusim run` shows units. */
  readonly units_yJ: ReadonlyMap<string, bigint>;
  /** Of the results those of energy, with their limits. */
  readonly results: Readonly<Record<string, number>>;
  readonly byUnit: Pick<SweepRecord, 'powerByUnit_uW' | 'powerByUnit_uW_p5_p95'>;
}

/** @param frames inferences whose work the window holds */
export function pointEnergy(
  prices: Prices,
  { accounting, counts }: ProgramTiming,
  frames: number,
): PointEnergy {
  const [window] = accounting.tiles;
  const cycles = window!.to - window!.from;
  const window_s = cycles / clock_Hz(prices.hardware);
  const all = new Part();
  const units = new Map<string, Part>();
  for (const { unit, tableRow, yJ } of exactLeaves({
    ...{ prices, cycles, counts: mapped(counts, summed) },
    instructions: mapped(counts, () => []),
  })) {
    const part = units.get(unit) ?? new Part();
    units.set(unit, part);
    part.add(tableRow, yJ);
    all.add(tableRow, yJ);
  }
  const byUnit = <Value>(of: (part: Part) => Value): Record<string, Value> =>
    Object.fromEntries([...units].map(([unit, part]) => [unit, of(part)]));
  const interval = intervalReader(prices, window_s);
  return {
    total_yJ: all.yJ,
    units_yJ: new Map([...units].map(([unit, { yJ }]) => [unit, yJ])),
    results: {
      power_uW: averagePower_uW(picojoules(all.yJ), window_s),
      ...(interval && limits('power_uW', interval(all.rows_pJ))),
      energyPerInference_nJ: energyPerInference_nJ(picojoules(all.yJ), frames),
      // 1 uW for a millisecond is 1 nJ.
      ...(interval && limits('energyPerInference_nJ', interval(all.rows_pJ), (window_s / frames) * 1e3)),
    },
    byUnit: {
      powerByUnit_uW: byUnit(({ yJ }) => averagePower_uW(picojoules(yJ), window_s)),
      ...(interval && { powerByUnit_uW_p5_p95: byUnit(({ rows_pJ }) => interval(rows_pJ)) }),
    },
  };
}

/** Energy of some leaves, exactly and by the rows that price them. */
class Part {
  yJ = 0n;
  readonly rows_pJ = new Map<string, number>();

  add(row: string, yJ: bigint): void {
    this.yJ += yJ;
    this.rows_pJ.set(row, (this.rows_pJ.get(row) ?? 0) + picojoules(yJ));
  }
}

const limits = (name: string, [p5, p95]: Interval, times = 1): Record<string, number> => ({
  [`${name}_p5`]: p5 * times,
  [`${name}_p95`]: p95 * times,
});

/** Energy of all instructions of a tile together: sums of counts cost what the sum of costs is. */
function summed(counts: TileCounts): TileCounts {
  return { instructions: 0, values: Float64Array.from(FIELDS, (_, field) => totalOf(counts, field)) };
}
