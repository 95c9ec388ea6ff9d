import type { MicrocontrollerCycles, Platform, PlatformEvidence, PlatformsResult } from '../results/index.js';
import { groupedTable } from './grouped-table.js';
import { withLimits } from './intervals.js';
import { document, pageOf } from './layout.js';
import { grouped, significant } from './numbers.js';
import type { TextOptions } from './style.js';
import { table } from './table.js';
import { fit, oneLine, wrap } from './text.js';

const NOTE =
  'What is not comparable: published chips run networks of their own, on other words, often with microphone or MFCC, at other nodes and voltages; only the Cortex-M4F runs this network here, and its figures are the core without flash or sleep. Ratios are of power, or, marked (nJ), of energy per inference.';

const BRACKETS =
  'Brackets: 5-95 %, by the draws of the energy table. They hold what is not known of our own figure, and nothing of the other platform.';

/** What the legend says behind each kind of evidence. */
const EVIDENCE: Readonly<Record<PlatformEvidence, string>> = {
  calibrated: ' (simulated here, with an energy table that was fitted, not measured)',
  'bottom-up': ' (simulated here, with an energy table that adds up data of parts, not calibrated)',
  modelled: ' (by a formula of ours)',
  press: ' (of its vendor)',
  published: ' (of silicon or of a layout, as its authors have it)',
  'simulated by its authors': '',
};

/** The accelerator, a microcontroller and published chips, one a row; sources below. */
export function platformsText(result: PlatformsResult, options: TextOptions = {}): string {
  const page = pageOf(options);
  const { network, hardware, platforms, microcontroller } = result;
  const kinds = [...new Set(platforms.map(({ evidence }) => evidence))];
  const legend = [
    `Evidence: ${kinds.map((kind) => `${kind}${EVIDENCE[kind]}`).join('; ')}.`,
    ...(platforms.some(({ ratio_p5_p95 }) => ratio_p5_p95) ? [BRACKETS] : []),
    NOTE,
  ];
  return document([
    [page.style.heading(fit(oneLine(`${network.name} on platforms, against ${hardware.name}`), page.width))],
    groupedTable(
      [
        { title: 'platform', align: 'left' },
        { title: 'uW', align: 'left' },
        { title: 'ratio', align: 'left' },
        { title: 'nm', align: 'right' },
      ],
      platforms.map((platform) => ({ group: platform.evidence, cells: row(platform) })),
      page,
    ),
    [
      page.style.heading('Cycles of the Cortex-M4F, a frame'),
      ...table(
        [
          { title: 'kernel', align: 'left' },
          { title: 'weights', align: 'right' },
          { title: 'outputs', align: 'right' },
          { title: 'memories', align: 'right' },
          { title: 'all', align: 'right' },
          { title: 'a weight', align: 'right' },
          { title: 'Mcycle/s', align: 'right' },
        ],
        microcontroller.map(cyclesRow),
        page.width,
      ),
    ],
    [
      page.style.heading('What the figures cover, and their sources'),
      ...platforms.flatMap((platform) => wrap(covers(platform), page.width)),
    ],
    legend.flatMap((text) => wrap(text, page.width)).map((line) => page.style.dim(line)),
  ]);
}

function row({ name, power_uW, power_uW_p5_p95, ratio, ratio_p5_p95, ratioOf, node_nm }: Platform): string[] {
  return [
    name,
    power_uW === null ? '-' : withLimits(span(power_uW, 4), power_uW_p5_p95),
    withLimits(`x${span(ratio, 3)}${ratioOf === 'power' ? '' : ' (nJ)'}`, ratio_p5_p95),
    node_nm === null ? '-' : String(node_nm),
  ];
}

/** `Vocell: keywords, 90.9 %; full mixed-signal system; Giraldo et al., 2020`. */
function covers({ name, task, accuracy_percent, scope, source }: Platform): string {
  const accuracy = accuracy_percent === null ? '' : `, ${accuracy_percent} %`;
  return `${name}: ${task}${accuracy}; ${scope}; ${source}`;
}

function span([least, most]: readonly [number, number], digits: number): string {
  return least === most
    ? significant(least, digits)
    : `${significant(least, digits)} to ${significant(most, digits)}`;
}

function cyclesRow({
  kernel,
  weights_cycles,
  columns_cycles,
  outputs_cycles,
  memories_cycles,
  perFrame_cycles,
  perWeight_cycles,
  perSecond_Mcycles,
}: MicrocontrollerCycles): string[] {
  return [
    kernel,
    grouped(weights_cycles),
    grouped(outputs_cycles + columns_cycles),
    grouped(memories_cycles),
    grouped(perFrame_cycles),
    significant(perWeight_cycles, 3),
    significant(perSecond_Mcycles),
  ];
}
