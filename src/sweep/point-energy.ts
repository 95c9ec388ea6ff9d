/** Energy of a point: what a ledger comes to, without the ledger, of which a sweep shows units and the total only. */
import {
  averagePower_uW,
  energyPerInference_nJ,
  exactLeaves,
  picojoules,
  totalInterval,
  type Prices,
} from '../energy/index.js';
import { FIELDS, clock_Hz, totalOf, type TileCounts } from '../hardware/index.js';
import type { ProgramTiming } from '../timing/index.js';

export interface PointEnergy {
  readonly total_yJ: bigint;
  /** In the order in which `lmusim run` shows units. */
  readonly units_yJ: ReadonlyMap<string, bigint>;
  readonly results: Readonly<Record<string, number>>;
  readonly powerByUnit_uW: Readonly<Record<string, number>>;
}

/** @param frames inferences whose work the window holds */
export function pointEnergy(
  prices: Prices,
  { accounting, counts }: ProgramTiming,
  frames: number,
): PointEnergy {
  const [window] = accounting.tiles;
  const cycles = window!.to - window!.from;
  const leaves = exactLeaves({
    ...{ prices, cycles, counts: counts.map(summed) },
    instructions: counts.map(() => []),
  });
  const units_yJ = new Map<string, bigint>();
  const rows_pJ = new Map<string, number>();
  let total_yJ = 0n;
  for (const { unit, tableRow, yJ } of leaves) {
    total_yJ += yJ;
    units_yJ.set(unit, (units_yJ.get(unit) ?? 0n) + yJ);
    rows_pJ.set(tableRow, (rows_pJ.get(tableRow) ?? 0) + picojoules(yJ));
  }
  const window_s = cycles / clock_Hz(prices.hardware);
  const power_uW = (yJ: bigint): number => averagePower_uW(picojoules(yJ), window_s);
  const interval = totalInterval(rows_pJ, window_s, prices);
  const inference_ms = (window_s / frames) * 1e3;
  return {
    ...{ total_yJ, units_yJ },
    results: {
      power_uW: power_uW(total_yJ),
      ...(interval && { power_uW_p5: interval[0], power_uW_p95: interval[1] }),
      energyPerInference_nJ: energyPerInference_nJ(picojoules(total_yJ), frames),
      ...(interval && {
        energyPerInference_nJ_p5: interval[0] * inference_ms,
        energyPerInference_nJ_p95: interval[1] * inference_ms,
      }),
    },
    powerByUnit_uW: Object.fromEntries([...units_yJ].map(([name, yJ]) => [name, power_uW(yJ)])),
  };
}

/** Energy of all instructions of a tile together: sums of counts cost what the sum of costs is. */
function summed(counts: TileCounts): TileCounts {
  return { instructions: 0, values: Float64Array.from(FIELDS, (_, field) => totalOf(counts, field)) };
}
