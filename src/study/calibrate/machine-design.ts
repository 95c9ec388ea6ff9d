import { compile } from '../../compiler/index.js';
import { accountEnergy, priceTable, type EnergyTable } from '../../energy/index.js';
import type { HardwareConfiguration } from '../../hardware/index.js';
import type { Network } from '../../network/index.js';
import type { Ledger } from '../../results/index.js';
import { frameTiming, timeProgram } from '../../timing/index.js';
import { refuseMissedRealTime } from '../real-time.js';

/** Frames of a run whose windows are steady; how many makes no difference (docs/accelerator.md, A1). */
export const FRAMES = 16;

/**
 * The ledger of a steady run from the closed form, which every simulation is held against.
 *
 * @throws InputError when the network does not fit or real time is missed
 */
export function closedLedger(
  network: Network,
  hardware: HardwareConfiguration,
  table: EnergyTable,
  assignment?: readonly number[],
): Ledger {
  const program = compile(network, hardware, assignment === undefined ? {} : { assignment });
  refuseMissedRealTime(hardware, frameTiming(program, hardware));
  const { counts, accounting } = timeProgram(program, hardware, FRAMES);
  const [window] = accounting.tiles;
  return accountEnergy({
    prices: priceTable(table, hardware),
    counts,
    instructions: program.tiles.map(({ labels }) => labels),
    cycles: window!.to - window!.from,
  });
}
