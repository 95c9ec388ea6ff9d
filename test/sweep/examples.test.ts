/** The research scripts of examples/: figures as the documentation shows them, and the numbers of the command. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { SweepRecord } from '../../src/results/index.js';
import { buildCommand } from '../cli/build-command.js';
import { repositoryFile } from '../cli/support.js';
import { lmusim } from './command.js';

const folder = mkdtempSync(join(tmpdir(), 'lmusim-examples-'));
beforeAll(buildCommand);
afterAll(() => rmSync(folder, { recursive: true }));

test.each([
  ['figure-3', ['--kind', 'line', '--x', 'clock_kHz', '--y', 'power_uW']],
  ['best-under-budget', ['--x', 'latency_ms', '--y', 'power_uW', '--colour', 'lanes']],
  ['accuracy-and-bits', ['--x', 'power_uW', '--y', 'accuracy', '--colour', 'weightBits']],
])('%s: script and command find the same, and draw the figure of docs/figures', async (name, plot) => {
  const svg = join(folder, `${name}.svg`);
  const script = spawnSync(process.execPath, [repositoryFile(`examples/${name}.mjs`), svg], {
    encoding: 'utf8',
  });
  expect({ status: script.status, stderr: script.stderr }).toEqual({ status: 0, stderr: '' });
  const drawn = readFileSync(svg, 'utf8');
  await expect(drawn).toMatchFileSnapshot(repositoryFile(`docs/figures/${name}.svg`));

  const run = lmusim(folder, 'sweep', repositoryFile(`examples/${name}.yaml`), '-o', name);
  expect(run).toMatchObject({ code: 0, stderr: '' });
  expect(lmusim(folder, 'plot', name, ...plot).stdout).toBe(drawn);
  const records = readFileSync(join(folder, name, 'results.jsonl'), 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as SweepRecord);
  const powers = records.flatMap(({ results }) => (results ? [results['power_uW']!.toFixed(3)] : []));
  const printed = [...script.stdout.matchAll(/([\d.]+) uW/g)].map(([, power]) => power!);
  expect(printed.length).toBeGreaterThan(1);
  expect(printed.filter((power) => !powers.includes(power))).toEqual([]);
  if (name === 'figure-3') {
    expect(printed.slice(0, -1)).toEqual(powers);
    expectCurveOfValidation(records);
  }
});

/** The curve of docs/validation.md: bins of clocks, each the mean of logarithms, times one factor, printed to four digits. */
function expectCurveOfValidation(records: readonly SweepRecord[]): void {
  const page = readFileSync(repositoryFile('docs/validation.md'), 'utf8');
  const factor = Number(/common factor is ([\d.]+)/.exec(page)![1]);
  const bins = [...page.matchAll(/^\| (\d+)(?: to (\d+))? +\| [\d.]+ +\| ([\d.]+) +\|/gm)];
  expect(bins.length).toBeGreaterThan(5);
  for (const [row, from, to = from, model] of bins) {
    const logs = records
      .filter(
        ({ values }) =>
          Number(values['clock_kHz']) >= Number(from) && Number(values['clock_kHz']) <= Number(to),
      )
      .map(({ results }) => Math.log(results!['power_uW']!));
    const mean = Math.exp(logs.reduce((sum, log) => sum + log, 0) / logs.length);
    expect(Math.abs((mean * factor) / Number(model) - 1), row).toBeLessThan(1e-3);
  }
}
