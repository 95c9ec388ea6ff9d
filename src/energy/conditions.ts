import type { HardwareConfiguration } from '../hardware/index.js';
import type { Problem } from '../problems/index.js';
import type { EnergyTable } from './table.js';

const CONDITIONS = [
  ['node_nm', 'process node'],
  ['voltage_V', 'supply voltage'],
  ['temperature_C', 'temperature'],
] as const;

/** A table prices its own technology and no other: nothing scales its rows yet. */
export function conditionProblems(table: EnergyTable, hardware: HardwareConfiguration): Problem[] {
  const own = CONDITIONS.map(([key]) => `${key}: ${table.technology[key]}`).join(', ');
  return CONDITIONS.filter(([key]) => table.technology[key] !== hardware.technology[key]).map(
    ([key, name]) => ({
      code: 'energy.conditions',
      path: `technology.${key}`,
      message: `the energy table ${table.name} holds for another ${name}, and tables are not scaled yet`,
      expected: String(table.technology[key]),
      received: String(hardware.technology[key]),
      hint: `use the table's technology { ${own} }, or a table for this one`,
    }),
  );
}
