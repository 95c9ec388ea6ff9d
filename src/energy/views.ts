import { invariant } from '../problems/index.js';
import { ENERGY_KINDS, type EnergyShare, type LedgerViews } from '../results/index.js';
import type { ExactLeaf } from './leaf.js';
import { energyOf } from './plain-energy.js';
import type { EnergyTable } from './table.js';

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
export function viewsOf(leaves: readonly ExactLeaf[], total: bigint, table: EnergyTable): LedgerViews {
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

  const kinds = new Map(grouped(({ kind }) => kind).map(({ name, yJ }) => [name, yJ]));
  const rows = new Map(grouped(({ tableRow }) => tableRow).map(({ name, yJ }) => [name, yJ]));
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
    kind: ENERGY_KINDS.map((name) => ({ name, ...energyOf(kinds.get(name) ?? 0n) })),
    tableRow: table.rows.map((row) => ({
      name: row.key,
      value: row.value,
      valueUnit: row.valueUnit,
      origin: row.kind,
      ...energyOf(rows.get(row.key) ?? 0n),
    })),
  };
  for (const [name, shares] of Object.entries<readonly EnergyShare[]>({ ...views })) {
    const sum = shares.reduce((yJ, share) => yJ + BigInt(share.energy_yJ), 0n);
    invariant(sum === total, () => `the view by ${name} sums to ${sum} yJ, not to the total of ${total}`);
  }
  return views;
}
