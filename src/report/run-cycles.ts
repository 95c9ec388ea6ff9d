import type { RunResult, TileOutcome } from '../results/index.js';
import { stacked } from './bars.js';
import { several, type Page } from './layout.js';
import { grouped, percent } from './numbers.js';
import { fit, oneLine, padEnd, padStart, widthOf, wrap } from './text.js';

/** Activities (docs/accelerator.md, E3) in four groups, each cause by its name; those without cycles are not shown. */
const GROUPS: readonly {
  readonly name: string;
  readonly fill: string;
  readonly causes: readonly (readonly [name: string, activities: readonly string[]])[];
}[] = [
  {
    name: 'compute',
    fill: '█',
    causes: [
      ['MAC', ['issue']],
      ['Legendre', ['legendre']],
      ['clear', ['clear']],
    ],
  },
  { name: 'control', fill: '▓', causes: [['control', ['fetch', 'decode', 'control']]] },
  {
    name: 'stall',
    fill: '▒',
    causes: [
      ['drain', ['drain']],
      ['drain stall', ['drainStall']],
    ],
  },
  {
    name: 'wait',
    fill: '░',
    causes: [
      ['wait for input', ['waitInput']],
      ['wait for output', ['waitOutput']],
      ['waking', ['wake']],
      ['halted', ['halted']],
    ],
  },
];

/** Names of layers are cut to this many columns, so that bars keep some. */
const MOST_LAYERS_WIDTH = 20;

/** Where each tile's cycles went, in percent of the accounted window. */
export function cycleLines({ cycles }: RunResult, page: Page): string[] {
  const used = cycles.byTile.filter(({ perFrame }) => perFrame > 0);
  const layersWidth = Math.min(
    MOST_LAYERS_WIDTH,
    Math.max(...used.map(({ layers }) => widthOf(oneLine(layers.join(', '))))),
  );
  const unused = cycles.byTile.length - used.length;
  return [
    page.style.heading(`Cycles (percent of ${grouped(cycles.accounted)} for each tile)`),
    ...used.flatMap((tile) => tileLines(tile, cycles.accounted, layersWidth, page)),
    ...(unused > 0 ? [page.style.dim(`  ${several(String(unused), 'tile')} unused`)] : []),
    `  ${GROUPS.map(({ name, fill }) => `${page.style.bar(fill)} ${page.style.dim(name)}`).join('  ')}`,
  ];
}

function tileLines(
  { tile, layers, perFrame, activities }: TileOutcome,
  accounted: number,
  layersWidth: number,
  page: Page,
): string[] {
  const { width, style } = page;
  const countOf = (names: readonly string[]): number =>
    names.reduce((sum, name) => sum + (activities[name] ?? 0), 0);
  const head = `  ${padEnd(`tile ${tile}`, 8)}${padEnd(fit(oneLine(layers.join(', ')), layersWidth), layersWidth)}  ${padStart(grouped(perFrame), 8)} a frame  `;
  const bar = stacked(
    GROUPS.map(({ fill, causes }) => ({
      fill,
      fraction: countOf(causes.flatMap(([, names]) => names)) / accounted,
    })),
    width - widthOf(head),
  );
  const facts = GROUPS.flatMap(({ causes }) =>
    causes
      .map(([name, names]) => ({ name, count: countOf(names) }))
      .filter(({ count }) => count > 0)
      .map(({ name, count }) => `${name} ${percent(count, accounted)}`),
  );
  return [
    head + style.bar(bar.trimEnd()),
    ...wrap(facts.join(', '), width - 10).map((line) => style.dim(`${' '.repeat(10)}${line}`)),
  ];
}
