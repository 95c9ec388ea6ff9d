/** The parts of docs/transistors.md that are made: `npx vitest run test/docs/transistors-page.test.ts -u` writes them anew. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import {
  LEAST_TRANSISTORS,
  byFormula,
  sum,
  syntheses,
  synthesised,
  tiles,
} from '../../src/hardware/syntheses.node.testing.js';
import { COEFFICIENTS } from '../../src/hardware/transistor-coefficients.js';
import { FORMULA_NAMES, partsOf } from '../../src/hardware/transistor-terms.js';
import type { ConfigResult } from '../../src/results/index.js';
import { lmusim } from '../cli/support.js';
import { markdownTable, withPart } from './made-parts.js';

const PAGE = 'docs/transistors.md';
/** What Blouw et al. state (arXiv 2009.04465). */
const PAPER_TRANSISTORS = 8_052_298;

const grouped = (count: number): string => count.toLocaleString('en-US');
/** How much more the first is than the second. */
const more_percent = (count: number, than: number): number => 100 * (count / than - 1);
const signed = (percent: number): string => `${percent < 0 ? '-' : '+'}${Math.abs(percent).toFixed(1)}`;

const formulas = markdownTable([
  ['formula', 'part', 'transistors for one'],
  ...FORMULA_NAMES.flatMap((name) =>
    partsOf(name).map((part, index) => [
      index === 0 ? name : '',
      part,
      String(COEFFICIENTS[name].perPart[index]),
    ]),
  ),
]);

const errors = markdownTable([
  ['formula', 'syntheses', 'rms error, %', 'worst, %', 'worst of others, %'],
  ...FORMULA_NAMES.map((name) => {
    const { points, rmsError_percent, worstError_percent, holdoutWorstError_percent } = COEFFICIENTS[name];
    return [name, points, rmsError_percent, worstError_percent, holdoutWorstError_percent].map(String);
  }),
]);

const isLarge = (keys: readonly string[]): boolean => synthesised(keys) > LEAST_TRANSISTORS;
const largeUnits = Object.keys(tiles[0]!.units).filter((unit) =>
  tiles.some(({ units }) => isLarge(units[unit]!)),
);

/** Errors of the formula by unit, and for the sum of all units, small ones included. */
const tileErrors = (seen: boolean): string =>
  markdownTable([
    ['error, %', ...largeUnits, 'all units'],
    ...tiles
      .filter((tile) => tile.seen === seen)
      .map(({ name, units }) => {
        const error = (keys: readonly string[]): string =>
          signed(more_percent(byFormula(keys), synthesised(keys)));
        return [
          name,
          ...largeUnits.map((unit) => (isLarge(units[unit]!) ? error(units[unit]!) : '-')),
          error(Object.values(units).flat()),
        ];
      }),
  ]);

const flatTiles = markdownTable([
  ['transistors', 'formulas', 'units as synthesised', 'tile at once', 'less, %', 'flip-flops less'],
  ...tiles.flatMap(({ name, units, flat }) => {
    if (flat === undefined) return [];
    const keys = Object.values(units).flat();
    const whole = syntheses[flat]!;
    return [
      [
        name,
        grouped(Math.round(byFormula(keys))),
        grouped(synthesised(keys)),
        grouped(whole.transistors),
        (-more_percent(whole.transistors, synthesised(keys))).toFixed(1),
        grouped(sum(keys.map((key) => syntheses[key]!.flipFlops)) - whole.flipFlops),
      ],
    ];
  }),
]);

async function besidePaper(): Promise<string> {
  const { stdout } = await lmusim(['config', 'paper-22nm', '--json']);
  const { transistors } = JSON.parse(stdout) as ConfigResult;
  const rows = (
    [
      ['logic', transistors.logic],
      ['clock gates', transistors.clockGates],
      ['SRAM cells', transistors.sramCells],
      ['SRAM periphery', transistors.sramPeriphery],
      ['in all', transistors.total],
    ] as const
  ).map(([kind, count]) => [kind, grouped(count)]);
  const times = (PAPER_TRANSISTORS / transistors.total).toFixed(1);
  return [markdownTable([['kind', 'transistors'], ...rows]), `Theirs is ${times} times as many.`].join(
    '\n\n',
  );
}

test('formulas, errors and totals are those of syntheses and of `lmusim config`', async () => {
  const parts = {
    formulas,
    errors,
    unseen: tileErrors(false),
    seen: tileErrors(true),
    flat: flatTiles,
    paper: await besidePaper(),
  };
  const made = Object.entries(parts).reduce(
    (page, [name, text]) => withPart(page, name, text),
    readFileSync(PAGE, 'utf8').replaceAll('-->\n\n<!-- end', '-->\n\n\n<!-- end'),
  );
  await expect(made).toMatchFileSnapshot(`../../${PAGE}`);
});
