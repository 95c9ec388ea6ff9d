import type { Ledger } from '../results/index.js';
import type { Prices } from './charge.js';
import type { ExactLeaf } from './leaf.js';
import { valueInterval } from './intervals.js';
import { energyOf } from './plain-energy.js';

/** What the table's implementation factor is, and what it adds; nothing when the table has none. */
export function implementationShare(
  { implementation, table }: Prices,
  leaves: readonly ExactLeaf[],
): Pick<Ledger, 'implementation'> {
  if (implementation === undefined) return {};
  const { value, kind, spread_lnSigma, source, overridden } = implementation;
  const adds = energyOf(leaves.reduce((sum, { yJ, bare_yJ }) => sum + yJ - bare_yJ, 0n));
  const limits = valueInterval(table, implementation, value);
  return {
    implementation: {
      factor: value,
      ...(limits && { factor_p5_p95: limits }),
      ...{ kind, spread_lnSigma, source, overridden, adds },
    },
  };
}
