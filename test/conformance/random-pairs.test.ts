import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compile } from '../../src/compiler/index.js';
import {
  accountEnergy,
  parseEnergyTable,
  priceTable,
  type AccountedRun,
  type EnergyTable,
} from '../../src/energy/index.js';
import {
  ACTIVITIES,
  TILE_UNITS,
  activityField,
  clockField,
  differences,
  totalOf,
  type HardwareConfiguration,
  type TileCounts,
} from '../../src/hardware/index.js';
import { ReferenceInference } from '../../src/network/index.js';
import { runFrames } from '../../src/simulator/index.js';
import { timeProgram } from '../../src/timing/index.js';
import { arbitraryPlacement } from '../support/arbitrary-hardware.js';
import { arbitraryNetworkAndFrames } from '../support/arbitrary-network.js';
import { runs } from '../support/runs.js';

const table = parseEnergyTable(readFileSync('tables/22nm-bottom-up.yaml', 'utf8'));
/** Rows that price something themselves; the implementation factor multiplies others. */
const priced = table.rows.filter(({ key }) => key !== 'implementation.factor');

const pairs = arbitraryNetworkAndFrames({ maxFrames: 6 }).chain(({ network, frames }) =>
  arbitraryPlacement(network).map((placement) => ({ network, frames, ...placement })),
);

/** Whether the closed form says that every tile has exactly its frames' work in its window (A1), counted over all pairs. */
const seen = { steady: 0, whole: 0 };

test('any network on any configuration: reference, simulator, closed form and ledger agree', () => {
  fc.assert(
    fc.property(pairs, fc.nat(), ({ network, frames, hardware, assignment }, row) => {
      const program = compile(network, hardware, { assignment });
      const timing = timeProgram(program, hardware, frames.length);
      const accounting = timing.accounting.kind === 'steady' ? 'steady' : 'whole';
      seen[accounting] += 1;
      const run = runFrames(program, hardware, frames, { accounting });

      const reference = new ReferenceInference(network);
      run.results.forEach(({ scores, prediction }, frame) => {
        const expected = reference.step(frames[frame]!);
        expect([...scores]).toEqual([...expected.scores]);
        expect(prediction).toBe(expected.prediction);
      });

      const times = <T extends { arrival_cycle: number; result_cycle: number }>(
        list: readonly T[],
      ): number[][] => list.map(({ arrival_cycle, result_cycle }) => [arrival_cycle, result_cycle]);
      expect(times(run.results)).toEqual(times(timing.frames));
      expect(run.windows).toEqual(timing.accounting.tiles);
      const cycles = run.windows[0]!.to - run.windows[0]!.from;
      run.counts.forEach((counts, tile) => {
        expect(differences(counts, timing.counts[tile]!, { dataDependent: false })).toEqual([]);
        expectConservation(hardware, tile, counts, cycles);
      });
      expectLedger(hardware, row % priced.length, {
        counts: run.counts,
        instructions: program.tiles.map(({ labels }) => labels),
        cycles,
      });
    }),
    { numRuns: runs(300), seed: 2 },
  );
  // The generator reaches both ways of accounting often.
  expect(seen.steady).toBeGreaterThan(30);
  expect(seen.whole).toBeGreaterThan(30);
}, 120_000);

/** E3 and G1: activities sum to the cycles, the states of a unit's clocks to domains x cycles. */
function expectConservation(
  { tiles, outputsPerCycle }: HardwareConfiguration,
  index: number,
  counts: TileCounts,
  cycles: number,
): void {
  const spent = ACTIVITIES.reduce((sum, activity) => sum + totalOf(counts, activityField(activity)), 0);
  expect(spent).toBe(cycles);
  for (const unit of TILE_UNITS) {
    const domains = unit.domains({ tile: tiles[index]!, outputsPerCycle });
    for (const port of unit.ports) {
      const states = (['active', 'idleClocked', 'gated'] as const).map((state) =>
        totalOf(counts, clockField(unit.name, port, state)),
      );
      const sum = states.reduce((a, b) => a + b);
      expect(sum, `${unit.name}.${port}`).toBe(domains * cycles);
    }
  }
}

/** accountEnergy checks that every view sums to the total; here: twice a row's value is twice its share and no other's. */
function expectLedger(
  hardware: HardwareConfiguration,
  index: number,
  run: Omit<AccountedRun, 'prices'>,
): void {
  const { key } = priced[index]!;
  const doubled: EnergyTable = {
    ...table,
    rows: table.rows.map((row) => (row.key === key ? { ...row, value: 2 * row.value } : row)),
  };
  const before = accountEnergy({ ...run, prices: priceTable(table, hardware) });
  const after = accountEnergy({ ...run, prices: priceTable(doubled, hardware) });
  let change = 0n;
  const wrong: unknown[] = [];
  before.leaves.forEach((leaf, i) => {
    const difference = BigInt(after.leaves[i]!.energy_yJ) - BigInt(leaf.energy_yJ);
    change += difference;
    if (leaf.tableRow !== key) {
      if (difference !== 0n) wrong.push(leaf);
      return;
    }
    // A price is rounded to a whole yoctojoule once, so twice the row may be one more or less for each count.
    const excess = difference - BigInt(leaf.energy_yJ);
    if (excess > BigInt(leaf.count) || -excess > BigInt(leaf.count)) wrong.push(leaf);
  });
  // One comparison for all leaves: thousands of them would take longer than the machine does.
  expect(wrong).toEqual([]);
  expect(BigInt(after.total.energy_yJ) - BigInt(before.total.energy_yJ)).toBe(change);
}
