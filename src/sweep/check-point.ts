/** A point of a sweep on the simulator (docs/sweep.md, P2). */
import seedrandom from 'seedrandom';
import { exactLeaves, type Prices } from '../energy/index.js';
import { InputError, invariant, InvariantError } from '../problems/index.js';
import { verifiedRun, type Verifiable, type VerifiedRun } from '../study/index.js';
import type { PointEnergy } from './point-energy.js';

/**
 * Runs pseudo-random features through the machine, which holds their scores against the reference inference, and every cycle
 * and counter against the closed form. What it counted is priced here instruction by instruction, where a point prices sums,
 * and must come to the same yoctojoules unit by unit.
 *
 * @param seed text that the features come of
 * @returns true: it was checked
 * @throws InvariantError when anything differs, and when the simulator refuses what the closed form takes
 */
export function checkPoint(
  point: Verifiable,
  {
    prices,
    energy,
    frames,
  }: { readonly prices: Prices; readonly energy: PointEnergy; readonly frames: number },
  seed: string,
): true {
  const next = seedrandom.alea(seed);
  const features = Array.from({ length: frames }, () =>
    Int8Array.from({ length: point.network.inputs }, () => Math.floor(next.double() * 256) - 128),
  );
  const { counts, windows } = simulated(point, features).run;
  const units = new Map<string, bigint>();
  for (const { unit, yJ } of exactLeaves({
    ...{ prices, counts },
    instructions: point.program.tiles.map(({ labels }) => labels),
    cycles: windows[0]!.to - windows[0]!.from,
  })) {
    units.set(unit, (units.get(unit) ?? 0n) + yJ);
  }
  for (const unit of new Set([...units.keys(), ...energy.units_yJ.keys()])) {
    const [counted, found] = [units.get(unit) ?? 0n, energy.units_yJ.get(unit) ?? 0n];
    invariant(counted === found, () => `${unit}: ${counted} yJ on the simulator, ${found} in closed form`);
  }
  const total_yJ = [...units.values()].reduce((sum, yJ) => sum + yJ, 0n);
  invariant(total_yJ === energy.total_yJ, () => 'the units agree and the total does not');
  return true;
}

/** The point is feasible: that the simulator refuses it is an error of ours. */
function simulated(point: Verifiable, features: readonly Int8Array[]): VerifiedRun {
  try {
    return verifiedRun(point, features);
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    throw new InvariantError(`the simulator refuses the point: ${error.message}`);
  }
}
