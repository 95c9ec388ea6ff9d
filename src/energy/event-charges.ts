import { mapped } from '../arrays/index.js';
import {
  eventField,
  type ActionDeclaration,
  type EventName,
  type TILE_UNITS,
  type UnitContext,
  type UnitSize,
} from '../hardware/index.js';
import type { Problem } from '../problems/index.js';
import type { Charge } from './charge.js';
import type { Rates } from './rate.js';
import { rowPath } from './table.js';
import { widthRules } from './width-rules.js';

/**
 * Events, each at its row and width. An event that is part of another, as a product with a zero is a product, is paid at
 * its own row in place of the other's when the table has that row.
 */
export function eventCharges(
  rates: Rates,
  unit: (typeof TILE_UNITS)[number],
  context: UnitContext,
  size: UnitSize,
  problems: Problem[],
): Charge[] {
  const actions = Object.entries<ActionDeclaration>(unit.actions);
  const fieldOf = (action: string): number => eventField(`${unit.name}.${action}` as EventName);
  return actions.flatMap(([action, declared]): Charge[] => {
    const tableRow = `${unit.name}.${action}`;
    const row = declared.dataDependent ? rates.optional(tableRow) : rates.required(tableRow);
    if (row === undefined) return [];
    const built = {
      widths_bits: declared.widths_bits(context),
      bank_bits: size.memory_bits / unit.domains(context),
    };
    const quantity = action === 'read' || action === 'write' ? action : 'other';
    const widths = widthRules(row, quantity, built, rowPath(row));
    if (widths.problems.length > 0) problems.push(...widths.problems);
    const parts = actions.filter(
      ([part, { partOf }]) => partOf === action && rates.optional(`${unit.name}.${part}`) !== undefined,
    );
    return [
      {
        unit: unit.name,
        action,
        kind: 'dynamic',
        tableRow,
        ...rates.price(tableRow, 1, widths.rules),
        terms: [
          { field: fieldOf(action), factor: 1 },
          ...mapped(parts, ([part]) => ({ field: fieldOf(part), factor: -1 })),
        ],
      },
    ];
  });
}
