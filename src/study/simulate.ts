import { compile } from '../compiler/index.js';
import { accountEnergy, powerReport, priceTable, type EnergyTable } from '../energy/index.js';
import {
  ACTIVITIES,
  activityField,
  addCounts,
  canonicalJson,
  configurationHash,
  differences,
  framePeriod_cycles,
  maxLatency_cycles,
  sha256Hex,
  totalOf,
  type HardwareConfiguration,
  type TileCounts,
} from '../hardware/index.js';
import { describeNetwork, encodeNetwork, ReferenceInference, type Network } from '../network/index.js';
import { InputError, invariant } from '../problems/index.js';
import type { Program } from '../program/index.js';
import { VERSION, type PowerShare, type RecordingOutcome, type RunResult } from '../results/index.js';
import { runFrames, type FrameResult, type Probe, type Run } from '../simulator/index.js';
import { frameTiming, timeProgram, type ProgramTiming } from '../timing/index.js';
import { assumptionsOf } from './assumptions.js';
import type { NamedRecording } from './recordings.js';
import { refuseMissedRealTime } from './real-time.js';

/** What `simulate` runs. */
export interface SimulationRequest {
  readonly network: Network;
  readonly hardware: HardwareConfiguration;
  readonly table: EnergyTable;
  /** At least one, each of at least one frame. */
  readonly recordings: readonly NamedRecording[];
  /** `reset` (the default): the machine is reset before each recording. `kept`: they are one stream. */
  readonly state?: 'reset' | 'kept';
  /** A saturation is an error (rule N3). */
  readonly strict?: boolean;
  /** Runs a configuration that misses real time, and says so in the result, instead of refusing it. */
  readonly allowMissedRealTime?: boolean;
  /** Tile of each layer; chosen when left out. */
  readonly assignment?: readonly number[];
  readonly probe?: Probe;
}

/**
 * Runs recordings on the accelerator and accounts for cycles and energy. On every call the simulated scores are held
 * against the integer reference inference, and the simulated cycles and counts against the closed form.
 *
 * @throws InputError when the network does not fit, real time is missed, or a recording is not usable
 */
export function simulate(request: SimulationRequest): RunResult {
  const { network, hardware, table } = request;
  const state = request.state ?? 'reset';
  const networkHash = sha256Hex(encodeNetwork(network));
  const program = compile(network, hardware, {
    networkHash,
    ...(request.assignment === undefined ? {} : { assignment: request.assignment }),
  });
  if (request.allowMissedRealTime !== true) {
    refuseMissedRealTime(hardware, frameTiming(program, hardware));
  }
  const prices = priceTable(table, hardware);
  const streams = streamsOf(request.recordings, state, network.inputs);
  const runs = streams.map((frames) => verifiedRun(request, program, frames));
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
  const frames = streams.reduce((sum, stream) => sum + stream.length, 0);
  const power = powerReport(ledger, frames);
  const recordings = outcomesOf(
    request.recordings,
    runs.flatMap(({ run }) => run.results),
    network.labels,
  );
  const latency = Math.max(...runs.map(({ timing }) => timing.latency_cycles));
  const { perFrame_cycles } = runs[0]!.timing;
  const [framePeriod, maxLatency] = [framePeriod_cycles(hardware), maxLatency_cycles(hardware)];
  const accounting = runs.every(({ timing }) => timing.accounting.kind === 'steady') ? 'steady' : 'whole';
  return {
    schema: 'lmusim.run/1',
    version: VERSION,
    network: {
      name: network.name,
      sha256: networkHash,
      weights: describeNetwork(network).weights,
      weightBits: network.weightBits,
      weightsAre: network.weightsAre,
      labels: network.labels,
    },
    hardware: {
      name: hardware.name,
      sha256: configurationHash(hardware),
      ...hardware.technology,
      clock_kHz: hardware.clock_kHz,
      framePeriod_ms: hardware.framePeriod_ms,
      maxLatency_ms: hardware.maxLatency_ms,
      tiles: hardware.tiles.length,
    },
    table: { name: table.name, sha256: sha256Hex(canonicalJson(table)), status: table.status },
    engine: 'reference',
    state,
    ...(recordings.length === 1
      ? { prediction: recordings[0]!.prediction, frames: recordings[0]!.frames }
      : {}),
    recordings,
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
      frameSlack: framePeriod - perFrame_cycles,
      latencySlack: maxLatency - latency,
    },
    accounting,
    power: {
      total_uW: power.averagePower_uW,
      byUnit_uW: breakdown(power.byUnit),
      byTile_uW: breakdown(power.byTile),
      byLayer_uW: breakdown(power.byLayer),
      byAction_uW: breakdown(power.byAction),
      byKind_uW: breakdown(power.byKind),
      savedByGating_uW:
        (ledger.gating.reduce((sum, { saved }) => sum + saved.energy_pJ, 0) * 1e-6) / power.window_s,
    },
    energy: { perInference_nJ: power.energyPerInference_nJ, ledger },
    saturations: program.tiles.map((_, tile) => ({
      tile,
      vector: runs.reduce((sum, { run }) => sum + run.saturations[tile]!.vector, 0),
      state: runs.reduce((sum, { run }) => sum + run.saturations[tile]!.state, 0),
      readout: runs.reduce((sum, { run }) => sum + run.saturations[tile]!.readout, 0),
    })),
    assumptions: assumptionsOf({ network, hardware, table, accounting }),
  };
}

