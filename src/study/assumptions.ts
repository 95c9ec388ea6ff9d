import type { Prices } from '../energy/index.js';
import type { Network } from '../network/index.js';
import type { Ledger } from '../results/index.js';

/** What a reader must know to use a run's figures, one sentence each. */
export function assumptionsOf({
  network,
  prices: { hardware, table },
  ledger,
  accounting,
}: {
  readonly network: Network;
  readonly prices: Prices;
  readonly ledger: Ledger;
  readonly accounting: 'steady' | 'whole';
}): string[] {
  const { node_nm, voltage_V, temperature_C } = hardware.technology;
  return [
    table.status === 'calibrated'
      ? `Energies are calibrated (table ${table.name}), not measured${table.posterior === undefined ? '' : '; an interval holds the middle 90 % of what the calibration leaves possible, given its model and priors'}.`
      : `Energies are bottom-up estimates (table ${table.name}), not calibrated and not measured: expect less than silicon.`,
    `${node_nm} nm, ${voltage_V} V and ${temperature_C} C are assumed.`,
    ...scaled(table, ledger),
    ...overridden(ledger),
    'Microphone, analogue-to-digital conversion and feature extraction (MFCC) are not included.',
    `Network ${network.name}: ${network.weightsAre}.`,
    ...(accounting === 'whole'
      ? [
          'This configuration misses real time: the whole run is accounted, with filling and draining of the pipeline.',
        ]
      : []),
  ];
}

/** Rows that hold for another node, voltage or temperature, and by which rules they were taken to this one. */
function scaled({ name, technology }: Prices['table'], { views, scalingRules }: Ledger): string[] {
  const rows = views.tableRow.filter(({ rules }) => rules.length > 0);
  if (rows.length === 0) return [];
  const names = new Set(rows.flatMap(({ rules }) => rules.map(({ rule }) => rule)));
  const rules = scalingRules.filter((rule) => names.has(rule.name));
  const { node_nm, voltage_V, temperature_C } = technology;
  return [
    `${rows.length} of ${views.tableRow.length} rows of the table ${name} (${node_nm} nm, ${voltage_V} V, ${temperature_C} C) ` +
      `are scaled to these conditions, by ${rules.map((rule) => rule.name).join(', ')}.`,
  ];
}

/** Rows that the hardware file states itself. */
function overridden({ views, implementation }: Ledger): string[] {
  const rows = [
    ...views.tableRow
      .filter((row) => row.overridden)
      .map(
        ({ name, value, valueUnit, kind }) => `${name} ${value} ${valueUnit.replaceAll('_', ' ')} (${kind})`,
      ),
    ...(implementation?.overridden === true
      ? [`implementation.factor ${implementation.factor} (${implementation.kind})`]
      : []),
  ];
  return rows.length === 0 ? [] : [`The hardware file overrides the energy table: ${rows.join(', ')}.`];
}
