import {
  ENERGY_KINDS,
  ROW_KINDS,
  type Interval,
  type Ledger,
  type LedgerLeaf,
  type PowerIntervals,
} from '../results/index.js';
import { FACTOR_ROW, isBuilt, leaderOf } from './calibration/parameters.js';
import { p5_p95, p5_p95InPlace } from './calibration/quantile.js';
import type { Prices } from './charge.js';
import { averagePower_uW } from './power.js';
import type { EnergyTable, TablePosterior, TableRow } from './table.js';

/**
 * The middle 90 % of what power and its parts may be by the draws of the table: for every draw, each row's share times the
 * ratios of that draw. Parts of one draw move together, so the limits of parts do not add up to those of the total. A row
 * that the hardware file states is taken as exact.
 *
 * @returns undefined when the table has no draws
 */
export function powerIntervals(ledger: Ledger, prices: Prices): PowerIntervals | undefined {
  const ratios = ratiosOf(prices.table);
  if (ratios === undefined) return undefined;
  const window_s = ledger.cycles / ledger.clock_Hz;
  const intervals = intervalsOf(window_s, ledger.leaves, ratios);
  const kindOfRow = new Map(prices.table.rows.map(({ key, kind }) => [key, kind]));
  const saved = intervalsOf(window_s, savedLeaves(ledger, prices), ratios);
  return {
    total_uW_p5_p95: intervals(() => 'total')['total']!,
    byUnit_uW_p5_p95: intervals(({ unit }) => unit),
    byTile_uW_p5_p95: intervals(({ tile }) => (tile === 'accelerator' ? tile : `tile ${tile}`)),
    byLayer_uW_p5_p95: intervals(({ layer }) => layer),
    byAction_uW_p5_p95: intervals(({ unit, action }) => `${unit}.${action}`),
    byKind_uW_p5_p95: all(
      ENERGY_KINDS,
      intervals(({ kind }) => kind),
    ),
    byRowKind_uW_p5_p95: all(
      ROW_KINDS,
      intervals(({ tableRow }) => kindOfRow.get(tableRow)!),
    ),
    savedByGating_uW_p5_p95: saved(() => 'all')['all'] ?? [0, 0],
    savedByGatingByUnit_uW_p5_p95: saved(({ unit }) => unit),
  };
}

/**
 * Reads intervals of {@link powerIntervals}, for many designs: of some rows and their energies in picojoules.
 *
 * @returns undefined when the table has no draws
 */
export function intervalReader(
  prices: Prices,
  window_s: number,
): ((rows_pJ: ReadonlyMap<string, number>) => Interval) | undefined {
  const ratios = ratiosOf(prices.table);
  return ratios && ((rows_pJ) => intervalOf(rows_pJ, window_s, ratios));
}

/** Under every name, of nothing that there is exactly nothing. */
const all = (
  names: readonly string[],
  intervals: Readonly<Record<string, Interval>>,
): Readonly<Record<string, Interval>> =>
  Object.fromEntries(names.map((name) => [name, intervals[name] ?? [0, 0]]));

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
  window_s: number,
  leaves: readonly Leaf[],
  ratios: Ratios,
): (nameOf: (leaf: Leaf) => string) => Record<string, Interval> {
  return (nameOf) => {
    const shares = new Map<string, Map<string, number>>();
    for (const leaf of leaves) {
      const name = nameOf(leaf);
      const rows = shares.get(name) ?? new Map<string, number>();
      shares.set(name, rows.set(leaf.tableRow, (rows.get(leaf.tableRow) ?? 0) + leaf.energy_pJ));
    }
    return Object.fromEntries([...shares].map(([name, rows]) => [name, intervalOf(rows, window_s, ratios)]));
  };
}

function intervalOf(rows: ReadonlyMap<string, number>, window_s: number, ratios: Ratios): Interval {
  const [p5, p95] = p5_p95InPlace(sumOfDraws(rows, ratios));
  // 1 pJ is 1e-6 uJ.
  const uW = 1e-6 / window_s;
  return [p5 * uW, p95 * uW];
}

