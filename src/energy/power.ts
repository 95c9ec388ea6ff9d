import { InputError } from '../problems/index.js';
import type { EnergyShare, Ledger, PowerReport, PowerShare } from '../results/index.js';

/**
 * Average power over the ledger's window and energy for each inference.
 *
 * @param frames inferences whose work the window holds, a whole number >= 1
 * @throws InputError for another number of frames
 */
export function powerReport(ledger: Ledger, frames: number): PowerReport {
  if (!Number.isSafeInteger(frames) || frames < 1) {
    throw new InputError([
      {
        code: 'energy.frames',
        path: 'frames',
        message: 'not a number of frames that energy can be divided by',
        expected: 'a whole number of at least 1',
        received: String(frames),
      },
    ]);
  }
  const window_s = ledger.cycles / ledger.clock_Hz;
  const power = (energy_pJ: number): number => averagePower_uW(energy_pJ, window_s);
  const perInference = (energy_pJ: number): number => energyPerInference_nJ(energy_pJ, frames);
  const total_pJ = ledger.total.energy_pJ;
  const shares = (view: readonly EnergyShare[]): PowerShare[] =>
    view.map(({ name, energy_pJ }) => ({
      name,
      averagePower_uW: power(energy_pJ),
      energyPerInference_nJ: perInference(energy_pJ),
      fraction: total_pJ === 0 ? 0 : energy_pJ / total_pJ,
    }));
  return {
    hardware: ledger.hardware,
    table: ledger.table,
    frames,
    window_s,
    averagePower_uW: power(total_pJ),
    energyPerInference_nJ: perInference(total_pJ),
    byUnit: shares(ledger.views.unit),
    byTile: shares(ledger.views.tile),
    byLayer: shares(ledger.views.layer),
    byAction: shares(ledger.views.action),
    byKind: shares(ledger.views.kind),
    byRowKind: shares(ledger.views.rowKind),
  };
}

/** 1 pJ is 1e-6 uJ. */
export const averagePower_uW = (energy_pJ: number, window_s: number): number => (energy_pJ * 1e-6) / window_s;

/** 1 pJ is 1e-3 nJ. */
export const energyPerInference_nJ = (energy_pJ: number, frames: number): number =>
  (energy_pJ * 1e-3) / frames;
