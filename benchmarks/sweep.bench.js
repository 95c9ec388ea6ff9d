/**
 * Points of a sweep a second: hardware parameters of one network from the closed form, one in a hundred on the simulator too, in
 * one thread and with two workers, beside one simulated second, which is what a point would cost without the closed form.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { defineSweep, simulate } from '../dist/index.js';
import { loadHardware, loadInputs, loadNetwork, loadTable, runSweep } from '../dist/index.node.js';

const CLOCKS = process.argv.includes('--check') ? 2 : 84;
const POINTS = 120 * CLOCKS;
const ONE = `sweep, ${POINTS} points, one worker`;
const TWO = `sweep, ${POINTS} points, two workers`;
const BASELINE = 'one point on the simulator: a second of sound (baseline)';

const loaded = loadInputs(
  defineSweep({
    axes: {
      wake_cycles: { from: 0, to: 9, points: 10 },
      gate: { path: 'tiles[*].macArray.clockGating', values: ['perLane', 'whenIdle', 'never'] },
      voltage: { path: 'technology.voltage_V', values: [0.78, 0.8] },
      lanes: { path: 'tiles[*].macArray.lanes', values: [32, 64] },
      banks: { path: 'tiles[*].weightSram.banks', values: [9, 5] },
      clock_kHz: { from: 80, to: 300, points: CLOCKS, scale: 'log', multipleOf: 0.001 },
    },
    zip: [['lanes', 'banks']],
  }),
);

/** Points a second in the second half of a sweep, when everything is loaded and compiled. */
const rates = { 1: [], 2: [] };

async function run(workers) {
  const folder = mkdtempSync(join(tmpdir(), 'lmusim-bench-'));
  let half;
  let end;
  const onProgress = ({ done }) => {
    end = { done, ms: performance.now() };
    if (done >= POINTS / 2) half ??= end;
  };
  try {
    await runSweep(loaded, { folder, workers, onProgress });
    rates[workers].push((1e3 * (end.done - half.done)) / (end.ms - half.ms));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** A sweep takes many seconds. */
export const options = { iterations: 3, time: 0, warmup: false };

export function addTo(bench) {
  // Marked async: tinybench calls other functions once more, to see whether they are, and does not wait.
  bench.add(ONE, async () => run(1));
  bench.add(TWO, async () => run(2));
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

const middle = (values) => values.sort((a, b) => a - b)[Math.floor(values.length / 2)];

/** @returns {string[]} lines to print under the table */
export function conclude(bench) {
  const [one_ms, two_ms, baseline_ms] = [ONE, TWO, BASELINE].map(
    (name) => bench.getTask(name).result.latency.p50,
  );
  const [one, two] = [middle(rates[1]), middle(rates[2])];
  return [
    `the whole sweep: ${((POINTS / one_ms) * 1e3).toFixed(0)} points a second with one worker, ${((POINTS / two_ms) * 1e3).toFixed(0)} with two, ${(one_ms / two_ms).toFixed(2)} times as many (median; loading, compiling and writing included)`,
    `its second half: ${one.toFixed(0)} points a second with one worker, ${two.toFixed(0)} with two, ${(two / one).toFixed(2)} times as many (median)`,
    `a point costs ${((100 * one_ms) / POINTS / baseline_ms).toFixed(0)} % of its simulation`,
  ];
}
