import { expect, test } from 'vitest';
import { smallNetwork } from '../compiler/small-network.testing.js';
import { defineHardware, hardwareSizes } from '../hardware/index.js';
import { InputError } from '../problems/index.js';
import { leastResources, resourceSearch } from './least-resources.js';
import { leastHardware } from './size.js';

const NETWORK = smallNetwork({
  inputs: 5,
  layers: [
    { units: 7, memories: 2, order: 3, encoder: ['x'], hidden: ['m', 'x'] },
    { units: 4, memories: 3, order: 2, encoder: ['x'], hidden: ['m'], bias: true },
  ],
  scores: 3,
});

const TILE = {
  macArray: { lanes: 4, weightBits: 4 },
  weightSram: { banks: 1, bankWords: 64 },
  legendreUnit: { lanes: 1, coefficientBits: 10, accumulatorBits: 26, maxOrder: 8 },
  stateSram: { banks: 1, bankWords: 16, stateBits: 16 },
  vectorSram: { banks: 1, bankWords: 64 },
  channel: { bufferWords: 8 },
};
const BASE = {
  name: 'base',
  technology: { node_nm: 22, voltage_V: 0.8 },
  clock_kHz: 10,
  framePeriod_ms: 20,
  maxLatency_ms: 40,
  outputsPerCycle: 2,
  tiles: [TILE, TILE],
};
const base = (changes: object = {}) => defineHardware({ ...BASE, ...changes });

const LANES = { tiles: [1, 2], lanes: [1, 2, 3, 4, 8], legendreLanes: [1, 3] };
const CLOCKS = [2, 4, 6];

test('with real time as its rule it is the answer of size', () => {
  const lanes = LANES.lanes.filter((lanes) => lanes % 2 === 0);
  const search = resourceSearch({ network: NETWORK, hardware: base(), family: LANES });
  const found = CLOCKS.map((clock_kHz) => search({ clock_kHz }));
  const sized = CLOCKS.map(
    (clock_kHz) =>
      leastHardware({
        network: NETWORK,
        hardware: base(),
        family: { ...LANES, lanes, clock_kHz: [clock_kHz] },
      }).answer,
  );
  expect(found.map((least) => least?.hardware.tiles)).toEqual(sized.map((answer) => answer?.hardware.tiles));
  expect(found.filter((least) => least === undefined).length).toBeGreaterThan(0);
  for (const least of found) {
    if (least) expect(least.transistors).toBe(hardwareSizes(least.hardware).transistors);
  }
});

test('a limit to how busy it is is a shorter frame period at the same latency', () => {
  const request = {
    network: NETWORK,
    hardware: base({ maxLatency_ms: 200 }),
    family: { ...LANES, lanes: [2, 4, 8] },
  };
  const search = resourceSearch(request);
  let less = 0;
  for (const clock_kHz of [4, 6, 8]) {
    const busy = search({ clock_kHz, busyAtMost: 0.7 });
    const short = leastHardware({
      ...request,
      hardware: base({ framePeriod_ms: 14, maxLatency_ms: 200 }),
      family: { ...request.family, clock_kHz: [clock_kHz] },
    }).answer;
    expect(busy?.hardware.tiles).toEqual(short?.hardware.tiles);
    if (busy === undefined) continue;
    expect(busy.busy).toBeLessThanOrEqual(0.7);
    expect(busy.hardware.framePeriod_ms).toBe(20);
    if (busy.transistors > search({ clock_kHz })!.transistors) less += 1;
  }
  expect(less).toBeGreaterThan(0);
});

test('of several P it takes the one with the fewest transistors, and of equals the least', () => {
  const chosen = new Set<number>();
  const request = { network: NETWORK, hardware: base(), family: LANES };
  for (const clock_kHz of CLOCKS) {
    const each = [1, 2, 4].map((P) =>
      leastResources({ ...request, family: { ...LANES, outputsPerCycle: [P] }, clock_kHz }),
    );
    const all = leastResources({
      ...request,
      family: { ...LANES, outputsPerCycle: [4, 1, 2] },
      clock_kHz,
    });
    const fewest = Math.min(...each.map((least) => least?.transistors ?? Infinity));
    expect(all?.hardware).toEqual(each.find((least) => least?.transistors === fewest)?.hardware);
    if (all) chosen.add(all.hardware.outputsPerCycle);
  }
  expect(chosen.size).toBeGreaterThan(1);
});

test('the number of tiles and P are the base’s when nothing is said', () => {
  const least = leastResources({ network: NETWORK, hardware: base(), clock_kHz: 40 })!;
  expect(least.hardware).toMatchObject({ outputsPerCycle: 2, clock_kHz: 40 });
  expect(least.hardware.tiles).toHaveLength(2);
});

test('what cannot be is refused', () => {
  const refused = (family: object, busyAtMost = 1) => {
    try {
      leastResources({ network: NETWORK, hardware: base(), family, clock_kHz: 10, busyAtMost });
    } catch (error) {
      if (error instanceof InputError) return error.problems.map(({ code, path }) => `${code} ${path}`);
      throw error;
    }
    return [];
  };
  expect(refused({}, 0)).toEqual(['study.busy busyAtMost']);
  expect(refused({}, NaN)).toEqual(['study.busy busyAtMost']);
  expect(refused({ lanes: [3] })).toEqual(['study.family family.lanes']);
  expect(refused({ outputsPerCycle: [0, 65] })).toEqual(['study.family family.outputsPerCycle']);
});
