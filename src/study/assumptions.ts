import type { EnergyTable } from '../energy/index.js';
import type { HardwareConfiguration } from '../hardware/index.js';
import type { Network } from '../network/index.js';

/** What a reader must know to use a run's figures, one sentence each. */
export function assumptionsOf({
  network,
  hardware,
  table,
  accounting,
}: {
  readonly network: Network;
  readonly hardware: HardwareConfiguration;
  readonly table: EnergyTable;
  readonly accounting: 'steady' | 'whole';
}): string[] {
  const { node_nm, voltage_V, temperature_C } = hardware.technology;
  return [
    table.status === 'calibrated'
      ? `Energies are calibrated (table ${table.name}), not measured.`
      : `Energies are bottom-up estimates (table ${table.name}), not calibrated and not measured: expect less than silicon.`,
    `${node_nm} nm, ${voltage_V} V and ${temperature_C} C are assumed.`,
    'Microphone, analogue-to-digital conversion and feature extraction (MFCC) are not included.',
    `Network ${network.name}: ${network.weightsAre}.`,
    ...(accounting === 'whole'
      ? [
          'This configuration misses real time: the whole run is accounted, with filling and draining of the pipeline.',
        ]
      : []),
  ];
}
