import fc from 'fast-check';
import { expect, test } from 'vitest';
import { runs } from '../../test/support/runs.js';
import { compile } from '../compiler/index.js';
import { smallNetwork } from '../compiler/small-network.testing.js';
import { defineHardware, hardwareSizes, type HardwareConfiguration } from '../hardware/index.js';
import type { Network } from '../network/index.js';
import { InputError } from '../problems/index.js';
import type { SizeFamily } from '../results/index.js';
import { frameTiming } from '../timing/index.js';
import { leastHardware } from './size.js';

const BASE = {
  name: 'base',
  technology: { node_nm: 22, voltage_V: 0.8 },
  clock_kHz: 10,
  framePeriod_ms: 20,
  maxLatency_ms: 40,
  outputsPerCycle: 2,
};

/** A tile as small as the schema allows. */
const BARE_TILE = {
  programSram: { words: 1 },
  macArray: { lanes: 2, weightBits: 2, operandBits: 8, accumulatorBits: 12 },
  weightSram: { banks: 1, bankWords: 1 },
  biasSram: { words: 1 },
  postProcessor: { tables: 0, scores: 0 },
  legendreUnit: { lanes: 1, coefficientBits: 4, accumulatorBits: 16, maxOrder: 1 },
  coefficientSram: { words: 1 },
  stateSram: { banks: 1, bankWords: 1, stateBits: 8 },
  vectorSram: { banks: 1, bankWords: 1 },
  channel: { bufferWords: 1 },
};

const base = (changes: object = {}) => defineHardware({ ...BASE, tiles: [BARE_TILE], ...changes });

/** Every value of a list for each of some places. */
function tuples<T>(values: readonly T[], places: number): T[][] {
  return places === 0
    ? [[]]
    : tuples(values, places - 1).flatMap((rest) => values.map((value) => [...rest, value]));
}

/** Every way to put layers on a number of tiles. */
const assignments = (layers: number, tiles: number): number[][] =>
  tuples([0, 1], layers - 1)
    .map((steps) => steps.reduce((tile, step) => [...tile, tile.at(-1)! + step], [0]))
    .filter((assignment) => assignment.at(-1) === tiles - 1);

type Tile = Record<string, Record<string, unknown>>;

/** The least tiles that hold a network: bare ones, made larger only where the compiler says that they must be. */
function grown(
  network: Network,
  frame: object,
  tiles: Tile[],
  assignment: readonly number[],
): HardwareConfiguration {
  for (;;) {
    const hardware = defineHardware({ ...frame, tiles });
    try {
      compile(network, hardware, { assignment });
      return hardware;
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      for (const { hint } of error.problems) {
        const [, tile, unit, key, value] =
          /^(?:raise|set) tiles\[(\d+)\]\.(\w+)\.(\w+) to (\w+)/.exec(hint ?? '') ?? [];
        if (value === undefined) throw error;
        const number = Number(value);
        tiles[Number(tile)]![unit!]![key!] = Number.isNaN(number) ? value : number;
      }
    }
  }
}

/** Every member of a family, each built, compiled and timed as a whole. */
function membersOf(network: Network, family: Omit<SizeFamily, 'clock_kHz'>) {
  const choices = family.lanes.flatMap((lanes) =>
    family.legendreLanes.map((legendreLanes) => ({ lanes, legendreLanes })),
  );
  return family.tiles.flatMap((tiles) =>
    assignments(network.layers.length, tiles).flatMap((assignment) =>
      tuples(choices, tiles).map((chosen) => {
        const bare = chosen.map(({ lanes, legendreLanes }, tile) => {
          const copy = structuredClone(BARE_TILE) as Tile;
          copy['macArray']!['lanes'] = lanes;
          const hasMemory = network.layers.some(
            ({ kind }, layer) => assignment[layer] === tile && kind === 'lmu',
          );
          copy['legendreUnit']!['lanes'] = hasMemory ? legendreLanes : 1;
          return copy;
        });
        const hardware = grown(network, BASE, bare, assignment);
        const { realTime } = frameTiming(compile(network, hardware, { assignment }), hardware);
        return { tiles, transistors: hardwareSizes(hardware).transistors, ...realTime };
      }),
    ),
  );
}

/** The least of members at some clocks by trying all, in the order that the result states. */
function bruteForce(
  members: ReturnType<typeof membersOf>,
  { framePeriod_ms, maxLatency_ms }: typeof BASE,
  clocks_kHz: readonly number[],
) {
  return clocks_kHz
    .flatMap((clock_kHz) =>
      members
        .filter(
          ({ perFrame_cycles, latency_cycles }) =>
            perFrame_cycles <= clock_kHz * framePeriod_ms && latency_cycles <= clock_kHz * maxLatency_ms,
        )
        .map(({ transistors, tiles, latency_cycles }) => ({
          transistors,
          clock_kHz,
          tiles,
          latency_cycles,
        })),
    )
    .sort(
      (a, b) =>
        a.transistors - b.transistors ||
        a.clock_kHz - b.clock_kHz ||
        a.tiles - b.tiles ||
        a.latency_cycles - b.latency_cycles,
    )[0];
}

const NETWORK = smallNetwork({
  inputs: 5,
  layers: [
    { units: 7, memories: 2, order: 3, encoder: ['x'], hidden: ['m', 'x'] },
    { units: 4, memories: 3, order: 2, encoder: ['x'], hidden: ['m'], bias: true },
  ],
  scores: 3,
});

