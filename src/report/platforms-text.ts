import type { MicrocontrollerCycles, Platform, PlatformsResult } from '../results/index.js';
import { document, pageOf } from './layout.js';
import { grouped, significant } from './numbers.js';
import type { TextOptions } from './style.js';
import { table } from './table.js';
import { fit, oneLine, wrap } from './text.js';

const NOTE =
  'What is not comparable: published chips run networks of their own, on other words, often with microphone or MFCC, at other nodes and voltages; only the Cortex-M4F runs this network here, and its figures are the core without flash or sleep. Ratios are of power, with nJ of energy per inference. Evidence: simulated here (* by its authors), modelled by us, published (of silicon or of a layout, as their authors have it), press.';

/** The accelerator, a microcontroller and published chips, one a row; sources below. */
export function platformsText(result: PlatformsResult, options: TextOptions = {}): string {
  const page = pageOf(options);
  const { network, hardware, platforms, microcontroller } = result;
  return document([
    [page.style.heading(fit(oneLine(`${network.name} on platforms, against ${hardware.name}`), page.width))],
    table(
      [
        { title: 'platform', align: 'left' },
        { title: 'uW', align: 'right' },
        { title: 'ratio', align: 'right' },
        { title: 'nm', align: 'right' },
        { title: 'evidence', align: 'left' },
      ],
      platforms.map(row),
      page.width,
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
    wrap(NOTE, page.width).map((line) => page.style.dim(line)),
  ]);
}

function row(platform: Platform): string[] {
  const { name, power_uW, ratio, ratioOf, node_nm, evidence } = platform;
  return [
    name,
    power_uW === null ? '-' : span(power_uW, 4),
    `x${span(ratio, 3)}${ratioOf === 'power' ? '' : ' nJ'}`,
    node_nm === null ? '-' : String(node_nm),
    evidence === 'simulated by its authors' ? 'simulated *' : evidence,
  ];
}

/** `Vocell: keywords, 90.9 %; full mixed-signal system; Giraldo et al., 2020`. */
function covers({
  name,
  power_uW_p5_p95: interval,
  task,
  accuracy_percent,
  scope,
  source,
}: Platform): string {
  const accuracy = accuracy_percent === null ? '' : `, ${accuracy_percent} %`;
  const known = interval === undefined ? '' : `; 5-95 %: ${span(interval, 4)} uW`;
  return `${name}: ${task}${accuracy}; ${scope}; ${source}${known}`;
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
