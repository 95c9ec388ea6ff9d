import type {
  SizeCandidate,
  SizedMember,
  SizeResult,
  SizeShortfall,
  SmallerChoice,
} from '../results/index.js';
import { document, field, item, pageOf, several, type Page } from './layout.js';
import { asGiven, grouped } from './numbers.js';
import { overridesText } from './overrides-text.js';
import { realTimeLines } from './real-time-lines.js';
import type { TextOptions } from './style.js';
import { table, type Column } from './table.js';
import { quantity, wrap } from './text.js';

/** The least hardware of a family for a person to read, and why nothing smaller will do. */
export function sizeText(result: SizeResult, options: TextOptions = {}): string {
  const page = pageOf(options);
  const { network, hardware, family, members, least, candidates, smaller } = result;
  return document([
    [
      ...field(page, 'network', network.name),
      ...field(page, 'base', hardware.name + overridesText(hardware.overrides)),
      ...field(page, 'family', `${members.replace(/\B(?=(\d{3})+$)/g, ',')} members`),
      ...field(page, 'tiles', family.tiles.join(', ')),
      ...field(page, 'lanes', `${family.lanes.join(', ')} for each tile`),
      ...field(page, 'Legendre', `${family.legendreLanes.join(', ')} lanes for each tile`),
      ...field(page, 'clock', family.clock_kHz.map((clock) => quantity(asGiven(clock), 'kHz')).join(', ')),
    ],
    ...(least === null
      ? [[page.style.bad('No member of the family meets real time')]]
      : [memberLines(least, page), realTimeLines(least.realTime, page)]),
    candidateLines(candidates, page),
    smallerLines(smaller, page),
    wrap(
      'Less is: fewer transistors (logic by formulas fitted to synthesis, clock gates, SRAM with its periphery); of equals the lower clock, then fewer tiles, then less latency. Memories and widths are the least that hold the network.',
      page.width,
    ).map(page.style.dim),
  ]);
}

function lined(columns: readonly Column[], rows: readonly (readonly string[])[], page: Page): string[] {
  return table(columns, rows, page.width - 2).map(
    (line, index) => `  ${index === 0 ? page.style.dim(line) : line}`,
  );
}

function memberLines({ clock_kHz, transistors, memory_bits, tiles }: SizedMember, page: Page): string[] {
  return [
    page.style.heading('Least hardware'),
    ...field(
      page,
      'size',
      `${grouped(transistors)} transistors with ${grouped(memory_bits / 1000, 3)} kbit of SRAM, ${several(String(tiles.length), 'tile')} at ${quantity(asGiven(clock_kHz), 'kHz')}`,
    ),
    ...lined(
      [
        { title: 'tile', align: 'left' },
        { title: 'lanes', align: 'right' },
        { title: 'Legendre', align: 'right' },
        { title: 'kbit', align: 'right' },
        { title: 'transistors', align: 'right' },
        { title: 'cycles a frame', align: 'right' },
        { title: 'layers', align: 'left' },
      ],
      tiles.map((tile, index) => [
        String(index),
        String(tile.lanes),
        String(tile.legendreLanes),
        grouped(tile.memory_bits / 1000, 3),
        grouped(tile.transistors),
        grouped(tile.perFrame_cycles),
        rangeText(tile.layers),
      ]),
      page,
    ),
  ];
}

/** Layers that follow one another. */
function rangeText(layers: readonly string[]): string {
  return layers.length < 3 ? layers.join(', ') : `${layers[0]} to ${layers.at(-1)}`;
}

function candidateLines(candidates: readonly SizeCandidate[], page: Page): string[] {
  return [
    page.style.heading('Least of each clock and number of tiles'),
    ...lined(
      [
        { title: 'kHz', align: 'right' },
        { title: 'tiles', align: 'right' },
        { title: 'transistors', align: 'right' },
        { title: '', align: 'left' },
      ],
      candidates.map(({ clock_kHz, tiles, least, shortfall }) => [
        asGiven(clock_kHz),
        String(tiles),
        least === null ? '-' : grouped(least.transistors),
        shortfall === undefined ? '' : shortfallText(shortfall),
      ]),
      page,
    ),
  ];
}

function shortfallText(shortfall: SizeShortfall): string {
  if (shortfall.misses === 'fit') return shortfall.problem;
  const { misses, least_cycles, allowed_cycles } = shortfall;
  const what = misses === 'throughput' ? 'frame' : 'latency';
  return `${what}: at least ${grouped(least_cycles)} of ${grouped(allowed_cycles)} cycles`;
}

/** Of each tile the nearest smaller choice; the JSON has all of them. */
function smallerLines(smaller: readonly SmallerChoice[], page: Page): string[] {
  const nearest = smaller.filter(
    ({ tile }, index) => smaller.findIndex((other) => other.tile === tile) === index,
  );
  if (nearest.length === 0) return [];
  return [
    page.style.heading('The nearest smaller choice for each tile misses real time'),
    ...nearest.flatMap(({ tile, lanes, legendreLanes, misses, cycles, allowed_cycles }) =>
      item(
        page,
        `tile ${tile} with ${several(String(lanes), 'lane')} and ${several(String(legendreLanes), 'Legendre lane')}: ${misses === 'throughput' ? 'a frame' : 'a result'} takes ${grouped(cycles)} of ${grouped(allowed_cycles)} cycles`,
      ),
    ),
  ];
}
