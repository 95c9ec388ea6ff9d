/** lmusim check and compare: what fails, what it says, and that --update accepts it. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { CheckResult, CompareResult, PlatformsResult } from '../../src/results/index.js';
import { lmusim, repositoryFile, scratchFolder } from './support.js';

const folder = scratchFolder();
const shipped = (path: string): string => readFileSync(repositoryFile(path), 'utf8');

function changed(text: string, from: string, to: string): string {
  expect(text).toContain(from);
  return text.replace(from, () => to);
}

describe('lmusim check', () => {
  const baseline = folder.write(
    'budget.yaml',
    `schema: lmusim.baseline/1
cases:
  # our product
  - name: one keyword
    network: kws-bootstrap
    hardware: ./hw.yaml
    table: ./table.yaml
`,
  );
  const setHardware = (text: string): string => folder.write('hw.yaml', text);
  const setTable = (text: string): string => folder.write('table.yaml', text);
  const hardware = shipped('hw-configs/paper-22nm.yaml');
  const table = shipped('tables/22nm-bottom-up.yaml');
  const check = async () => {
    const { code, stdout } = await lmusim(['check', baseline, '--json']);
    const { baselines } = JSON.parse(stdout) as CheckResult;
    return { code, ...baselines[0]!.cases[0]! };
  };

  test('a path without folder and extension is a path, not a shipped name', async () => {
    const before = process.cwd();
    process.chdir(folder.path);
    try {
      const own =
        'schema: lmusim.baseline/1\ncases: [{ name: a, network: ./tiny-network, hardware: tiny }]\n';
      folder.write('extensionless.yaml', own);
      expect((await lmusim(['check', 'extensionless.yaml', '--update'])).stderr).toBe(
        "lmusim: ./tiny-network: cannot be read (case 'a' of extensionless.yaml): expected a network (.safetensors), received no file of this name\n",
      );
    } finally {
      process.chdir(before);
    }
  });

  test('a new case is simulated, and then nothing has moved', async () => {
    setHardware(hardware);
    setTable(table);
    expect((await lmusim(['check', baseline])).stderr).toMatch(/--update simulates it/);
    expect(await lmusim(['check', baseline, '--update'])).toEqual({
      code: 0,
      stdout: '',
      stderr: 'lmusim: wrote budget.yaml\n',
    });
    expect(readFileSync(baseline, 'utf8')).toContain('  # our product\n');
    expect(await check()).toMatchObject({ code: 0, ok: true, changedInputs: [] });
  });

  test('one row of the table: the check fails, names the row and the unit, and passes after --update', async () => {
    setTable(changed(table, 'value_pJ: 0.045', 'value_pJ: 0.046'));
    const { code, moved, tableRows, changedInputs } = await check();
    expect(code).toBe(1);
    const multiply = { valueUnit: 'pJ', kind: 'derived' };
    expect(tableRows).toEqual([
      {
        row: 'macArray.multiply',
        expected: { value: 0.045, ...multiply },
        received: { value: 0.046, ...multiply },
      },
    ]);
    expect([...new Set(moved.map(({ action, causes }) => `${action}: ${causes.join()}`))]).toEqual([
      'macArray.multiply: table',
    ]);
    expect(moved.length).toBe(3);
    expect(changedInputs).toEqual(['table']);
    const text = (await lmusim(['check', baseline])).stdout.replace(/\s+/g, ' ');
    expect(text).toMatch(
      / tile 1 macArray\.multiply \+[\d,.]+ pJ: table row macArray\.multiply 0\.045 pJ -> 0\.046 pJ /,
    );
    await lmusim(['check', baseline, '--update']);
    expect(await check()).toMatchObject({ code: 0, ok: true });
  });

  test('one lane count: the check fails, says which unit counts otherwise, and passes after --update', async () => {
    setHardware(
      changed(changed(hardware, 'mode: dense, lanes: 8', 'mode: dense, lanes: 4'), 'words: 16', 'words: 32'),
    );
    const { code, metrics, moved, tableRows, changedInputs } = await check();
    expect(code).toBe(1);
    expect(metrics.filter(({ ok }) => !ok).map(({ metric }) => metric)).toContain('perFrame_cycles');
    expect(tableRows).toEqual([]);
    expect(moved.find(({ action }) => action === 'legendreUnit.clock')!.causes).toEqual(['counts', 'size']);
    expect(changedInputs).toEqual(['hardware']);
    await lmusim(['check', baseline, '--update']);
    expect(await check()).toMatchObject({ code: 0, ok: true });
  });

  test('each format is written, and the exit code is that of the answer', async () => {
    setTable(changed(table, 'value_pJ: 0.045', 'value_pJ: 0.047'));
    const starts: Readonly<Record<string, string>> = {
      text: `${baseline.split('/').at(-1)}\n`,
      json: '{\n  "schema": "lmusim.check/1"',
      junit: '<?xml version="1.0" encoding="UTF-8"?>\n<testsuites',
      github: '::error file=',
      markdown: '### lmusim check: cycles or energy moved\n',
      benchmark: '[\n  {\n    "name": "one keyword: cycles a frame"',
    };
    for (const [format, start] of Object.entries(starts)) {
      const { code, stdout } = await lmusim(['check', baseline, '--format', format]);
      expect({ code, start: stdout.slice(0, start.length) }).toEqual({ code: 1, start });
    }
  });

  test('what lmusim ships has not moved', async () => {
    expect(await lmusim(['check'])).toMatchObject({ code: 0, stderr: '' });
  });
});

describe('lmusim compare', () => {
  test('hardware: ratios against the first, and shares that sum to its energy', async () => {
    const { code, stdout } = await lmusim(['compare', 'paper-22nm', 'single-1mhz', '--json']);
    const { subject, designs, units } = JSON.parse(stdout) as CompareResult;
    expect({ code, subject, names: designs.map(({ name }) => name) }).toEqual({
      code: 0,
      subject: 'hardware',
      names: ['paper-22nm', 'single-1mhz'],
    });
    designs.forEach(({ energyPerInference_nJ }, index) => {
      const sum = units.reduce((sum, { shares }) => sum + shares[index]!.energyPerInference_nJ, 0);
      expect(sum).toBeCloseTo(energyPerInference_nJ, 9);
    });
    for (const figures of [...designs, ...units.flatMap(({ shares }) => shares)]) {
      const [low, high] = figures.energyPerInference_nJ_p5_p95!;
      expect(low).toBeLessThan(figures.energyPerInference_nJ);
      expect(high).toBeGreaterThan(figures.energyPerInference_nJ);
    }
    const [frame_ms, last] = [20, designs[1]!];
    expect(last.energyPerInference_nJ_p5_p95![0]).toBeCloseTo(last.power_uW_p5_p95![0] * frame_ms, 9);
    const clock = units.find(({ unit }) => unit === 'clockTree')!.shares;
    // The clock tree is paid by the cycle at one price: 20,000 cycles a frame against 1,840.
    expect(clock[1]!.causes).toEqual(['counts']);
    expect(clock[1]!.ratio).toBeCloseTo(20_000 / 1840, 9);
    expect(clock[1]!.change_nJ).toBeCloseTo(clock[1]!.byCounts_nJ, 9);
    // Both by the same draws: the ratio is known better than two powers that knew nothing of each other would make it.
    const [first, second] = designs;
    const [p5, p95] = second!.power_ratio_p5_p95!;
    const ratio = second!.power_uW / first!.power_uW;
    expect([p5 < ratio, ratio < p95]).toEqual([true, true]);
    const apart = [first!, second!].map(({ power_uW_p5_p95: [low, high] = [1, 1] }) => Math.log(high / low));
    expect(Math.log(p95 / p5)).toBeLessThan(Math.hypot(...apart));
    expect(first!.power_ratio_p5_p95).toBeUndefined();
  });

  test('tables: only prices differ', async () => {
    const other = folder.write(
      'other.yaml',
      changed(shipped('tables/22nm-bottom-up.yaml'), 'value_pJ: 0.045', 'value_pJ: 0.09'),
    );
    const { stdout } = await lmusim(['compare', '22nm-bottom-up', other, '--json']);
    const { units, designs } = JSON.parse(stdout) as CompareResult;
    // Draws of two tables are not of one world.
    expect(designs[1]!.power_ratio_p5_p95).toBeUndefined();
    expect(
      units
        .filter(({ shares }) => shares[1]!.causes.length > 0)
        .map(({ unit, shares }) => [unit, shares[1]!.causes]),
    ).toEqual([['macArray', ['table']]]);
  });

  test('the text fits its columns, however many designs there are', async () => {
    const { stdout } = await lmusim(['compare', 'paper-22nm', 'single-1mhz', 'paper-22nm', 'single-1mhz']);
    expect(stdout.split('\n').filter((line) => line.length > 80)).toEqual([]);
    expect(stdout.match(/^cycles a frame /gm)).toHaveLength(3);
    expect(stdout).not.toContain('…');
    expect(stdout).toMatch(/^ {2}macArray +65\.31 \[35\.\d-8\d\.\d\] /m);
    expect(stdout).toContain('Brackets: 5-95 %');
  });
});

test('compare --platforms puts the network beside a microcontroller and published chips, and takes no designs', async () => {
  const { code, stdout } = await lmusim(['compare', '--platforms', '-n', 'lmu-2-shape', '--json']);
  expect(code).toBe(0);
  const { platforms, network, microcontroller } = JSON.parse(stdout) as PlatformsResult;
  expect(network).toMatchObject({ name: 'lmu-2-shape', weights: 90_080 });
  const [own, ...others] = platforms;
  expect(own).toMatchObject({ evidence: 'calibrated', ratio: [1, 1], sameNetwork: true });
  expect(own).not.toHaveProperty('ratio_p5_p95');
  for (const { name, power_uW, energyPerInference_nJ, ratio, ratio_p5_p95, ratioOf } of others) {
    const [its, ours, [p5, p95]] =
      ratioOf === 'power'
        ? [power_uW!, own!.power_uW![0], own!.power_uW_p5_p95!]
        : [
            [energyPerInference_nJ!, energyPerInference_nJ!],
            own!.energyPerInference_nJ!,
            own!.energyPerInference_nJ_p5_p95!,
          ];
    expect(ratio, name).toEqual(its.map((value) => value / ours));
    expect(ratio_p5_p95, name).toEqual([its[0] / p95, its[1] / p5]);
  }
  const [plain] = microcontroller;
  expect(others[0]!.power_uW![0]).toBeCloseTo(plain!.perSecond_Mcycles * 12.26, 9);
  expect(others.filter(({ sameNetwork }) => sameNetwork).map(({ evidence }) => evidence)).toEqual(
    Array(4).fill('modelled'),
  );
  const text = await lmusim(['compare', '--platforms']);
  expect(text.stdout.split('\n').filter((line) => line.length > 80)).toEqual([]);
  expect(text.stdout).toContain('What is not comparable');
  expect(text.stdout).toMatch(/^calibrated\n {2}lmusim paper-22nm +6\.429 \[5\.85-7\.26\] +x1\.00 +22$/m);
  expect(text.stdout).toMatch(/^ {2}Price +172\.0 to 288\.0 +x26\.8 to 44\.8 \[23\.7-49\.2\] +65$/m);
  expect(text.stdout).toMatch(/^ {2}DeltaKWS +- +x0\.280 \(nJ\) \[0\.248-0\.308\] +65$/m);
  expect(text.stdout).toContain('Evidence: calibrated (simulated here,');
  expect(text.stdout).toContain('Brackets: 5-95 %');
  const sums = ['compare', '--platforms', '--table', '22nm-bottom-up'];
  const uncalibrated = await lmusim(sums);
  expect(uncalibrated.stdout).toMatch(/^bottom-up\n {2}lmusim paper-22nm +2\.065 +x1\.00 +22$/m);
  expect(uncalibrated.stdout).not.toMatch(/\[|Brackets|^calibrated/m);
  expect((await lmusim([...sums, '--json'])).stdout).not.toContain('_p5_p95');
  const refused = await lmusim(['compare', '--platforms', 'tiny']);
  expect(refused).toMatchObject({ code: 2, stdout: '' });
  expect(refused.stderr).toMatch(/--platforms: not together with designs: expected one of them/);
});
