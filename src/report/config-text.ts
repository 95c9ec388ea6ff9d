import type { ConfigResult, TileSummary, TransistorSummary } from '../results/index.js';
import { document, field, pageOf, several, technologyText, type Page } from './layout.js';
import { asGiven, grouped } from './numbers.js';
import { overridesText } from './overrides-text.js';
import type { TextOptions } from './style.js';
import { table } from './table.js';
import { wrap } from './text.js';

/** A hardware configuration for a person to read: sizes, budget, policies. No line is wider than the page. */
export function configText(config: ConfigResult, options: TextOptions = {}): string {
  const page = pageOf(options);
  return document([
    headLines(config, page),
    ...sameTiles(config.tiles).map(({ title, tile }) => tileLines(title, tile, page)),
    [
      page.style.heading('All tiles'),
      ...field(page, 'memory', `${kbit(config.memory_bits)} kbit`),
      ...transistorLines(config, page),
      '',
      ...wrap(
        'Logic: formulas fitted to syntheses of the RTL (docs/transistors.md); SRAM: six a bit, and around the cells what a plain macro would need. 1 kbit is 1,000 bits.',
        page.width,
      ).map(page.style.dim),
    ],
  ]);
}

function headLines(config: ConfigResult, page: Page): string[] {
  const { hardware, technology, clock_kHz, framePeriod_ms, maxLatency_ms, outputsPerCycle, wake_cycles } =
    config;
  return [
    ...wrap(hardware.name + overridesText(hardware.overrides), page.width).map(page.style.heading),
    ...wrap(hardware.about, page.width - 2)
      .filter((line) => line !== '')
      .map((line) => `  ${line}`),
    '',
    ...field(page, 'technology', technologyText(technology)),
    ...field(page, 'clock', `${asGiven(clock_kHz)} kHz`),
    ...field(
      page,
      'frame',
      `${asGiven(framePeriod_ms)} ms, ${several(grouped(config.framePeriod_cycles), 'cycle')} for the slowest tile`,
    ),
    ...field(
      page,
      'latency',
      `at most ${asGiven(maxLatency_ms)} ms, ${several(grouped(config.maxLatency_cycles), 'cycle')}`,
    ),
    ...field(
      page,
      'width',
      `${several(String(outputsPerCycle), 'result')} a cycle, ${several(String(outputsPerCycle), 'activation')} in a word`,
    ),
    ...field(page, 'wake', several(grouped(wake_cycles), 'cycle')),
  ];
}

/** Runs of tiles that are built the same, under one title. */
function sameTiles(tiles: readonly TileSummary[]): { readonly title: string; readonly tile: TileSummary }[] {
  const groups: { first: TileSummary; last: number; units: string }[] = [];
  for (const tile of tiles) {
    const units = JSON.stringify(tile.units);
    const group = groups.at(-1);
    if (group?.units === units) group.last = tile.tile;
    else groups.push({ first: tile, last: tile.tile, units });
  }
  return groups.map(({ first, last }) => ({
    title: first.tile === last ? `Tile ${last}` : `Tiles ${first.tile} to ${last}, each`,
    tile: first,
  }));
}

function tileLines(title: string, tile: TileSummary, page: Page): string[] {
  const { style } = page;
  const rows = tile.units.map((unit) => [
    unit.unit,
    unit.memory_bits === 0 ? '' : kbit(unit.memory_bits),
    unit.memory_words === undefined ? '' : `${grouped(unit.memory_words)} x ${unit.word_bits}`,
    blankIfNone(unit.transistors.logic),
    blankIfNone(sramOf(unit.transistors)),
    unit.clockGating + (unit.retention === true ? ', retains' : ''),
  ]);
  const { logic } = tile.transistors;
  const total = ['in all', kbit(tile.memory_bits), '', grouped(logic), grouped(sramOf(tile.transistors)), ''];
  const lines = table(
    [
      { title: 'unit', align: 'left' },
      { title: 'kbit', align: 'right' },
      { title: 'words x bits', align: 'right' },
      { title: 'logic', align: 'right' },
      { title: 'SRAM', align: 'right' },
      { title: 'gating', align: 'left' },
    ],
    [...rows, total],
    page.width - 2,
  );
  return [
    style.heading(title),
    ...lines.map(
      (line, index) =>
        `  ${index === 0 ? style.dim(line) : index === lines.length - 1 ? style.strong(line) : line}`,
    ),
  ];
}

/** Rows for each kind of transistors that there are, with what is known of it, and their sum. */
function transistorLines({ transistors, transistorKinds }: ConfigResult, page: Page): string[] {
  const row = (label: string, count: number, kind: string): string[] =>
    field(page, label, `${grouped(count)} transistors, ${kind}`);
  return [
    ...row('logic', transistors.logic, transistorKinds.logic),
    ...row('gates', transistors.clockGates, `of clock gates, ${transistorKinds.clockGates}`),
    ...row('SRAM', transistors.sramCells, `of cells, ${transistorKinds.sramCells}`),
    ...row('', transistors.sramPeriphery, `around them, ${transistorKinds.sramPeriphery}`),
    ...(transistors.tables === 0 ? [] : row('tables', transistors.tables, transistorKinds.tables)),
    ...field(page, 'in all', `${grouped(transistors.total)} transistors`),
  ];
}

const sramOf = ({ sramCells, sramPeriphery }: TransistorSummary): number => sramCells + sramPeriphery;
const blankIfNone = (count: number): string => (count === 0 ? '' : grouped(count));
const kbit = (bits: number): string => grouped(bits / 1000, 3);
