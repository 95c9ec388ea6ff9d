/** The parts of docs/energy.md that are made: `npx vitest run test/docs/energy-page.test.ts -u` writes them anew. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { compile } from '../../src/compiler/index.js';
import {
  SCALING_RULES,
  accountEnergy,
  p5_p95,
  powerDraws,
  powerReport,
  priceTable,
  type TableRow,
} from '../../src/energy/index.js';
import { TILE_UNITS, defineHardware, type HardwareConfiguration } from '../../src/hardware/index.js';
import type { Ledger } from '../../src/results/index.js';
import {
  DEFAULT_HARDWARE,
  DEFAULT_NETWORK,
  DEFAULT_TABLE,
  loadHardware,
  loadNetwork,
  loadTable,
} from '../../src/study/files.node.js';
import { timeProgram } from '../../src/timing/index.js';
import { markdownTable, withPart } from './made-parts.js';

const PAGE = 'docs/energy.md';
const FRAMES = 49;
const POLICIES = ['never', 'whenIdle', 'perBank', 'perLane'] as const;

const network = loadNetwork(DEFAULT_NETWORK);
const shipped = loadHardware(DEFAULT_HARDWARE);
const table = loadTable(DEFAULT_TABLE);
/** The rows whose sources the page tells. */
const bottomUp = loadTable('22nm-bottom-up');

type Slices = Record<string, Record<string, unknown>>;

/** The shipped hardware with some keys of some units changed in every tile; undefined when a unit has no such policy. */
function changed(
  units: readonly string[],
  slice: object,
  more: object = {},
): HardwareConfiguration | undefined {
  const tiles = shipped.tiles.map((tile) => {
    const slices = structuredClone(tile) as unknown as Slices;
    for (const unit of units) Object.assign(slices[unit]!, slice);
    return slices;
  });
  try {
    return defineHardware({ ...shipped, ...more, tiles });
  } catch {
    return undefined;
  }
}

/** Power from the closed form, which knows every count that the shipped table prices. */
function ledgerOf(hardware: HardwareConfiguration): Ledger {
  const program = compile(network, hardware);
  const { counts, accounting } = timeProgram(program, hardware, FRAMES);
  return accountEnergy({
    prices: priceTable(table, hardware),
    counts,
    instructions: program.tiles.map(({ labels }) => labels),
    cycles: accounting.tiles[0]!.to - accounting.tiles[0]!.from,
  });
}

/** Power by each draw of the table. */
const drawsOf = (hardware: HardwareConfiguration): readonly number[] =>
  powerDraws(ledgerOf(hardware), priceTable(table, hardware))!;
const power_uW = (hardware: HardwareConfiguration): number =>
  powerReport(ledgerOf(hardware), FRAMES).averagePower_uW;

const base_uW = power_uW(shipped);

/** `7.547 [6.75-8.48], +17.4 %`, or `-` for a configuration that does not exist. */
function cell(hardware: HardwareConfiguration | undefined): string {
  if (hardware === undefined) return '-';
  const uW = power_uW(hardware);
  const [p5, p95] = p5_p95(drawsOf(hardware));
  const percent = (100 * (uW - base_uW)) / base_uW;
  return `${uW.toFixed(3)} [${p5.toFixed(2)}-${p95.toFixed(2)}], ${percent < 0 ? '-' : '+'}${Math.abs(percent).toFixed(1)} %`;
}

const gated = Object.keys(shipped.tiles[0]!).filter(
  (unit) => 'clockGating' in (shipped.tiles[0] as unknown as Slices)[unit]!,
);
const retaining = Object.keys(shipped.tiles[0]!).filter(
  (unit) => 'retention' in (shipped.tiles[0] as unknown as Slices)[unit]!,
);

function gatingTable(): string {
  const policyOf = (unit: string): string =>
    (shipped.tiles[0] as unknown as Record<string, { clockGating: string }>)[unit]!.clockGating;
  const everyUnit = POLICIES.map((clockGating) =>
    clockGating === 'never' ? cell(changed(gated, { clockGating })) : '-',
  );
  return [
    markdownTable([
      ['clock gating of', 'in the file', ...POLICIES.map((policy) => `${policy}, uW`)],
      ...gated.map((unit) => [
        `\`${unit}\``,
        policyOf(unit),
        ...POLICIES.map((clockGating) => cell(changed([unit], { clockGating }))),
      ]),
      ['all of them', 'as above', ...everyUnit],
    ]),
    markdownTable([
      ['retention of', 'off, uW', 'on, uW'],
      ...[...retaining.map((unit) => [unit]), retaining].map((units) => [
        units.length === 1 ? `\`${units[0]}\`` : 'all of them',
        ...[false, true].map((retention) => cell(changed(units, { retention }, { wake_cycles: 1 }))),
      ]),
    ]),
  ].join('\n\n');
}

/** A row as the page lists it. */
function rowLine({ key, value, valueUnit, widths_bits, spread_lnSigma, kind, source }: TableRow): string {
  const width = widths_bits.length === 0 ? '' : ` at ${widths_bits.join(' x ')} bit`;
  const unit = valueUnit.replaceAll('_', ' ');
  return `- \`${key}\` ${value} ${unit}${width}, spread ${spread_lnSigma}, ${kind}: ${source}`;
}

test('the table of gating policies and the list of rows are up to date', async () => {
  const page = readFileSync(PAGE, 'utf8').replaceAll('-->\n\n<!-- end', '-->\n\n\n<!-- end');
  const made = withPart(
    withPart(page, 'gating', gatingTable()),
    'rows',
    bottomUp.rows.map(rowLine).join('\n'),
  );
  await expect(made).toMatchFileSnapshot(`../../${PAGE}`);
});

test('gating saves exactly what the ledger of the gated run says that it saved', () => {
  const never = ledgerOf(changed(gated, { clockGating: 'never' })!);
  const asShipped = ledgerOf(shipped);
  const saved = (ledger: Ledger): bigint =>
    ledger.gating.reduce((sum, { saved }) => sum + BigInt(saved.energy_yJ), 0n);
  expect(saved(never)).toBe(0n);
  expect(BigInt(never.total.energy_yJ)).toBe(BigInt(asShipped.total.energy_yJ) + saved(asShipped));
});

test('all of `capture` is less than a thousandth of the power', () => {
  const { leaves, total } = ledgerOf(shipped);
  const captures = leaves.filter(({ tableRow }) => tableRow === 'macArray.capture');
  const energy_yJ = captures.reduce((sum, leaf) => sum + BigInt(leaf.energy_yJ), 0n);
  expect(energy_yJ).toBeGreaterThan(0n);
  expect(1000n * energy_yJ).toBeLessThan(BigInt(total.energy_yJ));
});

test('every unit that can be gated stands in the table, and every scaling rule in its own', () => {
  const page = readFileSync(PAGE, 'utf8');
  const withPolicy = TILE_UNITS.map(({ name }) => name).filter((name) => name !== 'alwaysOn');
  for (const name of withPolicy)
    expect(page).toMatch(new RegExp(`^\\| \`${name}\` +\\| (whenIdle|perBank|perLane)`, 'm'));
  for (const { name } of SCALING_RULES) expect(page).toMatch(new RegExp(`^\\| \`${name}\` +\\|`, 'm'));
});
