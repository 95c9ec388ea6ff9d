import type { CompiledTile, CompileResult } from '../results/index.js';
import { document, field, pageOf, several, type Page } from './layout.js';
import { grouped, percent } from './numbers.js';
import { overridesText } from './overrides-text.js';
import { realTimeLines } from './real-time-lines.js';
import type { TextOptions } from './style.js';
import { table } from './table.js';

/** Digits of a hash that a person compares. */
const HASH_DIGITS = 12;

/** A compiled program for a person to read: what stands on which tile, how full it is, whether it is in time. */
export function compileText(result: CompileResult, options: TextOptions = {}): string {
  const page = pageOf(options);
  const { network, hardware, program, realTime } = result;
  return document([
    [
      ...field(page, 'network', network.name),
      ...field(page, 'hardware', hardware.name + overridesText(hardware.overrides)),
      ...field(
        page,
        'program',
        `${several(grouped(program.size_bytes), 'byte')}, SHA-256 ${program.sha256.slice(0, HASH_DIGITS)}`,
      ),
    ],
    ...result.tiles.map((tile) => tileLines(tile, page)),
    realTimeLines(realTime, page),
  ]);
}

function tileLines(
  { tile, layers, instructions, perFrame_cycles, memories }: CompiledTile,
  page: Page,
): string[] {
  const { style } = page;
  if (layers.length === 0) return [style.heading(`Tile ${tile}`), ...field(page, 'layers', 'none: not used')];
  const rows = memories.map(({ memory, used_words, available_words, word_bits }) => [
    memory,
    grouped(used_words),
    grouped(available_words),
    grouped(word_bits),
    percent(used_words, available_words),
  ]);
  const lines = table(
    [
      { title: 'words of', align: 'left' },
      { title: 'used', align: 'right' },
      { title: 'there', align: 'right' },
      { title: 'bits', align: 'right' },
      { title: '%', align: 'right' },
    ],
    rows,
    page.width - 2,
  );
  return [
    style.heading(`Tile ${tile}`),
    ...field(page, 'layers', layers.join(', ')),
    ...field(
      page,
      'program',
      `${several(grouped(instructions), 'instruction')}, ${several(grouped(perFrame_cycles), 'cycle')} a frame`,
    ),
    ...lines.map((line, index) => `  ${index === 0 ? style.dim(line) : line}`),
  ];
}
