import type { Energy } from '../results/index.js';

/** Whole yoctojoules as plain data. */
export function energyOf(yJ: bigint): Energy {
  return { energy_yJ: yJ.toString(), energy_pJ: picojoules(yJ) };
}

/** The double is the nearest one to the quotient of the nearest double. */
export const picojoules = (yJ: bigint): number => Number(yJ) / 1e12;
