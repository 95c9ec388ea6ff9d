import type { Network } from '../../network/index.js';
import { VERSION, type Platform, type PlatformsResult, type RunResult } from '../../results/index.js';
import { cortexM4fCycles } from './cortex-m4f.js';
import { CORTEX_M4F_CORES, PUBLISHED, type PublishedPlatform } from './published.js';

const KERNEL_NAMES = { plain: 'plain C', simd: 'SIMD, by hand' } as const;

/**
 * Puts a network's run on the accelerator beside a model of the same network on a Cortex-M4F and beside published chips, which
 * run networks of their own.
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
      name: `Cortex-M4F ${node_nm} nm, ${KERNEL_NAMES[kernel]}`,
      evidence: 'modelled',
      power_uW: [perSecond_Mcycles * perMHz_uW, perSecond_Mcycles * perMHz_uW],
      energyPerInference_nJ: (perFrame_cycles * perMHz_uW) / 1000,
      node_nm,
      clock_kHz: null,
      task: 'this network',
      accuracy_percent: null,
      scope: `core only, ${process}`,
      source: `cycles of docs/platforms.md x ${perMHz_uW} uW/MHz of ${source}`,
    })),
  );
  const own: PublishedPlatform = {
    name: `lmusim ${run.hardware.name}`,
    evidence: 'simulated',
    power_uW: [run.power.total_uW, run.power.total_uW],
    ...(run.power.total_uW_p5_p95 === undefined ? {} : { power_uW_p5_p95: run.power.total_uW_p5_p95 }),
    energyPerInference_nJ: run.energy.perInference_nJ,
    node_nm: run.hardware.node_nm,
    clock_kHz: run.hardware.clock_kHz,
    task: 'this network',
    accuracy_percent: null,
    scope: 'accelerator only, no MFCC',
    source: `this run, table ${run.table.name} (${run.table.status})`,
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

function ratiosTo(own: PublishedPlatform): (platform: PublishedPlatform, sameNetwork: boolean) => Platform {
  const [power] = own.power_uW!;
  const energy = own.energyPerInference_nJ!;
  return (platform, sameNetwork) => {
    const { power_uW, energyPerInference_nJ } = platform;
    const ratio: Pick<Platform, 'ratio' | 'ratioOf'> =
      power_uW === null
        ? {
            ratio: [energyPerInference_nJ! / energy, energyPerInference_nJ! / energy],
            ratioOf: 'energy per inference',
          }
        : { ratio: [power_uW[0] / power, power_uW[1] / power], ratioOf: 'power' };
    return { ...platform, ...ratio, sameNetwork };
  };
}
