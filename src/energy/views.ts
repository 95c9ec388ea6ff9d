import { invariant } from '../problems/index.js';
import { ENERGY_KINDS, ROW_KINDS, type EnergyShare, type LedgerViews } from '../results/index.js';
import type { Prices } from './charge.js';
import { tableRowShares } from './echo.js';
import type { ExactLeaf } from './leaf.js';
import { energyOf } from './plain-energy.js';

interface Group {
  readonly name: string;
  readonly first: ExactLeaf;
  yJ: bigint;
}

/**
 * Groups the same leaves in every way that results show; groups come in the order of their first leaf.
 *
 * @throws InvariantError when a view does not sum to the total
 */
export function viewsOf(leaves: readonly ExactLeaf[], total: bigint, prices: Prices): LedgerViews {
  const grouped = (nameOf: (leaf: ExactLeaf) => string): readonly Group[] => {
    const groups = new Map<string, Group>();
    for (const leaf of leaves) {
      const name = nameOf(leaf);
      const group = groups.get(name);
      if (group === undefined) groups.set(name, { name, first: leaf, yJ: leaf.yJ });
      else group.yJ += leaf.yJ;
    }
    return [...groups.values()];
  };
  const view = (nameOf: (leaf: ExactLeaf) => string): readonly EnergyShare[] =>
    grouped(nameOf).map(({ name, yJ }) => ({ name, ...energyOf(yJ) }));

  const exactly = (nameOf: (leaf: ExactLeaf) => string): ((name: string) => bigint) => {
    const energies = new Map(grouped(nameOf).map(({ name, yJ }) => [name, yJ]));
    return (name) => energies.get(name) ?? 0n;
  };
  const all = (names: readonly string[], energy: (name: string) => bigint): readonly EnergyShare[] =>
    names.map((name) => ({ name, ...energyOf(energy(name)) }));
  const kindOfRow = new Map(prices.table.rows.map(({ key, kind }) => [key, kind]));
  const views: LedgerViews = {
    tile: view(({ tile }) => (tile === 'accelerator' ? tile : `tile ${tile}`)),
    unit: view(({ unit }) => unit),
    action: view(({ unit, action }) => `${unit}.${action}`),
    instruction: grouped(({ tile, instruction }) => `${tile} ${instruction}`).map(({ first, yJ }) => ({
      name: first.text,
      tile: first.tile,
      instruction: first.instruction,
      layer: first.layer,
      ...energyOf(yJ),
    })),
    layer: view(({ layer }) => layer),
    kind: all(
      ENERGY_KINDS,
      exactly(({ kind }) => kind),
    ),
    tableRow: tableRowShares(
      prices,
      exactly(({ tableRow }) => tableRow),
    ),
    rowKind: all(
      ROW_KINDS,
      exactly(({ tableRow }) => kindOfRow.get(tableRow)!),
    ),
  };
  for (const [name, shares] of Object.entries<readonly EnergyShare[]>({ ...views })) {
    const sum = shares.reduce((yJ, share) => yJ + BigInt(share.energy_yJ), 0n);
    invariant(sum === total, () => `the view by ${name} sums to ${sum} yJ, not to the total of ${total}`);
  }
  return views;
}
