import type { Ledger } from '../../results/index.js';
import { FACTOR_ROW, isBuilt, type Parameter } from './parameters.js';

/**
 * The power of a design as a function of what is not known: exact + sum over parameters of ratio x (plain + built x factor),
 * in microwatts, every ratio 1 at the table's values. `built` is what the implementation factor multiplies.
 */
export interface Design {
  readonly exact_uW: number;
  readonly plain_uW: readonly number[];
  readonly built_uW: readonly number[];
}

/** Counts times prices of a run, as data: the ledger of a run that the table priced. */
export function designOf(ledger: Ledger, parameters: readonly Parameter[]): Design {
  const plain_uW = parameters.map(() => 0);
  const built_uW = parameters.map(() => 0);
  const factorIsOpen = parameters.some(({ name }) => name === FACTOR_ROW);
  let exact_uW = 0;
  const window_s = ledger.cycles / ledger.clock_Hz;
  for (const { name, energy_pJ } of ledger.views.tableRow) {
    const uW = (energy_pJ * 1e-6) / window_s;
    const index = parameters.findIndex(({ rows }) => rows.includes(name));
    if (index < 0) exact_uW += uW;
    else (isBuilt(name) && factorIsOpen ? built_uW : plain_uW)[index]! += uW;
  }
  return { exact_uW, plain_uW, built_uW };
}

/** Ratios of all parameters, and that of the factor. */
export interface Ratios {
  readonly each: readonly number[];
  readonly factor: number;
}

/** @param lnRatios one for each parameter */
export function ratiosOf(lnRatios: readonly number[], parameters: readonly Parameter[]): Ratios {
  const each = lnRatios.map((ln) => Math.exp(ln));
  const factor = parameters.findIndex(({ name }) => name === FACTOR_ROW);
  return { each, factor: factor < 0 ? 1 : each[factor]! };
}

export function powerOf({ exact_uW, plain_uW, built_uW }: Design, { each, factor }: Ratios): number {
  let uW = exact_uW;
  for (let i = 0; i < each.length; i++) uW += each[i]! * (plain_uW[i]! + built_uW[i]! * factor);
  return uW;
}

/** Derivatives of the power by ln(ratio) of each parameter. */
export function slopesOf(
  { plain_uW, built_uW }: Design,
  { each, factor }: Ratios,
  factorIndex: number,
): number[] {
  const slopes = each.map((ratio, i) => ratio * (plain_uW[i]! + built_uW[i]! * factor));
  if (factorIndex >= 0) {
    slopes[factorIndex] = each.reduce((sum, ratio, i) => sum + ratio * built_uW[i]! * factor, 0);
  }
  return slopes;
}
