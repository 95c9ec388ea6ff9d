import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compile } from '../../src/compiler/index.js';
import {
  ACTIVITIES,
  activityField,
  clockField,
  differences,
  TILE_UNITS,
  totalOf,
} from '../../src/hardware/index.js';
import { ReferenceInference } from '../../src/network/index.js';
import { runFrames } from '../../src/simulator/index.js';
import { timeProgram } from '../../src/timing/index.js';
import { arbitraryNetworkAndFrames } from '../support/arbitrary-network.js';
import { arbitraryPlacement } from '../support/arbitrary-hardware.js';
import { runs } from '../support/runs.js';

const pairs = arbitraryNetworkAndFrames({ maxFrames: 6 }).chain(({ network, frames }) =>
  arbitraryPlacement(network).map(({ hardware, assignment }) => ({ network, frames, hardware, assignment })),
);

test(
  'simulator = reference inference, simulator = closed form, and every clock is accounted for',
  { timeout: 120_000 },
  () => {
    const seen = { steady: 0, whole: 0 };
    fc.assert(
      fc.property(pairs, ({ network, frames, hardware, assignment }) => {
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

        expect(
          run.results.map(({ arrival_cycle, result_cycle }) => ({ arrival_cycle, result_cycle })),
        ).toEqual(timing.frames.map(({ arrival_cycle, result_cycle }) => ({ arrival_cycle, result_cycle })));
        expect(run.windows).toEqual(timing.accounting.tiles);
        run.counts.forEach((counts, tile) => {
          expect(differences(counts, timing.counts[tile]!, { dataDependent: false })).toEqual([]);
          const { from, to } = run.windows[tile]!;
          const spent = ACTIVITIES.reduce(
            (sum, activity) => sum + totalOf(counts, activityField(activity)),
            0,
          );
          expect(spent).toBe(to - from);
          for (const unit of TILE_UNITS) {
            const domains = unit.domains({
              tile: hardware.tiles[tile]!,
              outputsPerCycle: hardware.outputsPerCycle,
            });
            for (const port of unit.ports) {
              const states = (['active', 'idleClocked', 'gated'] as const).map((state) =>
                totalOf(counts, clockField(unit.name, port, state)),
              );
              expect(
                states.reduce((a, b) => a + b),
                `${unit.name}.${port}`,
              ).toBe(domains * (to - from));
            }
          }
        });
      }),
      { numRuns: runs(300), seed: 2 },
    );
    expect(seen.steady).toBeGreaterThan(30);
    expect(seen.whole).toBeGreaterThan(30);
  },
);
