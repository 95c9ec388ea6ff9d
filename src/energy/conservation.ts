import { mapped } from '../arrays/index.js';
import {
  ACTIVITIES,
  FIELDS,
  TILE_UNITS,
  activityField,
  clockField,
  totalOf,
  type HardwareConfiguration,
  type PortName,
  type TileCounts,
} from '../hardware/index.js';
import { invariant } from '../problems/index.js';

/**
 * What counts must satisfy before they are worth a price, checked on every run: the activities of a tile sum to the
 * window's cycles (docs/accelerator.md, E3); the active, idle-clocked and gated domain-cycles of every port sum to
 * domains x cycles (G1); a bank in retention is gated, and retains on all its ports at once (H5).
 *
 * @throws InvariantError with the first contradiction
 */
export function checkCounts(
  hardware: HardwareConfiguration,
  counts: readonly TileCounts[],
  cycles: number,
): void {
  invariant(Number.isSafeInteger(cycles) && cycles > 0, () => `a window of ${cycles} cycles`);
  invariant(
    counts.length === hardware.tiles.length,
    () => `counts of ${counts.length} tiles for ${hardware.tiles.length}`,
  );
  counts.forEach((tile, index) => {
    checkTile(hardware, tile, index, cycles);
  });
}

function checkTile(hardware: HardwareConfiguration, counts: TileCounts, index: number, cycles: number): void {
  invariant(
    counts.values.length === (counts.instructions + 1) * FIELDS.length,
    () => `tile ${index}: ${counts.values.length} counters for ${counts.instructions} instructions`,
  );
  for (const value of counts.values) {
    invariant(Number.isSafeInteger(value) && value >= 0, () => `tile ${index}: a counter of ${value}`);
  }
  const busy = ACTIVITIES.reduce((sum, activity) => sum + totalOf(counts, activityField(activity)), 0);
  invariant(busy === cycles, () => `tile ${index}: activities sum to ${busy} of ${cycles} cycles`);
  const context = { tile: hardware.tiles[index]!, outputsPerCycle: hardware.outputsPerCycle };
  for (const unit of TILE_UNITS) {
    const due = unit.domains(context) * cycles;
    const ports: readonly PortName[] = unit.ports;
    const retained = mapped(ports, (port) => {
      const of = (state: 'active' | 'idleClocked' | 'gated' | 'retained'): number =>
        totalOf(counts, clockField(unit.name, port, state));
      const place = `tile ${index} ${unit.name}.${port}`;
      const sum = of('active') + of('idleClocked') + of('gated');
      invariant(sum === due, () => `${place}: clock states sum to ${sum} of ${due} domain-cycles`);
      invariant(of('retained') <= of('gated'), () => `${place}: retained in more cycles than gated`);
      return of('retained');
    });
    invariant(
      retained.every((count) => count === retained[0]),
      () => `tile ${index} ${unit.name}: its ports retain for ${retained.join(' and ')} bank-cycles`,
    );
  }
}
