import { mapped } from '../arrays/index.js';
import { TILE_UNITS, clock_Hz, hardwareSizes, type HardwareConfiguration } from '../hardware/index.js';
import { refuseIfAny, type Problem } from '../problems/index.js';
import { clockCharges } from './clock-charges.js';
import type { Prices } from './charge.js';
import { scaleTable } from './conditions.js';
import { eventCharges } from './event-charges.js';
import { withOverrides } from './overrides.js';
import { Rates } from './rate.js';
import { staticCharges } from './static-charges.js';
import type { EnergyTable } from './table.js';

/**
 * Prices a configuration with a table: the rows that the hardware file states itself take the place of the table's, each
 * row is scaled to the configuration's node, voltage and temperature, and to the widths and banks of each unit.
 *
 * @throws InputError when a row is stated that no table has, when a rule's range is left, or when a row's reference widths
 *   are not as many as the widths of its event
 */
export function priceTable(given: EnergyTable, hardware: HardwareConfiguration): Prices {
  const overridden = withOverrides(given, hardware);
  refuseIfAny(overridden.problems);
  const { table } = overridden;
  const { rows, problems: unscaled } = scaleTable(table, hardware);
  const problems: Problem[] = [...unscaled];
  const rates = new Rates(rows);
  const sizes = hardwareSizes(hardware).tiles;
  const tiles = mapped(hardware.tiles, (tile, index) => {
    const context = { tile, outputsPerCycle: hardware.outputsPerCycle };
    return TILE_UNITS.flatMap((unit, u) => {
      const size = sizes[index]![u]!;
      return [
        ...eventCharges(rates, unit, context, size, problems),
        ...clockCharges(rates, unit, context),
        ...staticCharges(rates, unit, context, size, clock_Hz(hardware), problems),
      ];
    });
  });
  refuseIfAny(
    problems.filter(
      ({ path, message }, i) =>
        problems.findIndex((other) => other.path === path && other.message === message) === i,
    ),
  );
  const clockTree = rates.price('clockTree.clock', 1);
  return { table, hardware, rows, tiles, clockTree, implementation: rates.implementation };
}
