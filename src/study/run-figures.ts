import { accountEnergy, powerIntervals, powerReport } from '../energy/index.js';
import {
  ACTIVITIES,
  CLOCK_STATES,
  TILE_UNITS,
  activityField,
  addCounts,
  canonicalJson,
  clockField,
  configurationHash,
  framePeriod_cycles,
  maxLatency_cycles,
  sha256Hex,
  totalOf,
  type PortName,
  type TileCounts,
  type TileUnitName,
} from '../hardware/index.js';
import { describeNetwork, type Network } from '../network/index.js';
import type { Program } from '../program/index.js';
import {
  VERSION,
  type GatingShare,
  type Interval,
  type PowerShare,
  type RunResult,
  type UnitClocking,
} from '../results/index.js';
import type { ProgramTiming } from '../timing/index.js';
import { assumptionsOf } from './assumptions.js';
import type { Prepared } from './preparation.js';
import type { VerifiedRun } from './verified-run.js';

/** What ran on what: known before the first frame. */
export type RunHead = Pick<RunResult, 'version' | 'network' | 'hardware' | 'table' | 'engine' | 'state'>;

function longestWindow({ layers }: Network): number | null {
  const windows = layers.flatMap((layer) => (layer.kind === 'lmu' ? [layer.theta_frames] : []));
  return windows.length === 0 ? null : Math.max(...windows);
}

/** What is known when all frames have run. */
export type RunFigures = Omit<RunResult, keyof RunHead | 'schema' | 'prediction' | 'frames' | 'recordings'>;

export function headOf(
  { network, networkHash, hardware, table, prices, overrides = [] }: Prepared,
  state: RunResult['state'],
): RunHead {
  return {
    version: VERSION,
    network: {
      name: network.name,
      sha256: networkHash,
      weights: describeNetwork(network).weights,
      weightBits: network.weightBits,
      weightsAre: network.weightsAre,
      labels: network.labels,
      window_frames: longestWindow(network),
    },
    hardware: {
      name: hardware.name,
      sha256: configurationHash(hardware),
      ...hardware.technology,
      clock_kHz: hardware.clock_kHz,
      framePeriod_ms: hardware.framePeriod_ms,
      maxLatency_ms: hardware.maxLatency_ms,
      tiles: hardware.tiles.length,
      ...(overrides.length === 0 ? {} : { overrides }),
    },
    table: {
      name: table.name,
      sha256: sha256Hex(canonicalJson(table)),
      status: table.status,
      overrides: prices.table.rows.filter(({ overridden }) => overridden).map(({ key }) => key),
    },
    engine: 'reference',
    state,
  };
}

/**
 * Cycles, power and energy of all runs together.
 *
 * @param runs at least one
 */
