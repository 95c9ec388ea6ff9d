/**
 * Points of a sweep a second: hardware parameters of one network from the closed form, in one thread and with two workers,
 * beside one simulated second, which is what a point would cost without the closed form.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { defineSweep, simulate } from '../dist/index.js';
import { loadHardware, loadInputs, loadNetwork, loadTable, runSweep } from '../dist/index.node.js';

const POINTS = 1200;
const ONE = `sweep, ${POINTS} points, one worker`;
const TWO = `sweep, ${POINTS} points, two workers`;
const BASELINE = 'one point on the simulator: a second of sound (baseline)';

const loaded = loadInputs(
  defineSweep({
    check: 0,
    axes: {
      wake_cycles: { from: 0, to: 3, points: 4 },
      gate: { path: 'tiles[*].macArray.clockGating', values: ['perLane', 'whenIdle', 'never'] },
      clock_kHz: { from: 80, to: 300, points: 100, scale: 'log', multipleOf: 0.001 },
    },
  }),
);

async function run(workers) {
  const folder = mkdtempSync(join(tmpdir(), 'lmusim-bench-'));
  try {
    await runSweep(loaded, { folder, workers });
  } finally {
    rmSync(folder, { recursive: true });
  }
}

export function addTo(bench) {
  const few = { iterations: 3, time: 0, warmup: false };
  bench.add(ONE, () => run(1), few);
  bench.add(TWO, () => run(2), few);
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

/** @returns {string[]} lines to print under the table */
export function conclude(bench) {
  const [one_ms, two_ms, baseline_ms] = [ONE, TWO, BASELINE].map(
    (name) => bench.getTask(name).result.latency.p50,
  );
  return [
    `${((POINTS / one_ms) * 1e3).toFixed(0)} points a second with one worker, ${((POINTS / two_ms) * 1e3).toFixed(0)} with two (median), start of the workers included`,
    `two workers are ${(one_ms / two_ms).toFixed(2)} times one`,
    `a point costs ${((100 * one_ms) / POINTS / baseline_ms).toFixed(0)} % of its simulation`,
  ];
}
