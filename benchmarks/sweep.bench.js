/**
 * Points of a sweep a second, by the command from its start to its end: hardware parameters of one network from the closed form,
 * one in a hundred on the simulator too, with one worker and with two in turn, since a machine's speed drifts. Beside it one
 * simulated second, which is what a point would cost without the closed form.
 */
import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { simulate } from '../dist/index.js';
import { loadHardware, loadNetwork, loadTable } from '../dist/index.node.js';

const MAIN = fileURLToPath(new URL('../dist/command/main.js', import.meta.url));
const CLOCKS = process.argv.includes('--check') ? 2 : 84;
const POINTS = 120 * CLOCKS;
const PAIR = `sweep, ${POINTS} points, one worker and then two`;
const BASELINE = 'one point on the simulator: a second of sound (baseline)';

const STUDY = readFileSync(new URL('study.yaml', import.meta.url), 'utf8').replace(
  'points: 84',
  `points: ${CLOCKS}`,
);

async function run_ms(workers) {
  const cwd = mkdtempSync(join(tmpdir(), 'lmusim-bench-'));
  try {
    writeFileSync(join(cwd, 'study.yaml'), STUDY);
    const began = performance.now();
    const argv = ['sweep', 'study.yaml', '-o', 'out', '--workers', String(workers), '--quiet'];
    await promisify(execFile)(process.execPath, [MAIN, ...argv], { cwd });
    return performance.now() - began;
  } finally {
    rmSync(cwd, { recursive: true });
  }
}

const pairs = [];

/** A sweep takes many seconds. */
export const options = { iterations: 5, time: 0, warmup: false };

export function addTo(bench) {
  // Marked async: tinybench calls other functions once more, to see whether they are, and does not wait.
  bench.add(PAIR, async () => {
    pairs.push({ one_ms: await run_ms(1), two_ms: await run_ms(2) });
  });
  const [network, hardware, table] = [
    loadNetwork('kws-bootstrap'),
    loadHardware('paper-22nm'),
    loadTable('22nm-bottom-up'),
  ];
  const frames = Array.from({ length: 49 }, (_, n) =>
    Int8Array.from({ length: 20 }, (_, i) => ((n * 31 + i * 57) % 255) - 127),
  );
  bench.add(BASELINE, () => void simulate({ network, hardware, table, recordings: [{ name: '', frames }] }));
}

/** Sorts the values. */
const middle = (values) => values.sort((a, b) => a - b)[Math.floor(values.length / 2)];

/** @returns {string[]} lines to print under the table */
export function conclude(bench) {
  const one_ms = middle(pairs.map((pair) => pair.one_ms));
  const two_ms = middle(pairs.map((pair) => pair.two_ms));
  const ratios = pairs.map((pair) => pair.one_ms / pair.two_ms);
  const ratio = middle(ratios);
  const rate = (ms) => ((POINTS / ms) * 1e3).toFixed(0);
  const baseline_ms = bench.getTask(BASELINE).result.latency.p50;
  return [
    `${rate(one_ms)} points a second with one worker, ${rate(two_ms)} with two (medians; start, compiling and writing included)`,
    `two workers are ${ratio.toFixed(2)} times as fast as one (median of ${ratios.length} pairs, ${ratios[0].toFixed(2)} to ${ratios.at(-1).toFixed(2)})`,
    `a point costs ${((100 * one_ms) / POINTS / baseline_ms).toFixed(0)} % of its simulation`,
  ];
}
