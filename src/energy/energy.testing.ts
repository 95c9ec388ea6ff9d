import {
  ACTIVITIES,
  FIELDS,
  TILE_UNITS,
  activityField,
  clockField,
  defineHardware,
  emptyCounts,
  type HardwareConfiguration,
  type PortName,
  type TileCounts,
} from '../hardware/index.js';
import type { InstructionName } from './ledger.js';
import { ROW_DECLARATIONS } from './row-declarations.js';

type FileRow = Record<string, unknown>;
/** The shape of a table file, to be changed at will. */
export interface TableFile {
  [key: string]: unknown;
  technology: Record<string, unknown>;
  rows: Record<string, Record<string, FileRow>>;
}

/** A table in which everything costs 1 of its unit, whatever its width, and data-dependent events nothing. */
export function plainTable(): TableFile {
  const rows: TableFile['rows'] = {};
  for (const { group, item, valueUnit, widths, optional } of ROW_DECLARATIONS) {
    rows[group] ??= {};
    if (optional) continue;
    rows[group][item] = {
      [`value_${valueUnit}`]: 1,
      ...(widths === 'event' ? { scaling: 'none' } : {}),
      spread_lnSigma: 0.5,
      kind: 'assumed',
      conditions: { note: 'none' },
      source: 'made up for tests',
    };
  }
  return {
    name: 'plain',
    status: 'bottom-up',
    technology: { node_nm: 22, voltage_V: 0.8, temperature_C: 25 },
    rows,
  };
}

/** Tiles of two lanes at 1 kHz, with memories of a few words. */
export function smallHardware(
  tiles: number,
  changes: Readonly<Record<string, unknown>> = {},
): HardwareConfiguration {
  return defineHardware({
    name: 'small',
    technology: { node_nm: 22, voltage_V: 0.8, temperature_C: 25 },
    clock_kHz: 1,
    framePeriod_ms: 20,
    maxLatency_ms: 60,
    outputsPerCycle: 2,
    wake_cycles: 1,
    tile: {
      programSram: { words: 4 },
      macArray: { lanes: 2, weightBits: 4, operandBits: 10, accumulatorBits: 20 },
      weightSram: { banks: 2, bankWords: 4, retention: true },
      biasSram: { words: 1 },
      legendreUnit: { lanes: 1, coefficientBits: 10, accumulatorBits: 26, maxOrder: 2 },
      coefficientSram: { words: 2 },
      stateSram: { banks: 1, bankWords: 2, stateBits: 16, retention: true },
      vectorSram: { banks: 1, bankWords: 2 },
      channel: { buffers: 2, bufferWords: 1 },
    },
    tiles: Array.from({ length: tiles }, () => ({})),
    ...changes,
  });
}

/** Adds to a counter of a row. */
export function add(counts: TileCounts, row: number, field: number, amount: number): void {
  counts.values[row * FIELDS.length + field]! += amount;
}

const retaining: readonly string[] = ['weightSram', 'stateSram'];

/**
 * Counts that contradict nothing, for a window of `cycles`, with every choice taken from `next(bound)`, a source of whole
 * numbers from 0 to bound.
 */
export function consistentCounts(
  hardware: HardwareConfiguration,
  tile: number,
  instructions: number,
  cycles: number,
  next: (bound: number) => number,
): TileCounts {
  const counts = emptyCounts(instructions);
  const context = { tile: hardware.tiles[tile]!, outputsPerCycle: hardware.outputsPerCycle };
  let left = cycles;
  for (let row = 0; row < instructions; row++) {
    const occupied = row === instructions - 1 ? left : next(left);
    left -= occupied;
    const first = next(occupied);
    add(counts, row, activityField(ACTIVITIES[next(ACTIVITIES.length - 1)]!), first);
    add(counts, row, activityField('waitInput'), occupied - first);
    fillClocks(row, occupied, (unit, port) => !(unit === 'channel' && port === 'write'));
  }
  fillClocks(instructions, cycles, (unit, port) => unit === 'channel' && port === 'write');
  FIELDS.forEach((field, index) => {
    if (field.kind !== 'event') return;
    for (let row = 0; row <= instructions; row++) add(counts, row, index, next(1000));
  });
  return counts;

  function fillClocks(
    row: number,
    occupied: number,
    belongs: (unit: string, port: PortName) => boolean,
  ): void {
    for (const unit of TILE_UNITS) {
      const ports = unit.ports.filter((port) => belongs(unit.name, port));
      const due = unit.domains(context) * occupied;
      const active = ports.map(() => next(due));
      const gated = active.map((cycles) => next(due - cycles));
      const retained = retaining.includes(unit.name) && ports.length > 0 ? next(Math.min(...gated)) : 0;
      ports.forEach((port, i) => {
        add(counts, row, clockField(unit.name, port, 'active'), active[i]!);
        add(counts, row, clockField(unit.name, port, 'gated'), gated[i]!);
        add(counts, row, clockField(unit.name, port, 'idleClocked'), due - active[i]! - gated[i]!);
        add(counts, row, clockField(unit.name, port, 'retained'), retained);
      });
    }
  }
}

/** Names for instructions that nobody will read. */
export function namesFor(counts: readonly TileCounts[]): InstructionName[][] {
  return counts.map(({ instructions }, tile) =>
    Array.from({ length: instructions }, (_, i) => ({ text: `i${i}`, layer: `layer${(tile + i) % 3}` })),
  );
}