export function figuresOf(
  { network, hardware, program, prices }: Prepared,
  runs: readonly VerifiedRun[],
): RunFigures {
  const counts = runs
    .map(({ run }) => run.counts)
    .reduce((a, b) => a.map((tile, i) => addCounts(tile, b[i]!)));
  const accounted = runs.reduce((sum, { run }) => sum + run.windows[0]!.to - run.windows[0]!.from, 0);
  const ledger = accountEnergy({
    prices,
    counts,
    instructions: program.tiles.map(({ labels }) => labels),
    cycles: accounted,
  });
  const frames = runs.reduce((sum, { timing }) => sum + timing.frames.length, 0);
  const power = powerReport(ledger, frames);
  const intervals = powerIntervals(ledger, prices);
  const latency = Math.max(...runs.map(({ timing }) => timing.latency_cycles));
  const { perFrame_cycles } = runs[0]!.timing;
  const [framePeriod, maxLatency] = [framePeriod_cycles(hardware), maxLatency_cycles(hardware)];
  const accounting = runs.every(({ timing }) => timing.accounting.kind === 'steady') ? 'steady' : 'whole';
  return {
    cycles: {
      perFrame: perFrame_cycles,
      latency,
      framePeriod,
      maxLatency,
      accounted,
      simulated: runs.reduce((sum, { run }) => sum + run.simulated_cycles, 0),
      byTile: tileOutcomes(program, runs[0]!.timing, counts),
    },
    latency_ms: latency / hardware.clock_kHz,
    realTime: {
      ok: perFrame_cycles <= framePeriod && latency <= maxLatency,
      frameSlack_cycles: framePeriod - perFrame_cycles,
      latencySlack_cycles: maxLatency - latency,
    },
    accounting,
    power: {
      total_uW: power.averagePower_uW,
      ...intervals,
      byUnit_uW: breakdown(power.byUnit),
      byTile_uW: breakdown(power.byTile),
      byLayer_uW: breakdown(power.byLayer),
      byAction_uW: breakdown(power.byAction),
      byKind_uW: breakdown(power.byKind),
      byRowKind_uW: breakdown(power.byRowKind),
      ...savedByGating(ledger.gating, power.window_s),
    },
    energy: {
      perInference_nJ: power.energyPerInference_nJ,
      ...(intervals && {
        perInference_nJ_p5_p95: perInference(intervals.total_uW_p5_p95, power.window_s / frames),
      }),
      ledger,
    },
    saturations: program.tiles.map((_, tile) => ({
      tile,
      vector: runs.reduce((sum, { run }) => sum + run.saturations[tile]!.vector, 0),
      state: runs.reduce((sum, { run }) => sum + run.saturations[tile]!.state, 0),
      readout: runs.reduce((sum, { run }) => sum + run.saturations[tile]!.readout, 0),
    })),
    assumptions: assumptionsOf({ network, ledger, prices, accounting }),
  };
}

function tileOutcomes(
  program: Program,
  timing: ProgramTiming,
  counts: readonly TileCounts[],
): RunResult['cycles']['byTile'] {
  return program.tiles.map(({ labels }, tile) => ({
    tile,
    layers: [...new Set(labels.map(({ layer }) => layer).filter((layer) => layer !== 'frame'))],
    perFrame: timing.tiles[tile]!.used ? timing.tiles[tile]!.perFrame_cycles : 0,
    activities: Object.fromEntries(
      ACTIVITIES.map((activity) => [activity, totalOf(counts[tile]!, activityField(activity))]),
    ),
    units_domainCycles: Object.fromEntries(
      TILE_UNITS.map(({ name, ports }) => [name, clockingOf(counts[tile]!, name, ports)]),
    ),
  }));
}

/** 1 uW for a second is 1000 nJ. */
export const perInference = ([p5, p95]: Interval, time_s: number): Interval => [
  p5 * time_s * 1000,
  p95 * time_s * 1000,
];

function breakdown(shares: readonly PowerShare[]): Record<string, number> {
  return Object.fromEntries(shares.map(({ name, averagePower_uW }) => [name, averagePower_uW]));
}

function savedByGating(
  gating: readonly GatingShare[],
  window_s: number,
): Pick<RunResult['power'], 'savedByGating_uW' | 'savedByGatingByUnit_uW'> {
  const power = (shares: readonly GatingShare[]): number =>
    (shares.reduce((sum, { saved }) => sum + saved.energy_pJ, 0) * 1e-6) / window_s;
  const units = [...new Set(gating.map(({ unit }) => unit))];
  return {
    savedByGating_uW: power(gating),
    savedByGatingByUnit_uW: Object.fromEntries(
      units.map((unit) => [unit, power(gating.filter((share) => share.unit === unit))]),
    ),
  };
}

function clockingOf(counts: TileCounts, unit: TileUnitName, ports: readonly PortName[]): UnitClocking {
  const [active, idleClocked, gated, retained] = CLOCK_STATES.map((state) =>
    ports.reduce((sum, port) => sum + totalOf(counts, clockField(unit, port, state)), 0),
  ) as [number, number, number, number];
  return { active, idleClocked, gated, retained };
}