/** The frames that go through one machine: those of a recording, or of all of them when the state is kept. */
function streamsOf(
  recordings: readonly NamedRecording[],
  state: 'reset' | 'kept',
  inputs: number,
): readonly Int8Array[][] {
  const problems = recordings.flatMap(({ name, frames }) => {
    const wrong = frames.findIndex((frame) => frame.length !== inputs);
    if (frames.length === 0) {
      return [
        {
          code: 'study.no-frames',
          path: name,
          message: 'a recording without frames',
          expected: 'at least 1 frame',
          received: '0',
        },
      ];
    }
    if (wrong < 0) return [];
    return [
      {
        code: 'study.frame-length',
        path: `${name}[${wrong}]`,
        message: 'a frame has one element for each input of the network',
        expected: String(inputs),
        received: String(frames[wrong]!.length),
      },
    ];
  });
  if (recordings.length === 0) {
    problems.push({
      code: 'study.no-recording',
      path: 'recordings',
      message: 'nothing to run',
      expected: 'at least 1 recording',
      received: '0',
    });
  }
  if (problems.length > 0) throw new InputError(problems);
  const streams = recordings.map(({ frames }) => [...frames]);
  return state === 'kept' ? [streams.flat()] : streams;
}

interface VerifiedRun {
  readonly run: Run;
  readonly timing: ProgramTiming;
}

/** A run whose scores are the reference's and whose cycles and counts are the closed form's. */
function verifiedRun(
  { network, hardware, strict, probe }: SimulationRequest,
  program: Program,
  frames: readonly Int8Array[],
): VerifiedRun {
  const timing = timeProgram(program, hardware, frames.length);
  const run = runFrames(program, hardware, frames, {
    accounting: timing.accounting.kind === 'steady' ? 'steady' : 'whole',
    strict: strict ?? false,
    ...(probe === undefined ? {} : { probe }),
  });
  const reference = new ReferenceInference(network);
  run.results.forEach(({ scores, prediction, arrival_cycle, result_cycle }, frame) => {
    const expected = reference.step(frames[frame]!);
    invariant(
      prediction === expected.prediction && scores.every((score, i) => score === expected.scores[i]),
      () => `frame ${frame}: the simulator's scores are not the reference inference's`,
    );
    const timed = timing.frames[frame]!;
    invariant(
      arrival_cycle === timed.arrival_cycle && result_cycle === timed.result_cycle,
      () => `frame ${frame}: the simulator's cycles are not the closed form's`,
    );
  });
  run.counts.forEach((counts, tile) => {
    const found = differences(counts, timing.counts[tile]!, { dataDependent: false });
    invariant(
      found.length === 0,
      () => `tile ${tile}: simulator and closed form count differently: ${found.join('; ')}`,
    );
  });
  return { run, timing };
}

function outcomesOf(
  recordings: readonly NamedRecording[],
  results: readonly FrameResult[],
  labels: readonly string[],
): RecordingOutcome[] {
  let first = 0;
  return recordings.map(({ name, frames, sound }) => {
    const own = results.slice(first, first + frames.length);
    first += frames.length;
    const last = own.at(-1)!.prediction;
    return {
      name,
      prediction: labels[last]!,
      predictionIndex: last,
      ...(sound === undefined ? {} : { sound }),
      frames: own.map(({ prediction, scores }) => ({ prediction: labels[prediction]!, scores: [...scores] })),
    };
  });
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
  }));
}

function breakdown(shares: readonly PowerShare[]): Record<string, number> {
  return Object.fromEntries(shares.map(({ name, averagePower_uW }) => [name, averagePower_uW]));
}
