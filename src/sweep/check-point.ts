/** A point of a sweep on the simulator (docs/sweep.md, P2). */
import seedrandom from 'seedrandom';
import { exactLeaves, type Prices } from '../energy/index.js';
import { invariant } from '../problems/index.js';
import { verifiedRun, type Verifiable } from '../study/index.js';
import type { PointEnergy } from './point-energy.js';

/**
 * Runs pseudo-random features through the machine, which holds their scores against the reference inference, and every cycle
 * and counter against the closed form. What it counted is priced here instruction by instruction, where a point prices sums,
 * and must come to the same yoctojoules unit by unit.
 *
 * @param seed text that the features come of
 * @throws InvariantError when anything differs
 */
export function checkPoint(
  point: Verifiable,
  {
    prices,
    energy,
    frames,
  }: { readonly prices: Prices; readonly energy: PointEnergy; readonly frames: number },
  seed: string,
): void {
  const next = seedrandom.alea(seed);
  const features = Array.from({ length: frames }, () =>
    Int8Array.from({ length: point.network.inputs }, () => Math.floor(next.double() * 256) - 128),
  );
  const { counts, windows } = verifiedRun(point, features).run;
  const units = new Map<string, bigint>();
  for (const { unit, yJ } of exactLeaves({
    ...{ prices, counts },
    instructions: point.program.tiles.map(({ labels }) => labels),
    cycles: windows[0]!.to - windows[0]!.from,
  })) {
    units.set(unit, (units.get(unit) ?? 0n) + yJ);
  }
  for (const unit of new Set([...units.keys(), ...energy.units_yJ.keys()])) {
    const [simulated, found] = [units.get(unit) ?? 0n, energy.units_yJ.get(unit) ?? 0n];
    invariant(
      simulated === found,
      () => `${unit}: ${simulated} yJ on the simulator, ${found} in closed form`,
    );
  }
}
