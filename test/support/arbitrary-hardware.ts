import fc from 'fast-check';
import { defineHardware, type HardwareConfiguration } from '../../src/hardware/index.js';
import type { Layer, LmuLayer, Network } from '../../src/network/index.js';

/** A configuration and the tile of each layer. */
export interface Placement {
  readonly hardware: HardwareConfiguration;
  readonly assignment: readonly number[];
}

const isLmu = (layer: Layer): layer is LmuLayer => layer.kind === 'lmu';

/** Layers can share a tile when its Legendre unit and its state words serve all of them. */
function canJoin(tile: readonly Layer[], layer: Layer): boolean {
  const before = tile.find(isLmu);
  if (before === undefined || !isLmu(layer)) return true;
  return before.update.rule === layer.update.rule && before.stateBits === layer.stateBits;
}

function assign(layers: readonly Layer[], splits: readonly boolean[]): number[] {
  const tiles: Layer[][] = [[]];
  return layers.map((layer, index) => {
    if (index > 0 && (splits[index] === true || !canJoin(tiles.at(-1)!, layer))) tiles.push([]);
    tiles.at(-1)!.push(layer);
    return tiles.length - 1;
  });
}

/** Banks of a random size that hold 4,096 words together. */
const banked = fc
  .record({
    power: fc.integer({ min: 4, max: 12 }),
    clockGating: fc.constantFrom('never', 'whenIdle', 'perBank'),
    retention: fc.boolean(),
  })
  .map(({ power, ...rest }) => ({ bankWords: 2 ** power, banks: 2 ** (12 - power), ...rest }));

const words = (count: number) =>
  fc.record({
    words: fc.constant(count),
    clockGating: fc.constantFrom('never', 'whenIdle', 'perBank'),
    retention: fc.boolean(),
  });

const unitGating = fc.constantFrom('never', 'whenIdle');

/** A random tile with room for the networks of arbitrary-network.ts; `mode` and `stateBits` are filled in later. */
const arbitraryTile = (outputsPerCycle: number) =>
  fc.record({
    sequencer: fc.record({ clockGating: unitGating }),
    programSram: words(1024),
    macArray: fc.record({
      lanes: fc.integer({ min: 1, max: Math.floor(64 / outputsPerCycle) }).map((n) => n * outputsPerCycle),
      weightBits: fc.constant(8),
      accumulatorBits: fc.constant(32),
      clockGating: fc.constantFrom('never', 'whenIdle', 'perLane'),
    }),
    weightSram: banked,
    biasSram: words(256),
    postProcessor: fc.record({ tables: fc.constant(4), scores: fc.constant(64), clockGating: unitGating }),
    legendreUnit: fc.record({
      lanes: fc.integer({ min: 1, max: 8 }),
      coefficientBits: fc.constant(16),
      accumulatorBits: fc.constant(48),
      maxOrder: fc.constant(8),
      clockGating: unitGating,
    }),
    coefficientSram: words(1024),
    stateSram: banked,
    vectorSram: banked,
    channel: fc.record({
      buffers: fc.integer({ min: 2, max: 4 }),
      bufferWords: fc.constant(64),
      clockGating: fc.constantFrom('never', 'whenIdle', 'perBank'),
    }),
  });

/**
 * A configuration that a network fits, with any lanes from 1 to 64, policies, retention, wake, banks, buffers and a frame
 * period from far too short to idle; up to one tile more than there are layers.
 */
export function arbitraryPlacement(network: Network): fc.Arbitrary<Placement> {
  return fc
    .record({
      outputsPerCycle: fc.integer({ min: 1, max: 8 }),
      wake_cycles: fc.integer({ min: 1, max: 9 }),
      neverWakes: fc.boolean(),
      splits: fc.array(fc.boolean(), { minLength: network.layers.length, maxLength: network.layers.length }),
      spare: fc.boolean(),
      clock_kHz: fc.constantFrom(20, 92, 97.003, 250),
      framePeriod_us: fc.oneof(fc.integer({ min: 100, max: 3000 }), fc.integer({ min: 20_000, max: 60_000 })),
    })
    .chain(({ outputsPerCycle, wake_cycles, neverWakes, splits, spare, clock_kHz, framePeriod_us }) => {
      const assignment = assign(network.layers, splits);
      const used = assignment.at(-1)! + 1;
      const tiles = fc.array(arbitraryTile(outputsPerCycle), {
        minLength: used + (spare ? 1 : 0),
        maxLength: used + (spare ? 1 : 0),
      });
      return tiles.map((drawn): Placement => ({
        assignment,
        hardware: defineHardware({
          name: 'random',
          technology: { node_nm: 22, voltage_V: 0.8 },
          clock_kHz,
          framePeriod_ms: framePeriod_us / 1000,
          maxLatency_ms: 100_000,
          outputsPerCycle,
          wake_cycles: neverWakes ? 0 : wake_cycles,
          tiles: drawn.map((tile, index) => {
            const lmu = network.layers.filter((_, layer) => assignment[layer] === index).find(isLmu);
            const scan = lmu?.update.rule === 'scan';
            const awake = <Memory extends { retention: boolean }>(memory: Memory): Memory => ({
              ...memory,
              retention: memory.retention && !neverWakes,
            });
            return {
              ...tile,
              programSram: awake(tile.programSram),
              weightSram: awake(tile.weightSram),
              biasSram: awake(tile.biasSram),
              coefficientSram: awake(tile.coefficientSram),
              vectorSram: awake(tile.vectorSram),
              stateSram: { ...awake(tile.stateSram), stateBits: lmu?.stateBits ?? 16 },
              legendreUnit: {
                ...tile.legendreUnit,
                mode: scan ? 'scan' : 'dense',
                lanes: scan ? 1 : tile.legendreUnit.lanes,
              },
            };
          }),
        }),
      }));
    });
}
