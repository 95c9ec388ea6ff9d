/** Ten thousand points: processor time, memory, and what workers cost. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { SweepSummary } from '../../src/results/index.js';
import { buildCommand } from '../cli/build-command.js';
import { repositoryFile } from '../cli/support.js';
import { bytesOf, MAIN } from './command.js';

const folder = mkdtempSync(join(tmpdir(), 'lmusim-scale-'));
beforeAll(buildCommand);
afterAll(() => rmSync(folder, { recursive: true }));

const STUDY = readFileSync(repositoryFile('benchmarks/study.yaml'), 'utf8');
const study = (clocks: number): string => STUDY.replace('points: 84', `points: ${clocks}`);

const TELL = `data:text/javascript,${encodeURIComponent(
  'import { isMainThread } from "node:worker_threads";' +
    'process.on("exit", () => { if (isMainThread) console.error(JSON.stringify(process.resourceUsage())); });',
)}`;

/** Runs a study; processor time is that of all threads together. */
function measured(name: string, clocks: number, workers: number) {
  writeFileSync(join(folder, 'study.yaml'), study(clocks));
  const argv = [
    '--import',
    TELL,
    MAIN,
    'sweep',
    'study.yaml',
    '-o',
    name,
    '--workers',
    String(workers),
    '--json',
    '--quiet',
  ];
  const { status, stdout, stderr } = spawnSync(process.execPath, argv, {
    cwd: folder,
    encoding: 'utf8',
    maxBuffer: 1e9,
  });
  expect(status, stderr).toBe(0);
  const { userCPUTime, systemCPUTime, maxRSS } = JSON.parse(
    stderr.trim().split('\n').at(-1)!,
  ) as NodeJS.ResourceUsage;
  const summary = JSON.parse(stdout) as SweepSummary;
  return {
    points: summary.points,
    processor_s: (userCPUTime + systemCPUTime) / 1e6,
    memory_MB: maxRSS / 1000,
  };
}

test('10,080 points take less processor time than three minutes of two cores, checked ones equal, and three times as many no more memory', () => {
  const two = measured('two', 84, 2);
  expect(two.points).toMatchObject({ total: 10_080, ok: 10_080, infeasible: 0, failed: 0 });
  // One in a hundred of them.
  expect(two.points.checked).toBeGreaterThan(60);
  expect(two.processor_s).toBeLessThan(180);
  // Workers reach what their heaps grow to before they are collected as a whole within the first ten thousand points.
  const many = measured('many', 252, 2);
  expect(many.points).toMatchObject({ total: 30_240, ok: 30_240 });
  expect(many.memory_MB).toBeLessThan(1.2 * two.memory_MB);

  // Workers that each do all the work would take twice the processor time; those that share it take up to half more beside the
  // other tests, which take their caches. How much faster two are in real time, `npm run bench` says, on a machine that does
  // nothing else.
  const one = measured('one', 84, 1);
  expect(bytesOf(join(folder, 'one')) === bytesOf(join(folder, 'two'))).toBe(true);
  process.stdout.write(
    `10,080 points: ${one.processor_s.toFixed(1)} s of processor time with one worker (${one.memory_MB.toFixed(0)} MB), ${two.processor_s.toFixed(1)} s with two (${two.memory_MB.toFixed(0)} MB; ${many.memory_MB.toFixed(0)} MB for 30,240)\n`,
  );
  expect(two.processor_s).toBeLessThan(1.8 * one.processor_s);
});
