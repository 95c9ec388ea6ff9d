import { mapped } from '../arrays/index.js';
import { FIELDS, clock_Hz, type TileCounts } from '../hardware/index.js';
import { invariant } from '../problems/index.js';
import type { Ledger } from '../results/index.js';
import { checkCounts } from './conservation.js';
import { rulesOf } from './echo.js';
import { gatingOf } from './gating.js';
import { implementationShare } from './implementation.js';
import type { ExactLeaf } from './leaf.js';
import { energyOf } from './plain-energy.js';
import type { Charge, Prices } from './charge.js';
import { viewsOf } from './views.js';

/** What an instruction is called in results. */
export interface InstructionName {
  readonly text: string;
  /** Name of the layer that it serves, or `frame` for what serves the frame as a whole. */
  readonly layer: string;
}

/** Counts as data: whoever counted them, a simulator or a closed form. */
export interface AccountedRun {
  readonly prices: Prices;
  /** One for each tile, over the accounted window (docs/accelerator.md, A1 and A2). */
  readonly counts: readonly TileCounts[];
  /** For each tile one name for each instruction. */
  readonly instructions: readonly (readonly InstructionName[])[];
  /** Cycles of the window, the same for every tile. */
  readonly cycles: number;
}

/**
 * Accounts the energy of a run: counts times prices, leaf by leaf in whole yoctojoules. Leaves with a count of 0 are left
 * out.
 *
 * @throws InvariantError when the counts contradict themselves (activities or clock states that do not sum to the window's
 *   cycles), or when a view does not sum to the total
 */
export function accountEnergy(run: AccountedRun): Ledger {
  const { prices, counts, cycles } = run;
  const { hardware, table } = prices;
  const leaves = exactLeaves(run);
  const total = leaves.reduce((sum, leaf) => sum + leaf.yJ, 0n);
  return {
    hardware: hardware.name,
    table: { name: table.name, status: table.status },
    clock_Hz: clock_Hz(hardware),
    cycles,
    total: energyOf(total),
    leaves: leaves.map(({ yJ, bare_yJ: _bare, text: _text, ...leaf }) => ({ ...leaf, ...energyOf(yJ) })),
    views: viewsOf(leaves, total, prices),
    ...implementationShare(prices, leaves),
    scalingRules: rulesOf(prices),
    gating: gatingOf(prices, counts),
  };
}

/**
 * The leaves of {@link accountEnergy}, for who needs no more of it.
 *
 * @throws InvariantError when the counts contradict themselves
 */
export function exactLeaves(run: AccountedRun): readonly ExactLeaf[] {
  const { prices, counts, cycles } = run;
  checkCounts(prices.hardware, counts, cycles);
  return [...counts.flatMap((tile, index) => tileLeaves(run, tile, index)), clockTreeLeaf(run)];
}

function tileLeaves(run: AccountedRun, counts: TileCounts, tile: number): ExactLeaf[] {
  const names = run.instructions[tile];
  invariant(names?.length === counts.instructions, () => `tile ${tile}: not one name for each instruction`);
  const rows = [
    ...mapped(names, (name, instruction) => ({ ...name, instruction })),
    { text: 'input', layer: 'input', instruction: 'input' as const },
  ];
  return rows.flatMap(({ text, layer, instruction }, row) =>
    run.prices.tiles[tile]!.flatMap((charge): ExactLeaf[] => {
      const count = countOf(charge, counts, row);
      if (count === 0) return [];
      const { unit, action, kind, tableRow, price_yJ, bare_yJ } = charge;
      const energy = { yJ: BigInt(count) * price_yJ, bare_yJ: BigInt(count) * bare_yJ };
      return [{ tile, unit, action, instruction, layer, kind, tableRow, count, ...energy, text }];
    }),
  );
}

function countOf(charge: Charge, counts: TileCounts, row: number): number {
  let count = 0;
  for (const { field, factor } of charge.terms) {
    count += factor * counts.values[row * FIELDS.length + field]!;
  }
  invariant(
    Number.isSafeInteger(count) && count >= 0,
    () => `row ${row}: ${count} for ${charge.unit}.${charge.action}`,
  );
  return count;
}

/** The clock tree runs in every cycle of the window and belongs to no tile. */
function clockTreeLeaf({ prices, cycles }: AccountedRun): ExactLeaf {
  return {
    tile: 'accelerator',
    unit: 'clockTree',
    action: 'clock',
    instruction: 'accelerator',
    layer: 'accelerator',
    kind: 'clockActive',
    tableRow: 'clockTree.clock',
    count: cycles,
    yJ: BigInt(cycles) * prices.clockTree.price_yJ,
    bare_yJ: BigInt(cycles) * prices.clockTree.bare_yJ,
    text: 'accelerator',
  };
}
