/** The command that made the shipped table, run once, and what it must find. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import {
  calibrate,
  calibrateText,
  coverageOf,
  type CalibrateResult,
  type RunResult,
} from '../../src/index.js';
import { loadTable, loadTarget } from '../../src/index.node.js';
import { runs } from '../support/runs.js';
import { lmusim, repositoryFile, scratchFolder, type Outcome } from './support.js';

const folder = scratchFolder();
const table = join(folder.path, '22nm-calibrated.yaml');
let outcome: Outcome;
let result: CalibrateResult;

beforeAll(async () => {
  outcome = await lmusim(['calibrate', '-o', table, '--json', '--quiet']);
  result = JSON.parse(outcome.stdout) as CalibrateResult;
}, 120_000);

test('the shipped table is what the command writes', () => {
  expect(outcome).toMatchObject({ code: 0, stderr: '' });
  const shipped = readFileSync(repositoryFile('tables/22nm-calibrated.yaml'), 'utf8');
  // lmusim calibrate -o tables/22nm-calibrated.yaml --force
  expect(readFileSync(table, 'utf8') === shipped).toBe(true);
});

test('it lands on 8.79 uW within half a percent, every row within two sigma', () => {
  expect(result.ok).toBe(true);
  expect(Math.abs(result.calibration.power_uW / 8.79 - 1)).toBeLessThan(0.005);
  expect(result.parameters.length).toBeGreaterThan(10);
  for (const { shift_sigma, atBound } of result.parameters) {
    expect(Math.abs(shift_sigma)).toBeLessThan(2);
    expect(atBound).toBe(false);
  }
});

test('the shape of figure 3 is met, and controls meet it worse', () => {
  const shape = result.shape!;
  expect(shape.rms_ln).toBeLessThan(0.05);
  const { within2percent_kHz, lowest_ratio, highest_ratio } = shape.minimum;
  expect(within2percent_kHz.some((clock) => clock >= 90 && clock <= 200)).toBe(true);
  expect(lowest_ratio).toBeGreaterThanOrEqual(1.05);
  expect(highest_ratio).toBeGreaterThanOrEqual(1.4);
  expect(shape.points[0]!.clock_kHz).toBe(83);
  expect(shape.points.at(-1)!.clock_kHz).toBe(990);
  for (const { busy } of shape.points) expect(busy).toBeLessThanOrEqual(shape.busyAtMost);
  const [flat, withoutLanes] = result.controls;
  expect(flat!.rms_ln).toBeGreaterThan(2 * shape.rms_ln);
  expect(withoutLanes!.rms_ln).toBeGreaterThan(shape.rms_ln);
  expect(withoutLanes!.worse_squaredSigmas).toBeGreaterThan(1);
});

test('the chains agree', () => {
  expect(result.convergence).toMatchObject({ ok: true, chains: 4 });
  expect(result.convergence.greatest_rHat).toBeLessThanOrEqual(1.01);
  expect(result.convergence.least_effectiveDraws).toBeGreaterThanOrEqual(400);
});

test('docs/calibration.md says what the command finds', () => {
  const page = readFileSync(repositoryFile('docs/calibration.md'), 'utf8').replace(/\s+/g, ' ');
  const parameter = (name: string) => result.parameters.find((each) => each.name === name)!;
  const width = (name: string): string => `(${(100 * parameter(name).width_ratio).toFixed(0)} %`;
  const { rms_ln, commonFactor, minimum } = result.shape!;
  const [least5, least95] = minimum.power_uW_p5_p95;
  const [flat, withoutLanes] = result.controls;
  const lane = parameter('macArray.laneStatic').posterior;
  const [kws5, kws95] = result.predictions[2]!.power_uW_p5_p95;
  for (const said of [
    `${(100 * rms_ln).toFixed(1)} % rms over nine bins. The least power is ${minimum.power_uW.toFixed(2)} uW (5-95 %: ${least5.toFixed(2)} to ${least95.toFixed(2)}) at ${minimum.clock_kHz} kHz`,
    `At 990 kHz ${minimum.highest_ratio.toFixed(2)} times the least, at 83 kHz ${minimum.lowest_ratio.toFixed(2)} times`,
    `_Common factor_: ${commonFactor.toFixed(3)}`,
    `the shape by ${(100 * flat!.rms_ln).toFixed(1)} % rms`,
    `${(100 * withoutLanes!.rms_ln).toFixed(1)} % rms, ${withoutLanes!.worse_squaredSigmas!.toFixed(1)} squared sigmas worse`,
    ...['clockTree.clock', 'macArray.laneStatic', 'implementation.factor', 'macArray.clock'].map(width),
    width('weightSram.read'),
    `a lane: ${lane.p5.toFixed(1)} to ${lane.p95.toFixed(0)} nW`,
    ...result.predictions
      .slice(0, 2)
      .map(({ power_uW_p5_p95: [p5, p95] }) => `(${p5.toPrecision(3)} to ${p95.toPrecision(3)})`),
    `\`lmusim calibrate\` prints ${kws5.toFixed(2)} to ${kws95.toFixed(2)} uW for kws-bootstrap`,
  ]) {
    expect(page).toContain(said);
  }
});

test('run prints limits by the draws that the table keeps, which docs/calibration.md tells from those of all draws', async () => {
  const page = readFileSync(repositoryFile('docs/calibration.md'), 'utf8').replace(/\s+/g, ' ');
  const { power, energy } = JSON.parse((await lmusim(['--json'])).stdout) as RunResult;
  const [p5, p95] = power.total_uW_p5_p95!;
  expect(page).toContain(`and \`lmusim run\` ${p5.toFixed(2)} to ${p95.toFixed(2)}`);
  const off = (name: string): string => {
    const limits = energy.ledger.views.tableRow.find((row) => row.name === name)!.scaledValue_p5_p95!;
    const { posterior } = result.parameters.find((parameter) => parameter.name === name)!;
    const ends = [limits[0] / posterior.p5 - 1, limits[1] / posterior.p95 - 1];
    return `${(100 * Math.max(...ends.map(Math.abs))).toFixed(0)} %`;
  };
  expect(page).toContain(`\`sequencer.issue\` by the 1,000 lie up to ${off('sequencer.issue')} from`);
  expect(page).toContain(`of \`sram.retention\` up to ${off('sram.retention')}.`);
  expect(loadTable('22nm-calibrated').posterior!.draws).toHaveLength(1000);
  expect(page).toContain('1,000 joint draws');
});

test('the text tells the prior from what was calibrated', () => {
  const text = calibrateText(result);
  expect(text).toMatch(/^ +stated +calibrated +5-95 % +off, % +prior$/m);
  expect(text).toMatch(/^ +row +prior +calibrated +sigma +5-95 % +width$/m);
  // Values stand under their unit, and no name is cut for it.
  expect(text).toMatch(/^ {2}pJ\n {4}sequencer\.issue +0\.35 /m);
  expect(text).toMatch(/^ {2}nW per lane\n {4}macArray\.laneStatic +20 /m);
  expect(text).not.toContain('…');
  expect(text).toContain('Prior: at the medians of the priors, before the fit; not calibrated');
});

// Two hundred truths take a minute: `npm run verify` tries them. Intervals from too few independent draws hold too little.
test.runIf(runs(1) > 1)('of 200 synthetic truths the interval holds 85 to 95 %, for every prediction', () => {
  const { evidence, predicted } = calibrate({ target: loadTarget('blouw-2021') });
  const options = { seed: 'coverage', chains: 2, draws: 400, every: 60 };
  const { covered } = coverageOf(evidence, predicted, 200, options);
  for (const count of covered) {
    expect(count).toBeGreaterThanOrEqual(170);
    expect(count).toBeLessThanOrEqual(190);
  }
});

const SILICON = `name: mine
table: 22nm-bottom-up
priors:
  implementation: { factor: { value_ratio: 3.5, spread_lnSigma: 0.45 } }
powers:
  - { name: chip, network: kws-bootstrap, hardware: paper-22nm, power_uW: 5, spread_lnSigma: 0.05, source: our meter }
`;

test('a target of one’s own gives a table that run takes, with intervals', async () => {
  const target = folder.write('mine.yaml', SILICON);
  const own = join(folder.path, 'own.yaml');
  const made = await lmusim(['calibrate', '--target', target, '-o', own, '--quiet']);
  expect(made.code).toBe(0);
  expect(made.stdout).toMatch(/chip +5 +4\.9\d\d/);
  expect(made.stdout).not.toContain('Shape');
  const { stdout } = await lmusim(['run', '--table', own, '--json']);
  const { power, table: used } = JSON.parse(stdout) as {
    power: { total_uW: number; total_uW_p5_p95: [number, number] };
    table: { name: string; status: string };
  };
  expect(used).toMatchObject({ name: 'own', status: 'calibrated' });
  const [p5, p95] = power.total_uW_p5_p95;
  expect([p5 < power.total_uW, power.total_uW < p95]).toEqual([true, true]);
  // A spread of 5 % is an interval of 1.645 times that to either side.
  expect(Math.log(p95 / p5) / 2 / 1.645).toBeCloseTo(0.05, 2);
});

test('a power that the rows cannot explain is no table: exit 1, and nothing written', async () => {
  const target = folder.write('far.yaml', SILICON.replace('power_uW: 5,', 'power_uW: 5000,'));
  const own = join(folder.path, 'far-table.yaml');
  const { code, stdout } = await lmusim(['calibrate', '--target', target, '-o', own, '--quiet']);
  expect(code).toBe(1);
  expect(stdout).toContain('needs more than two sigma');
  expect(() => readFileSync(own)).toThrow('ENOENT');
});

test('powers that contradict one another are no table either, though no bound is hit', async () => {
  const [chip] = SILICON.split('\n').slice(-2);
  const second = `${chip!.replace('name: chip', 'name: again').replace('power_uW: 5,', 'power_uW: 9,')}\n`;
  const target = folder.write('twice.yaml', SILICON + second);
  const own = join(folder.path, 'twice-table.yaml');
  const { code, stdout } = await lmusim(['calibrate', '--target', target, '-o', own, '--quiet', '--json']);
  expect(code).toBe(1);
  const { missed, parameters, powers } = JSON.parse(stdout) as CalibrateResult;
  expect(missed).toEqual(['chip', 'again']);
  expect(parameters.filter(({ atBound }) => atBound)).toEqual([]);
  // The most probable power lies between both in ln, but for what the rows are drawn to.
  expect(powers[0]!.off_sigma).toBeCloseTo(-powers[1]!.off_sigma, 0);
  expect(() => readFileSync(own)).toThrow('ENOENT');
});

test('every problem of a target at its place', async () => {
  const target = folder.write(
    'wrong.yaml',
    SILICON.replace('power_uW: 5,', 'power_mW: 5,').replace('value_ratio', 'value_pJ') +
      'shape: { name: s, like: chap, spread_lnSigma: 0.05, source: x, points: [] }\n',
  );
  const { code, stderr } = await lmusim(['calibrate', '--target', target]);
  expect(code).toBe(2);
  expect(stderr.replaceAll(target, 'wrong.yaml')).toMatchInlineSnapshot(`
    "lmusim: wrong.yaml:6:5 powers[0].power_uW: missing: expected a number
    lmusim: wrong.yaml:6:65 powers[0].power_mW: unknown key (did you mean 'power_uW'?)
    lmusim: wrong.yaml:7:64 shape.points: not a usable value: expected at least 2 entries, received a list of 0
    lmusim: wrong.yaml:4:31 priors.implementation.factor.value_pJ: not the unit of this row, which prices products, registers and memories as built over the same as sums of their parts: expected value_ratio, received value_pJ (the key of a value names its unit)
    "
  `);
});

test('a shape like no power is refused with the name that was meant', async () => {
  const target = folder.write(
    'like.yaml',
    SILICON +
      'shape: { name: s, like: chap, spread_lnSigma: 0.05, source: x, points: [{ clock_kHz: 1, power_uW: 1 }, { clock_kHz: 2, power_uW: 1 }] }\n',
  );
  const { code, stderr } = await lmusim(['calibrate', '--target', target]);
  expect(code).toBe(2);
  expect(stderr).toContain(
    "shape.like: not the name of one of the powers: received 'chap' (did you mean 'chip'?)",
  );
});
