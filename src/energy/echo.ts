import type { RowPrice, ScalingRule, TableRowShare } from '../results/index.js';
import type { Price, Prices } from './charge.js';
import { valueInterval } from './intervals.js';
import { energyOf } from './plain-energy.js';
import { SCALING_RULES } from './scaling/index.js';

/** Every row that prices something, with what it says, how it was scaled, what it costs each unit and what it came to. */
export function tableRowShares(prices: Prices, energyOfRow: (key: string) => bigint): TableRowShare[] {
  const charged = pricesByRow(prices);
  return prices.rows
    .filter(({ row }) => row !== prices.implementation)
    .map(({ row, scaledValue, rules }) => {
      const { key, overridden, value, valueUnit, kind, spread_lnSigma, conditions, source } = row;
      const limits = valueInterval(prices.table, row, scaledValue);
      return {
        ...{ name: key, ...energyOf(energyOfRow(key)), value, valueUnit, kind, spread_lnSigma, conditions },
        widths_bits: row.widths_bits,
        ...(row.capacity_KB === undefined ? {} : { capacity_KB: row.capacity_KB }),
        ...{ source, overridden, scaledValue },
        ...(limits && { scaledValue_p5_p95: limits }),
        ...{ rules, prices: charged.get(key) ?? [] },
      };
    });
}

/** Prices by row; tiles in which a unit's price is the same stand together. */
function pricesByRow({ tiles, clockTree }: Prices): ReadonlyMap<string, RowPrice[]> {
  const priced = (price: Price): Pick<RowPrice, 'rules' | 'price_yJ' | 'price_pJ'> => {
    const { energy_yJ, energy_pJ } = energyOf(price.price_yJ);
    return { rules: price.rules, price_yJ: energy_yJ, price_pJ: energy_pJ };
  };
  const byRow = new Map<string, RowPrice[]>();
  tiles.forEach((charges, tile) => {
    for (const charge of charges) {
      const { unit, action, tableRow } = charge;
      const ofRow = byRow.get(tableRow) ?? [];
      byRow.set(tableRow, ofRow);
      const price = { unit, action, tiles: [tile], ...priced(charge) };
      const i = ofRow.findIndex(
        (other) => other.unit === unit && other.action === action && other.price_yJ === price.price_yJ,
      );
      if (i < 0) ofRow.push(price);
      else ofRow[i] = { ...price, tiles: [...new Set([...ofRow[i]!.tiles, tile])] as number[] };
    }
  });
  const tree: RowPrice = { unit: 'clockTree', action: 'clock', tiles: 'accelerator', ...priced(clockTree) };
  return byRow.set('clockTree.clock', [tree]);
}

/** The rules that were applied to any row of these prices, in the order of {@link SCALING_RULES}. */
export function rulesOf({ rows, tiles, clockTree }: Prices): readonly ScalingRule[] {
  const applied = [...rows, ...tiles.flat(), clockTree].flatMap(({ rules }) => rules);
  const names = new Set(applied.map(({ rule }) => rule));
  return SCALING_RULES.filter(({ name }) => names.has(name));
}
