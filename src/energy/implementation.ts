import type { Ledger } from '../results/index.js';
import type { Prices } from './charge.js';
import type { ExactLeaf } from './leaf.js';
import { ratioIntervalOf } from './intervals.js';
import { energyOf } from './plain-energy.js';

/** What the table's implementation factor is, and what it adds; nothing when the table has none. */
export function implementationShare(
  { implementation, table }: Prices,
  leaves: readonly ExactLeaf[],
): Pick<Ledger, 'implementation'> {
  if (implementation === undefined) return {};
  const { value, kind, spread_lnSigma, source, overridden } = implementation;
  const adds = energyOf(leaves.reduce((sum, { yJ, bare_yJ }) => sum + yJ - bare_yJ, 0n));
  const ratio = ratioIntervalOf(table, implementation);
  return {
    implementation: {
      factor: value,
      ...(ratio && { factor_p5_p95: [value * ratio[0], value * ratio[1]] as const }),
      ...{ kind, spread_lnSigma, source, overridden, adds },
    },
  };
}
