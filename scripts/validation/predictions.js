/** Powers of other networks and frame rates, which nothing was fitted to, and of pruned networks: dense, which was, and bounds. */
import {
  networkInfo,
  parseOverride,
  powerIntervals,
  priceTable,
  resourceSearch,
  simulate,
} from '../../dist/index.js';
import { loadHardware, loadRecording } from '../../dist/index.node.js';
import { grouped } from '../../dist/report/index.js';
import { lmu1Shape } from './lmu-1-shape.js';

/** Units whose work and size follow the weights: where zero weights could save. */
const OF_WEIGHTS = new Set(['macArray', 'weightSram']);

/** LMU-1 has more than twice the weights of LMU-2; wider lanes are offered than the paper's configuration has. */
const LMU_1_LANES = [64, 72, 80, 88, 96, 112, 128, 144, 160, 192, 256];

function powerOf(network, hardware, table) {
  const recordings = [loadRecording('examples/yes.wav', network)];
  const run = simulate({ network, hardware, table, recordings });
  return {
    hardware: hardware.name,
    clock_kHz: hardware.clock_kHz,
    framePeriod_ms: hardware.framePeriod_ms,
    perFrame_cycles: run.cycles.perFrame,
    realTime: run.realTime.ok,
    power_uW: run.power.total_uW,
    interval: run.power.total_uW_p5_p95,
    run,
  };
}

/**
 * Power if zero weights cost nothing at all: neither cycles nor accesses, clocks, lanes nor memory. Nothing is added for
 * finding out which weights are zero.
 */
function bound({ run }, density, hardware, table) {
  const share = ({ unit }) => (OF_WEIGHTS.has(unit) ? density : 1);
  const { ledger } = run.energy;
  const leaves = ledger.leaves.map((leaf) => ({ ...leaf, energy_pJ: leaf.energy_pJ * share(leaf) }));
  const scaled = { ...ledger, leaves };
  const sum = (list) => list.reduce((total, { energy_pJ }) => total + energy_pJ, 0);
  return {
    power_uW: (run.power.total_uW * sum(leaves)) / sum(ledger.leaves),
    interval: powerIntervals(scaled, priceTable(table, hardware)).total_uW_p5_p95,
  };
}

/** @param lmu2 the shape of LMU-2 @param kws the shipped network */
export function predictions(lmu2, kws, table) {
  const paper = loadHardware('paper-22nm');
  const dense = powerOf(lmu2, paper, table);
  const faster = loadHardware('paper-22nm', { overrides: overrides('clock_kHz=184', 'framePeriod_ms=10') });
  const slower = loadHardware('paper-22nm', {
    overrides: overrides('clock_kHz=46', 'framePeriod_ms=40', 'maxLatency_ms=80'),
  });
  const lmu1 = lmu1Shape(lmu2);
  const busy = dense.perFrame_cycles / (paper.clock_kHz * paper.framePeriod_ms);
  const least = resourceSearch({
    network: lmu1,
    hardware: paper,
    family: { tiles: [3], lanes: LMU_1_LANES, legendreLanes: [8, 16], outputsPerCycle: [4, 8] },
  })({
    clock_kHz: paper.clock_kHz,
    busyAtMost: busy,
  });
  const lmu1Weights = networkInfo(lmu1).weights;
  return {
    dense,
    rows: [
      {
        name: 'LMU-2, 10 ms frames',
        kind: 'predicted',
        ...powerOf(lmu2, faster, table),
        note: 'same hardware at 184 kHz',
      },
      {
        name: 'LMU-2, 40 ms frames',
        kind: 'predicted',
        ...powerOf(lmu2, slower, table),
        note: 'same hardware at 46 kHz',
      },
      {
        name: 'LMU-1, 8 bits',
        kind: 'predicted',
        ...powerOf(lmu1, least.hardware, table),
        note: `${grouped(lmu1Weights)} weights on the least hardware that is as busy: lanes ${least.hardware.tiles.map(({ macArray }) => macArray.lanes).join(', ')}`,
      },
      {
        name: 'LMU-3 and LMU-4, dense',
        kind: 'calibrated',
        ...dense,
        note: 'zeros stored and multiplied: the power of LMU-2, which was fitted; no evidence',
      },
      ...[
        ['LMU-3', 26_250],
        ['LMU-4', 12_250],
      ].map(([name, nonzero]) => ({
        name: `${name}, zeros free`,
        kind: 'estimate: a bound',
        ...bound(dense, nonzero / 90_250, paper, table),
        note: `${grouped(nonzero)} of 90,250 weights; no cost of an index`,
      })),
      {
        name: 'kws-bootstrap',
        kind: 'predicted',
        ...powerOf(kws, paper, table),
        note: 'the shipped network, trained on synthetic speech',
      },
    ],
  };
}

const overrides = (...texts) => texts.map(parseOverride);
