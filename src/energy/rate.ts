import { invariant } from '../problems/index.js';
import type { AppliedRule } from '../results/index.js';
import type { Price } from './charge.js';
import { rowDeclaration, type ValueUnit } from './row-declarations.js';
import { IMPLEMENTATION_RULE, type ScaledRow } from './scaling/index.js';
import type { TableRow } from './table.js';

/** Yoctojoules in a value's unit; of a power, in a second. */
const YJ: Readonly<Record<Exclude<ValueUnit, 'ratio'>, number>> = {
  pJ: 1e12,
  fJ_per_bit: 1e9,
  pJ_per_cycle: 1e12,
  pW_per_bit: 1e12,
  pW_per_transistor: 1e12,
  nW_per_lane: 1e15,
};

/**
 * The one place where energies are rounded: to whole yoctojoules for each row, unit and tile. From here on energies are
 * products and sums of integers, so every grouping of a ledger has the same total.
 */
const rounded = (energy_yJ: number): bigint => BigInt(Math.round(energy_yJ));

/** The rows of a table at one technology, as prices are made from them. */
export class Rates {
  private readonly byKey: ReadonlyMap<string, ScaledRow>;
  readonly implementation: TableRow | undefined;

  constructor(rows: readonly ScaledRow[]) {
    this.byKey = new Map(rows.map((scaled) => [scaled.row.key, scaled]));
    this.implementation = this.byKey.get('implementation.factor')?.row;
  }

  /** A row that a table may go without. */
  optional(key: string): TableRow | undefined {
    return this.byKey.get(key)?.row;
  }

  required(key: string): TableRow {
    return this.scaled(key).row;
  }

  /**
   * What a row costs for an amount of what it prices.
   *
   * @param amount bits, transistors, lanes, or 1; of a power, divided by the clock in Hz
   * @param rules that scale the value further, by width or capacity
   */
  price(key: string, amount: number, rules: readonly AppliedRule[] = []): Price {
    const { scaledValue, row } = this.scaled(key);
    invariant(row.valueUnit !== 'ratio', () => `${key} is no energy`);
    const exact = rules.reduce((yJ, { factor }) => yJ * factor, scaledValue * YJ[row.valueUnit] * amount);
    const bare_yJ = rounded(exact);
    const factor = rowDeclaration(key)!.implementation ? (this.implementation?.value ?? 1) : 1;
    if (factor === 1) return { price_yJ: bare_yJ, bare_yJ, rules };
    return {
      price_yJ: rounded(exact * factor),
      bare_yJ,
      rules: [...rules, { rule: IMPLEMENTATION_RULE.name, factor }],
    };
  }

  private scaled(key: string): ScaledRow {
    const scaled = this.byKey.get(key);
    invariant(scaled !== undefined, () => `the table has no row ${key}`);
    return scaled;
  }
}