const LANES = { tiles: [1, 2, 3], lanes: [2, 6], legendreLanes: [1, 3] };

test('the answer is that of brute force, whatever the clocks, the period and the latency', () => {
  const members = membersOf(NETWORK, LANES);
  let [found, none] = [0, 0];
  fc.assert(
    fc.property(
      fc.integer({ min: 2, max: 15 }),
      fc.integer({ min: 2, max: 30 }),
      fc.subarray([6, 9, 14], { minLength: 1 }),
      (framePeriod_ms, maxLatency_ms, clock_kHz) => {
        const frame = { ...BASE, framePeriod_ms, maxLatency_ms };
        const { least } = leastHardware({
          network: NETWORK,
          hardware: base(frame),
          family: { ...LANES, clock_kHz },
        }).result;
        const expected = bruteForce(members, frame, clock_kHz);
        expect(
          least === null
            ? undefined
            : {
                transistors: least.transistors,
                clock_kHz: least.clock_kHz,
                tiles: least.tiles.length,
                latency_cycles: least.realTime.latency_cycles,
              },
        ).toEqual(expected);
        if (expected === undefined) none += 1;
        else found += 1;
      },
    ),
    { seed: 3, numRuns: runs(20) },
  );
  expect(Math.min(found, none)).toBeGreaterThan(1);
});

test('every memory, width and register of the answer is the least: with one less the network does not fit', () => {
  const { answer } = leastHardware({
    network: NETWORK,
    hardware: base(),
    family: { ...LANES, tiles: [3] },
  });
  const { hardware, assignment } = answer!;
  const sizes = ['words', 'banks', 'bufferWords', 'scores', 'tables', 'maxOrder', 'stateBits'];
  const widths = ['weightBits', 'operandBits', 'coefficientBits', 'accumulatorBits'];
  let tried = 0;
  hardware.tiles.forEach((tile, index) => {
    for (const [unit, values] of Object.entries(tile)) {
      for (const [key, value] of Object.entries(values)) {
        if (!sizes.includes(key) && !widths.includes(key)) continue;
        const tiles = structuredClone(hardware.tiles) as unknown as Tile[];
        tiles[index]![unit]![key] = (value as number) - 1;
        const smaller = () => compile(NETWORK, defineHardware({ ...hardware, tiles }), { assignment });
        expect(smaller, `tiles[${index}].${unit}.${key}`).toThrow(InputError);
        tried += 1;
      }
    }
  });
  expect(tried).toBe(16 * 3);
});

test('a single bank is the least power of two, several are of the size of the base', () => {
  const bankWords = 16;
  const tile = { ...BARE_TILE, weightSram: { bankWords }, stateSram: { bankWords: 256 } };
  const { answer } = leastHardware({
    network: NETWORK,
    hardware: base({ tiles: [tile] }),
    family: { tiles: [1], lanes: [6], legendreLanes: [1] },
  });
  const [own] = answer!.hardware.tiles;
  // 2 memories of order 3 and 3 of order 2: 12 states.
  expect(own!.stateSram).toMatchObject({ banks: 1, bankWords: 16 });
  expect(own!.weightSram).toMatchObject({ bankWords });
  expect(own!.weightSram.banks).toBeGreaterThan(1);
});

test('each tile with less misses real time, by what it says', () => {
  const { least, smaller } = leastHardware({
    network: NETWORK,
    hardware: base({ framePeriod_ms: 8, maxLatency_ms: 30 }),
    family: { ...LANES, tiles: [2] },
  }).result;
  expect(smaller.length).toBeGreaterThan(0);
  for (const { transistors, cycles, allowed_cycles } of smaller) {
    expect(transistors).toBeLessThan(least!.transistors);
    expect(cycles).toBeGreaterThan(allowed_cycles);
  }
});

test('why no member will do: the cycles of the nearest', () => {
  const shortfalls = (changes: object) =>
    leastHardware({
      network: NETWORK,
      hardware: base(changes),
      family: { ...LANES, tiles: [1] },
    }).result.candidates.map(({ shortfall }) => shortfall);
  const fastest = Math.min(
    ...membersOf(NETWORK, { ...LANES, tiles: [1] }).map(({ perFrame_cycles }) => perFrame_cycles),
  );
  expect(shortfalls({ framePeriod_ms: 1 })).toEqual([
    { misses: 'throughput', least_cycles: fastest, allowed_cycles: 10 },
  ]);
  expect(shortfalls({ maxLatency_ms: 1 })).toMatchObject([{ misses: 'latency', allowed_cycles: 10 }]);
});

test('a family that cannot be: every value that no member can have', () => {
  const refused = () =>
    leastHardware({
      network: NETWORK,
      hardware: base(),
      family: { tiles: [4], lanes: [2, 3], legendreLanes: [0], clock_kHz: [] },
    });
  expect(refused).toThrowErrorMatchingInlineSnapshot(`
    [InputError: family.tiles: no member of a family can have this: expected 1 to 3 tiles, a layer for each, received 4
    family.lanes: no member of a family can have this: expected multiples of 2, the outputsPerCycle, up to 4096, received 3
    family.legendreLanes: no member of a family can have this: expected 1 to 256 lanes, received 0
    family.clock_kHz: no member of a family can have this: expected clocks of 1 kHz to 2 GHz with at most three decimals, received nothing]
  `);
});
