/**
 * Whole tiles, which no coefficient comes from: those of the shipped configurations and random ones. Every module of them is
 * synthesised by itself, and some tiles flat as well (`tile`).
 */
import { readFileSync, readdirSync } from 'node:fs';
import seedrandom from 'seedrandom';
import { parse } from 'yaml';
import { TILE_UNITS, defineHardware } from '../../dist/hardware/index.js';
import { tileParameters } from '../../dist/rtl/parameters.js';
import { keyOf } from './syntheses.js';

/**
 * Random tiles by their seeds. The first four were looked at while the parts of formulas were chosen; the others were drawn
 * once these were fixed, and nothing was changed after they had been synthesised.
 */
const RANDOM_TILES = [
  { name: 'random', seed: 'tile', count: 4, seen: true },
  { name: 'unseen', seed: 'drawn after the formulas were fixed', count: 6, seen: false },
];

/** @returns {{ name: string, tile: number, hardware: object, seen: boolean }[]} tiles that differ in size */
export function tiles() {
  const shipped = readdirSync('hw-configs').map((file) =>
    defineHardware(parse(readFileSync(`hw-configs/${file}`, 'utf8'))),
  );
  const random = RANDOM_TILES.flatMap(({ name, seed, count, seen }) =>
    Array.from({ length: count }, (_, index) => ({
      hardware: randomHardware(`${name}-${index}`, `${seed} ${index}`),
      seen,
    })),
  );
  const known = new Set();
  return [...shipped.map((hardware) => ({ hardware, seen: true })), ...random]
    .flatMap(({ hardware, seen }) =>
      hardware.tiles.map((_, tile) => ({ name: hardware.name, tile, hardware, seen })),
    )
    .filter(({ hardware, tile }) => {
      const modules = JSON.stringify(modulesOf(hardware, tile));
      return !known.has(modules) && known.add(modules);
    });
}

/** Flat synthesis takes longest: one tile of a configuration shows what it saves. */
const isFlat = ({ tile, seen }) => tile === 0 && seen;

/** Modules of each unit of a tile. */
export function modulesOf(hardware, tile) {
  const context = { tile: hardware.tiles[tile], outputsPerCycle: hardware.outputsPerCycle };
  return TILE_UNITS.map((unit) => ({ unit: unit.name, modules: unit.modules(context) }));
}

/** Which syntheses a tile is made of: of each unit, and of all of it at once. */
export function tileRecords() {
  return tiles().map(({ name, tile, hardware, seen }) => ({
    name: `${name}, tile ${tile}`,
    seen,
    units: Object.fromEntries(
      modulesOf(hardware, tile).map(({ unit, modules }) => [
        unit,
        modules.map(({ module, parameters }) => keyOf(module, parameters)),
      ]),
    ),
    ...(isFlat({ tile, seen }) && { flat: keyOf('tile', tileParameters(hardware, tile)) }),
  }));
}

/** What to synthesise for them: each module, then whole tiles, which take longest. */
export function configurations() {
  return [
    ...tiles().flatMap(({ hardware, tile }) => modulesOf(hardware, tile).flatMap(({ modules }) => modules)),
    ...tiles()
      .filter(isFlat)
      .map(({ hardware, tile }) => ({ module: 'tile', parameters: tileParameters(hardware, tile) })),
  ];
}

function randomHardware(name, seed) {
  const next = seedrandom.alea(seed);
  const draw = (low, high) => low + Math.floor(next() * (high - low + 1));
  const of = (...list) => list[draw(0, list.length - 1)];
  const outputsPerCycle = of(1, 2, 3, 4, 8);
  const weightBits = draw(2, 8);
  const mode = of('dense', 'dense', 'scan');
  const [coefficientBits, stateBits] = [draw(8, 14), draw(10, 20)];
  return defineHardware({
    name,
    technology: { node_nm: 22, voltage_V: 0.8 },
    clock_kHz: 100,
    framePeriod_ms: 20,
    maxLatency_ms: 40,
    outputsPerCycle,
    tile: {
      macArray: {
        lanes: outputsPerCycle * draw(2, Math.floor(24 / outputsPerCycle)),
        weightBits,
        operandBits: draw(8, 10),
        accumulatorBits: draw(weightBits + 11, 30),
      },
      weightSram: { banks: draw(1, 16), bankWords: 64 },
      postProcessor: { tables: draw(0, 1), scores: of(0, draw(1, 24)) },
      legendreUnit: {
        mode,
        lanes: mode === 'scan' ? 1 : draw(1, 8),
        coefficientBits,
        accumulatorBits: draw(coefficientBits + stateBits, 40),
        maxOrder: draw(4, 16),
      },
      stateSram: { banks: draw(1, 6), bankWords: 64, stateBits },
      vectorSram: { banks: draw(1, 6), bankWords: 64 },
      channel: { buffers: draw(2, 4), bufferWords: 16 },
    },
    tiles: [{}],
  });
}
