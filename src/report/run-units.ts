import type { RunResult, TileOutcome } from '../results/index.js';
import type { Page } from './layout.js';
import { percent } from './numbers.js';
import { table } from './table.js';
import { oneLine, wrap } from './text.js';

/** Activities in which a tile computes nothing (docs/accelerator.md, E3), with the unit that is waited for and why. */
const LOSSES: readonly (readonly [activity: string, unit: string, why: string])[] = [
  ['waitInput', 'channel', 'no frame has come'],
  ['waitOutput', 'channel of the next tile', 'no buffer is free'],
  ['wake', 'alwaysOn', 'the tile wakes'],
  ['drainStall', 'postProcessor', 'it still reads the shadow registers'],
  ['drain', 'postProcessor', 'the last results of a gemv leave'],
  ['fetch', 'programSram', 'an instruction is fetched'],
  ['decode', 'sequencer', 'an instruction is decoded'],
  ['control', 'sequencer', 'recv, send and jump'],
  ['halted', 'sequencer', 'the tile is not used'],
];

/** How each unit of each tile was clocked, and which unit the others waited for. */
export function unitLines({ cycles }: RunResult, page: Page): string[] {
  return [
    page.style.heading('Units (percent of their domain-cycles, G1)'),
    ...cycles.byTile
      .filter(({ perFrame }) => perFrame > 0)
      .flatMap((tile, index) => [...(index === 0 ? [] : ['']), ...tileLines(tile, cycles.accounted, page)]),
  ];
}

function tileLines(
  { tile, layers, activities, units_domainCycles }: TileOutcome,
  accounted: number,
  page: Page,
): string[] {
  const { style, width } = page;
  const rows = Object.entries(units_domainCycles).map(([unit, { active, idleClocked, gated, retained }]) => {
    const all = active + idleClocked + gated;
    return [unit, ...[active, idleClocked, gated, retained].map((part) => percent(part, all))];
  });
  const columns = ['active', 'idle clock', 'gated', 'of these retained'].map((title) => ({
    title,
    align: 'right' as const,
  }));
  const lost = LOSSES.map(([activity, unit, why]) => ({ count: activities[activity] ?? 0, unit, why }))
    .filter(({ count }) => count > 0)
    .map(({ count, unit, why }) => `${percent(count, accounted)} ${unit} (${why})`);
  return [
    ...table(
      [{ title: `tile ${tile}  ${oneLine(layers.join(', '))}`, align: 'left' }, ...columns],
      rows,
      width - 2,
    ).map((line, index) => `  ${index === 0 ? style.dim(line) : line}`),
    ...wrap(`cycles lost to: ${lost.length === 0 ? 'nothing' : lost.join(', ')}`, width - 4).map(
      (line, index) => style.dim(`${index === 0 ? '  ' : '    '}${line}`),
    ),
  ];
}
