import { rowDeclaration } from '../row-declarations.js';
import type { EnergyTable, TableRow } from '../table.js';

/** The row that multiplies other rows and prices nothing itself. */
export const FACTOR_ROW = 'implementation.factor';

/** One thing that is not known: the ratio of some rows, which rest on one judgement, to what the table says. */
export interface Parameter {
  /** The row that the others follow. */
  readonly name: string;
  /** It and those that follow it, in the table's order. */
  readonly rows: readonly string[];
  /** Standard deviation of ln(ratio) before any figure of a whole is known. */
  readonly lnSigma: number;
}

/** What a row moves with: the row it follows, or itself. */
export const leaderOf = ({ key, follows }: TableRow): string => follows ?? key;

/** What a table leaves open, in its order. Rows without a spread are taken as exact. */
export function parametersOf(table: EnergyTable): readonly Parameter[] {
  return table.rows
    .filter(({ follows, spread_lnSigma, value }) => follows === undefined && spread_lnSigma > 0 && value > 0)
    .map(({ key, spread_lnSigma }) => ({
      name: key,
      rows: table.rows.filter((row) => leaderOf(row) === key).map((row) => row.key),
      lnSigma: spread_lnSigma,
    }));
}

/** True when the implementation factor multiplies what a row prices. */
export const isBuilt = (key: string): boolean => rowDeclaration(key)?.implementation === true;
