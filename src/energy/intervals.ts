import type { Interval, Ledger, LedgerLeaf, PowerIntervals } from '../results/index.js';
import { FACTOR_ROW, isBuilt, leaderOf } from './calibration/parameters.js';
import { p5_p95 } from './calibration/quantile.js';
import type { Prices } from './charge.js';

/**
 * The middle 90 % of what power and its parts may be by the draws of the table: for every draw, each row's share times the
 * ratios of that draw. Parts of one draw move together, so the limits of parts do not add up to those of the total. A row
 * that the hardware file states is taken as exact.
 *
 * @returns undefined when the table has no draws
 */
export function powerIntervals(ledger: Ledger, prices: Prices): PowerIntervals | undefined {
  const ratios = rowRatios(prices);
  if (ratios === undefined) return undefined;
  const intervals = intervalsOf(ledger, ledger.leaves, ratios);
  const kindOfRow = new Map(prices.table.rows.map(({ key, kind }) => [key, kind]));
  const saved = intervalsOf(ledger, savedLeaves(ledger, prices), ratios);
  return {
    total_uW_p5_p95: intervals(() => 'total')['total']!,
    byUnit_uW_p5_p95: intervals(({ unit }) => unit),
    byTile_uW_p5_p95: intervals(({ tile }) => (tile === 'accelerator' ? tile : `tile ${tile}`)),
    byLayer_uW_p5_p95: intervals(({ layer }) => layer),
    byAction_uW_p5_p95: intervals(({ unit, action }) => `${unit}.${action}`),
    byKind_uW_p5_p95: intervals(({ kind }) => kind),
    byRowKind_uW_p5_p95: intervals(({ tableRow }) => kindOfRow.get(tableRow)!),
    savedByGating_uW_p5_p95: saved(() => 'all')['all'] ?? [0, 0],
    savedByGatingByUnit_uW_p5_p95: saved(({ unit }) => unit),
  };
}

/** Of {@link powerIntervals} the total alone, for many designs. */
export function totalInterval(ledger: Ledger, prices: Prices): Interval | undefined {
  const ratios = rowRatios(prices);
  return ratios && intervalsOf(ledger, ledger.leaves, ratios)(() => 'total')['total'];
}

interface Saved {
  readonly unit: string;
  readonly tableRow: string;
  readonly energy_pJ: number;
}

/** What gating saved, under the rows that would have priced it. */
function savedLeaves({ gating }: Ledger, { tiles }: Prices): Saved[] {
  return gating.map(({ tile, unit, saved: { energy_pJ } }) => {
    const { tableRow } = tiles[tile]!.find((charge) => charge.unit === unit && charge.kind === 'clockIdle')!;
    return { unit, tableRow, energy_pJ };
  });
}

/** The interval of each group of leaves that share a name. */
function intervalsOf<Leaf extends Pick<LedgerLeaf, 'tableRow' | 'energy_pJ'>>(
  ledger: Pick<Ledger, 'cycles' | 'clock_Hz'>,
  leaves: readonly Leaf[],
  ratios: RowRatios,
): (nameOf: (leaf: Leaf) => string) => Record<string, Interval> {
  // 1 pJ is 1e-6 uJ.
  const uW = 1e-6 / (ledger.cycles / ledger.clock_Hz);
  return (nameOf) => {
    const shares = new Map<string, Map<string, number>>();
    for (const leaf of leaves) {
      const name = nameOf(leaf);
      const rows = shares.get(name) ?? new Map<string, number>();
      shares.set(name, rows.set(leaf.tableRow, (rows.get(leaf.tableRow) ?? 0) + leaf.energy_pJ));
    }
    return Object.fromEntries(
      [...shares].map(([name, rows]) => {
        const [p5, p95] = p5_p95(sumOfDraws(rows, ratios));
        return [name, [p5 * uW, p95 * uW]];
      }),
    );
  };
}

/** Total power in microwatts by each draw of the table; undefined when it has none. */
export function powerDraws(ledger: Ledger, prices: Prices): readonly number[] | undefined {
  const ratios = rowRatios(prices);
  if (ratios === undefined) return undefined;
  const rows = new Map(ledger.views.tableRow.map(({ name, energy_pJ }) => [name, energy_pJ]));
  return sumOfDraws(rows, ratios).map((energy_pJ) => (energy_pJ * 1e-6) / (ledger.cycles / ledger.clock_Hz));
}

/**
 * The middle 90 % of what a power may be over another by the draws of a table that both share: what rows may be moves both, so
 * that far less is open of the ratio than of either.
 */
export function ratioInterval(power: readonly number[], over: readonly number[]): Interval {
  return p5_p95(power.map((uW, draw) => uW / over[draw]!));
}

type RowRatios = (row: string) => readonly number[];

function rowRatios({ table: { posterior, rows } }: Prices): RowRatios | undefined {
  if (posterior === undefined) return undefined;
  const { parameters, draws } = posterior;
  const exact = draws.map(() => 1);
  const drawn = (key: string): readonly number[] => {
    const row = rows.find((row) => row.key === key);
    if (row === undefined || row.overridden) return exact;
    const index = parameters.indexOf(leaderOf(row));
    return index < 0 ? exact : draws.map((draw) => draw[index]!);
  };
  const factor = drawn(FACTOR_ROW);
  const known = new Map<string, readonly number[]>();
  return (key) => {
    const before = known.get(key);
    if (before !== undefined) return before;
    const own = drawn(key);
    const ratios = isBuilt(key) ? own.map((ratio, draw) => ratio * factor[draw]!) : own;
    known.set(key, ratios);
    return ratios;
  };
}

/** Of each draw, the sum of some rows' energies. */
function sumOfDraws(energies: ReadonlyMap<string, number>, ratios: RowRatios): number[] {
  let sums: number[] = [];
  for (const [row, energy_pJ] of energies) {
    sums = ratios(row).map((ratio, draw) => (sums[draw] ?? 0) + energy_pJ * ratio);
  }
  return sums;
}
