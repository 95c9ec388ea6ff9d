import { mapped } from '../arrays/index.js';
import {
  ACTIVITIES,
  activityField,
  clockField,
  leakingLogic,
  type TILE_UNITS,
  type UnitContext,
  type UnitSize,
} from '../hardware/index.js';
import type { Problem } from '../problems/index.js';
import type { EnergyKind } from '../results/index.js';
import type { Charge, Term } from './charge.js';
import type { Rates } from './rate.js';
import { rowPath } from './table.js';
import { widthRules } from './width-rules.js';

const everyCycle = (factor: number): Term[] =>
  mapped(ACTIVITIES, (activity) => ({ field: activityField(activity), factor }));

/**
 * Static power in every cycle of the tile, whatever it does, under the instruction that occupies the cycle. A memory leaks
 * bank by bank: in retention (rule H5) a bank pays the retention row instead. The read port's counters say when, because
 * every memory has one and a bank retains as a whole.
 */
export function staticCharges(
  rates: Rates,
  unit: (typeof TILE_UNITS)[number],
  context: UnitContext,
  size: UnitSize,
  clock: number,
  problems: Problem[],
): Charge[] {
  const charge = (
    action: Extract<EnergyKind, 'leakage' | 'retention' | 'laneStatic'>,
    tableRow: string,
    amount: number,
    terms: readonly Term[],
  ): Charge => {
    const row = rates.required(tableRow);
    const built = { widths_bits: [], bank_bits: tableRow.startsWith('sram.') ? amount : 0 };
    const { rules, problems: found } = widthRules(row, 'leakage', built, rowPath(row));
    if (found.length > 0) problems.push(...found);
    const price = rates.price(tableRow, amount / clock, rules);
    return { unit: unit.name, action, kind: action, tableRow, ...price, terms };
  };
  const charges: Charge[] = [];
  if (size.memory_bits > 0) {
    const banks = unit.domains(context);
    const bits = size.memory_bits / banks;
    const retained = clockField(unit.name, 'read', 'retained');
    charges.push(
      charge('leakage', 'sram.leakage', bits, [...everyCycle(banks), { field: retained, factor: -1 }]),
      charge('retention', 'sram.retention', bits, [{ field: retained, factor: 1 }]),
    );
  }
  const leaking = leakingLogic(size);
  if (leaking > 0) {
    charges.push(charge('leakage', 'logic.leakage', leaking, everyCycle(1)));
  }
  const lanes = `${unit.name}.laneStatic`;
  // A table that claims no such power, by 0 or by silence, leaves no trace of it in the leaves.
  if ((rates.optional(lanes)?.value ?? 0) > 0) {
    charges.push(charge('laneStatic', lanes, 1, everyCycle(unit.domains(context))));
  }
  return charges;
}
