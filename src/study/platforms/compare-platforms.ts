import type { Network } from '../../network/index.js';
import {
  VERSION,
  type Interval,
  type Platform,
  type PlatformsResult,
  type RunResult,
} from '../../results/index.js';
import { cortexM4fCycles } from './cortex-m4f.js';
import { CORTEX_M4F_CORES, PUBLISHED, type PublishedPlatform } from './published.js';

const KERNELS = {
  plain: { name: 'plain C', scope: 'core only' },
  simd: { name: 'SIMD', scope: 'core only, written by hand' },
} as const;

/**
 * Puts a network's run on the accelerator beside a model of the same network on a Cortex-M4F and beside published chips, which
 * run networks of their own. Where the run's table has draws, ratios have the interval that the run's own figure gives them.
 *
 * @param network what ran
 * @param run its result; frames of the microcontroller come at the same rate
 */
export function comparePlatforms(network: Network, run: RunResult): PlatformsResult {
  const { framePeriod_ms } = run.hardware;
  const microcontroller = (['plain', 'simd'] as const).map((kernel) =>
    cortexM4fCycles(network, kernel, framePeriod_ms),
  );
  const modelled = microcontroller.flatMap(({ kernel, perSecond_Mcycles, perFrame_cycles }) =>
    CORTEX_M4F_CORES.map(({ process, node_nm, perMHz_uW, source }): PublishedPlatform => ({
      name: `Cortex-M4F ${node_nm} nm, ${KERNELS[kernel].name}`,
      evidence: 'modelled',
      power_uW: [perSecond_Mcycles * perMHz_uW, perSecond_Mcycles * perMHz_uW],
      energyPerInference_nJ: (perFrame_cycles * perMHz_uW) / 1000,
      node_nm,
      clock_kHz: null,
      task: 'this network',
      accuracy_percent: null,
      scope: `${KERNELS[kernel].scope}, ${process}`,
      source: `cycles of docs/platforms.md x ${perMHz_uW} uW/MHz of ${source}`,
    })),
  );
  const own: PublishedPlatform = {
    name: `lmusim ${run.hardware.name}`,
    evidence: run.table.status,
    power_uW: [run.power.total_uW, run.power.total_uW],
    ...(run.power.total_uW_p5_p95 && { power_uW_p5_p95: run.power.total_uW_p5_p95 }),
    energyPerInference_nJ: run.energy.perInference_nJ,
    ...(run.energy.perInference_nJ_p5_p95 && {
      energyPerInference_nJ_p5_p95: run.energy.perInference_nJ_p5_p95,
    }),
    node_nm: run.hardware.node_nm,
    clock_kHz: run.hardware.clock_kHz,
    task: 'this network',
    accuracy_percent: null,
    scope: 'accelerator only, no MFCC',
    source: `this run, table ${run.table.name}`,
  };
  const beside = ratiosTo(own);
  return {
    schema: 'lmusim.compare/1',
    version: VERSION,
    subject: 'platforms',
    network: { name: run.network.name, sha256: run.network.sha256, weights: run.network.weights },
    hardware: { name: run.hardware.name, sha256: run.hardware.sha256 },
    table: { name: run.table.name, sha256: run.table.sha256, status: run.table.status },
    framePeriod_ms,
    microcontroller,
    platforms: [
      ...[own, ...modelled].map((each) => beside(each, true)),
      ...PUBLISHED.map((each) => beside(each, false)),
    ],
  };
}

/** Ratios of other platforms to ours, and what our own draws leave open of them; that of ours is 1 in every draw. */
function ratiosTo(own: PublishedPlatform): (platform: PublishedPlatform, sameNetwork: boolean) => Platform {
  return (platform, sameNetwork) => {
    const { power_uW, energyPerInference_nJ } = platform;
    const [its, ours, interval, ratioOf] =
      power_uW === null
        ? ([
            [energyPerInference_nJ!, energyPerInference_nJ!],
            own.energyPerInference_nJ!,
            own.energyPerInference_nJ_p5_p95,
            'energy per inference',
          ] as const)
        : ([power_uW, own.power_uW![0], own.power_uW_p5_p95, 'power'] as const);
    const [least, most] = its;
    return {
      ...platform,
      ratio: [least / ours, most / ours],
      ...(interval && platform !== own && { ratio_p5_p95: over([least, most], interval) }),
      ratioOf,
      sameNetwork,
    };
  };
}

/** A figure that no draw moves, over one that draws move: least over the greatest, most over the least. */
const over = ([least, most]: readonly [number, number], [p5, p95]: Interval): Interval => [
  least / p95,
  most / p5,
];
