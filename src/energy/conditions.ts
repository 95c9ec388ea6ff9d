import { mapped } from '../arrays/index.js';
import type { HardwareConfiguration } from '../hardware/index.js';
import type { Problem } from '../problems/index.js';
import { scaleRow, type Obstacle, type ScaledRow } from './scaling/index.js';
import { rowPath, type EnergyTable } from './table.js';

const NAMES_SHOWN = 4;

/** Every row at the configuration's technology, and one problem for each condition that no rule covers. */
export function scaleTable(
  table: EnergyTable,
  hardware: HardwareConfiguration,
): { readonly rows: readonly ScaledRow[]; readonly problems: readonly Problem[] } {
  const rows = mapped(table.rows, (row) => scaleRow(row, hardware.technology));
  const groups = new Map<string, { obstacle: Obstacle; rows: ScaledRow[] }>();
  for (const row of rows) {
    for (const obstacle of row.obstacles) {
      const own = obstacle.of === 'row' && !isCommon(row, obstacle, table) ? row.row.key : '';
      const id = [obstacle.of, own, obstacle.quantity, obstacle.message, obstacle.expected].join(' ');
      const group = groups.get(id);
      if (group === undefined) groups.set(id, { obstacle, rows: [row] });
      else group.rows.push(row);
    }
  }
  return { rows, problems: [...groups.values()].map((group) => problemOf(group, table)) };
}

/** A condition that a row has from its table: what is wrong with it is told once for all such rows. */
const isCommon = ({ row }: ScaledRow, { quantity }: Obstacle, { technology }: EnergyTable): boolean =>
  !row.overridden && row.conditions[quantity] === technology[quantity];

function problemOf(
  { obstacle, rows }: { readonly obstacle: Obstacle; readonly rows: readonly ScaledRow[] },
  table: EnergyTable,
): Problem {
  const { quantity, of, message, expected, received } = obstacle;
  const keys = rows.map(({ row }) => row.key);
  const named = keys.length <= NAMES_SHOWN ? keys.join(', ') : `${keys.length} rows`;
  const { node_nm, voltage_V, temperature_C } = table.technology;
  return {
    code: 'energy.conditions',
    path:
      of === 'row' && !isCommon(rows[0]!, obstacle, table)
        ? `${rowPath(rows[0]!.row)}.conditions.${quantity}`
        : `technology.${quantity}`,
    message: `${named} of the table ${table.name}: ${message}`,
    expected,
    received: String(received),
    hint:
      `the table holds for ${node_nm} nm, ${voltage_V} V and ${temperature_C} C; for others, give these rows in a table ` +
      'of your own or under energy in the hardware file',
  };
}
