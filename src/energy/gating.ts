import {
  TILE_UNITS,
  clockField,
  totalOf,
  type PortName,
  type TileCounts,
  type TileUnitName,
} from '../hardware/index.js';
import type { GatingShare } from '../results/index.js';
import { energyOf } from './plain-energy.js';
import type { Prices } from './charge.js';

/**
 * What gating saved and what clocks without work cost, for each unit of each tile whose clock has a price: those with
 * registers, and memories when the table has a row for the clock of an idle bank.
 */
export function gatingOf(prices: Prices, counts: readonly TileCounts[]): GatingShare[] {
  return counts.flatMap((tileCounts, tile) =>
    prices.tiles[tile]!.filter(({ kind }) => kind === 'clockIdle').map(({ unit, price_yJ }): GatingShare => {
      const idle = domainCycles(tileCounts, unit, 'idleClocked');
      const gated = domainCycles(tileCounts, unit, 'gated');
      return {
        tile,
        unit,
        idleClocked_domainCycles: idle,
        idleClocked: energyOf(BigInt(idle) * price_yJ),
        gated_domainCycles: gated,
        saved: energyOf(BigInt(gated) * price_yJ),
      };
    }),
  );
}

function domainCycles(counts: TileCounts, unit: TileUnitName, state: 'idleClocked' | 'gated'): number {
  const ports: readonly PortName[] = TILE_UNITS.find(({ name }) => name === unit)!.ports;
  return ports.reduce((sum, port) => sum + totalOf(counts, clockField(unit, port, state)), 0);
}