/** Total power in microwatts by each draw of the table; undefined when it has none. */
export function powerDraws(ledger: Ledger, prices: Prices): readonly number[] | undefined {
  const ratios = ratiosOf(prices.table);
  if (ratios === undefined) return undefined;
  const rows = new Map(ledger.views.tableRow.map(({ name, energy_pJ }) => [name, energy_pJ]));
  const window_s = ledger.cycles / ledger.clock_Hz;
  return Array.from(sumOfDraws(rows, ratios), (energy_pJ) => averagePower_uW(energy_pJ, window_s));
}

/**
 * The middle 90 % of what a power may be over another by the draws of a table that both share: what rows may be moves both, so
 * that far less is open of the ratio than of either.
 */
export function ratioInterval(power: readonly number[], over: readonly number[]): Interval {
  return p5_p95(power.map((uW, draw) => uW / over[draw]!));
}

interface Ratios {
  /** What a row's energy is multiplied by in each draw: its own ratio, times the factor's when the row is built. */
  readonly of: (row: string) => Float64Array;
  /** Room for one number of each draw: a sweep asks for millions of sums. */
  readonly room: Float64Array;
}

/** Of a table, for all designs: a sweep asks at each of its points. */
const ratiosOf = remembered(({ posterior, rows }: EnergyTable): Ratios | undefined => {
  if (posterior === undefined) return undefined;
  const { exact, columns } = columnsOf(posterior);
  const byKey = new Map(rows.map((row) => [row.key, row]));
  const drawn = (key: string): Float64Array => {
    const row = byKey.get(key);
    if (row === undefined || row.overridden) return exact;
    return columns[posterior.parameters.indexOf(leaderOf(row))] ?? exact;
  };
  const factor = drawn(FACTOR_ROW);
  const known = new Map<string, Float64Array>();
  const of = (key: string): Float64Array => {
    let ratio = known.get(key);
    if (ratio === undefined) {
      const own = drawn(key);
      ratio = isBuilt(key) ? own.map((each, draw) => each * factor[draw]!) : own;
      known.set(key, ratio);
    }
    return ratio;
  };
  return { of, room: new Float64Array(exact.length) };
});

/**
 * The middle 90 % of what a row may be.
 *
 * @param value the row's, as it stands or scaled
 * @returns undefined where no draw moves the row: the table has none, or none of it, or the hardware file states the row
 */
export function valueInterval(
  { posterior }: EnergyTable,
  row: TableRow,
  value: number,
): Interval | undefined {
  if (posterior === undefined || row.overridden) return undefined;
  const ratio = limitsOf(posterior)[posterior.parameters.indexOf(leaderOf(row))];
  return ratio && [value * ratio[0], value * ratio[1]];
}

interface Columns {
  readonly columns: readonly Float64Array[];
  /** Of what no draw moves. */
  readonly exact: Float64Array;
}

/** Draws by parameter. A sweep asks for them at each of its points. */
const columnsOf = remembered(({ parameters, draws }: TablePosterior): Columns => ({
  columns: parameters.map((_, index) => Float64Array.from(draws, (draw) => draw[index]!)),
  exact: new Float64Array(draws.length).fill(1),
}));

const limitsOf = remembered((posterior: TablePosterior): readonly Interval[] =>
  columnsOf(posterior).columns.map(p5_p95),
);

function remembered<Key extends object, Made>(make: (key: Key) => Made): (key: Key) => Made {
  const known = new WeakMap<Key, Made>();
  return (key) => {
    const made = known.get(key) ?? make(key);
    known.set(key, made);
    return made;
  };
}

/** Of each draw, the sum of some rows' energies; it holds until the next. */
function sumOfDraws(energies: ReadonlyMap<string, number>, { of, room }: Ratios): Float64Array {
  room.fill(0);
  for (const [row, energy_pJ] of energies) addTo(room, of(row), energy_pJ);
  return room;
}

function addTo(sums: Float64Array, ratio: Float64Array, energy_pJ: number): void {
  for (let draw = 0; draw < ratio.length; draw++) sums[draw]! += energy_pJ * ratio[draw]!;
}
