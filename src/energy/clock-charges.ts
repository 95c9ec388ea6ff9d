import { mapped } from '../arrays/index.js';
import { clockField, type PortName, type TILE_UNITS, type UnitContext } from '../hardware/index.js';
import type { EnergyKind } from '../results/index.js';
import type { Charge, Price } from './charge.js';
import type { Rates } from './rate.js';

/**
 * Clocked domain-cycles: of registers active and idle apart, which cost the same; of a memory idle ones alone, since the
 * clock of an access is part of the access.
 */
export function clockCharges(
  rates: Rates,
  unit: (typeof TILE_UNITS)[number],
  context: UnitContext,
): Charge[] {
  const ports: readonly PortName[] = unit.ports;
  const charge = (
    kind: EnergyKind,
    state: 'active' | 'idleClocked',
    tableRow: string,
    price: Price,
  ): Charge => ({
    ...{ unit: unit.name, action: 'clock', kind, tableRow, ...price },
    terms: mapped(ports, (port) => ({ field: clockField(unit.name, port, state), factor: 1 })),
  });
  if (ports.includes('read')) {
    const tableRow = 'sram.idleClock';
    if (rates.optional(tableRow) === undefined) return [];
    // All ports of a memory carry the same word.
    const [word_bits] = Object.values(unit.actions)[0]!.widths_bits(context);
    return [charge('clockIdle', 'idleClocked', tableRow, rates.price(tableRow, word_bits!))];
  }
  const bits = unit.registerBitsPerDomain(context);
  if (bits === 0) return [];
  const tableRow = `${unit.name}.clock`;
  const price = rates.price(tableRow, bits);
  return [
    charge('clockActive', 'active', tableRow, price),
    charge('clockIdle', 'idleClocked', tableRow, price),
  ];
}
