import { sha256Hex } from '../../hardware/index.js';
import type { LedgerLeaf, RunResult, Simulated, SimulatedPart } from '../../results/index.js';
import type { NamedRecording } from '../recordings.js';

/**
 * What a baseline remembers of a run: its inputs, its metrics, and the energy of every part of its accounted window.
 *
 * @param recordings those that were run
 */
export function simulatedOf(result: RunResult, recordings: readonly NamedRecording[]): Simulated {
  const { network, hardware, table, cycles, energy } = result;
  return {
    inputs: {
      network: network.sha256,
      hardware: hardware.sha256,
      table: table.sha256,
      recordings: hashOfRecordings(recordings),
    },
    predictions: result.recordings.map(({ prediction }) => prediction),
    perFrame_cycles: cycles.perFrame,
    latency_cycles: cycles.latency,
    energyPerInference_nJ: energy.perInference_nJ,
    realTime: result.realTime.ok,
    tableRows: Object.fromEntries(
      energy.ledger.views.tableRow
        .filter(({ energy_yJ }) => energy_yJ !== '0')
        .map(({ name, value, valueUnit, kind }) => [name, { value, valueUnit, kind }]),
    ),
    parts: partsOf(energy.ledger.leaves),
  };
}

/** The row of the table that prices each `unit.action`. */
export function pricedBy({ leaves }: RunResult['energy']['ledger']): ReadonlyMap<string, string> {
  return new Map(leaves.map(({ unit, action, tableRow }) => [`${unit}.${action}`, tableRow]));
}

function partsOf(leaves: readonly LedgerLeaf[]): Simulated['parts'] {
  const tiles: Record<string, Record<string, { count: number; energy_yJ: bigint }>> = {};
  for (const { tile, unit, action, count, energy_yJ } of leaves) {
    const parts = (tiles[tile === 'accelerator' ? tile : `tile ${tile}`] ??= {});
    const part = (parts[`${unit}.${action}`] ??= { count: 0, energy_yJ: 0n });
    part.count += count;
    part.energy_yJ += BigInt(energy_yJ);
  }
  return mapValues(tiles, (parts) =>
    mapValues(parts, ({ count, energy_yJ }): SimulatedPart => ({
      count,
      energy_pJ: Number(energy_yJ) / 1e12,
    })),
  );
}

function mapValues<A, B>(
  values: Readonly<Record<string, A>>,
  change: (value: A) => B,
): Readonly<Record<string, B>> {
  return Object.fromEntries(Object.entries(values).map(([key, value]) => [key, change(value)]));
}

function hashOfRecordings(recordings: readonly NamedRecording[]): string {
  return sha256Hex(
    JSON.stringify(recordings.map(({ name, frames }) => [name, frames.map((frame) => [...frame])])),
  );
}
