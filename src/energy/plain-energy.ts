import type { Energy } from '../results/index.js';

/** Whole yoctojoules as plain data. The double is the nearest one to the quotient of the nearest double. */
export function energyOf(yJ: bigint): Energy {
  return { energy_yJ: yJ.toString(), energy_pJ: Number(yJ) / 1e12 };
}
