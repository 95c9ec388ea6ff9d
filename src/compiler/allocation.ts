/** Where everything of a tile's layers stands in the tile's memories. Nothing is reused between layers. */
import type { UnitContext } from '../hardware/index.js';
import type { DenseLayer, Layer, LmuLayer, Projection } from '../network/index.js';
import { readsSource } from './operands.js';

/** A run of words of one memory. */
export interface Region {
  readonly base: number;
  readonly words: number;
}

export interface MatrixPlacement {
  readonly projection: Projection;
  /** ceil(rows / L) x columns words (M4). */
  readonly weights: Region;
  /** ceil(rows / P) words (M8). */
  readonly biases: Region | undefined;
  /** Index among the tile's tables; 0 without a table. */
  readonly table: number;
}

interface OutputPlacement {
  /**
   * The regions that h is written to in turn: none when only the output channel or the score registers take it, one,
   * or two when a gemv of several row tiles reads the h that it replaces (I4). Frame n writes `h[n % h.length]`.
   */
  readonly h: readonly Region[];
}

export interface LmuPlacement extends OutputPlacement {
  readonly kind: 'lmu';
  readonly layer: LmuLayer;
  readonly u: Region;
  readonly readouts: Region;
  /** memories x order words (M6). */
  readonly state: Region;
  /** ceil(order / K) (order + 1) words, or order words for the scan (M7). */
  readonly coefficients: Region;
  readonly encoder: MatrixPlacement;
  readonly hidden: MatrixPlacement;
}

export interface DensePlacement extends OutputPlacement {
  readonly kind: 'dense';
  readonly layer: DenseLayer;
  readonly matrix: MatrixPlacement;
}

export type LayerPlacement = LmuPlacement | DensePlacement;

/** Words used of each memory, from word 0 on. */
export interface UsedWords {
  readonly weightSram: number;
  readonly biasSram: number;
  readonly coefficientSram: number;
  readonly vectorSram: number;
  readonly stateSram: number;
  /** Of a buffer of the input channel. */
  readonly channel: number;
}

export interface TileAllocation {
  readonly layers: readonly LayerPlacement[];
  readonly used: UsedWords;
  readonly tables: readonly Int8Array[];
  /** Score registers. */
  readonly scores: number;
  /** Vector words 0 .. words - 1 are read in a frame before they are written: 0 for the first frame. */
  readonly carried: { readonly words: number; readonly layers: readonly string[] };
  /** Frames that the program is unrolled over (I4). */
  readonly frames: 1 | 2;
}

/** Hands out a memory from word 0 on. */
class Shelf {
  used = 0;

  take(words: number): Region {
    const base = this.used;
    this.used += words;
    return { base, words };
  }
}

/** The two h regions of rule I4: W reads h(t-1) while another row tile of it may already be overwritten. */
function needsTwoRegions(layer: LmuLayer, lanes: number): boolean {
  return readsSource(layer.hidden, 'h') && layer.units > lanes;
}

/** h(t-1) and the readouts of the frame before, where a matrix reads them: what has a value before its first write. */
function carriedRegions(
  layer: Layer,
  take: (elements: number) => Region,
): { readonly h?: Region; readonly readouts?: Region } {
  if (layer.kind === 'dense') return {};
  const { encoder, hidden, units, memories, order } = layer;
  const readsH = readsSource(encoder, 'h') || readsSource(hidden, 'h');
  return {
    ...(readsH ? { h: take(units) } : {}),
    ...(readsSource(encoder, 'm') ? { readouts: take(memories * order) } : {}),
  };
}

/**
 * Places consecutive layers of a network on a tile. Whether the memories are large enough is for fit.ts to say: the
 * regions may end beyond them.
 */
export function allocateTile(
  layers: readonly Layer[],
  { tile, outputsPerCycle }: UnitContext,
): TileAllocation {
  const weights = new Shelf();
  const biases = new Shelf();
  const coefficients = new Shelf();
  const vectors = new Shelf();
  const states = new Shelf();
  const { lanes } = tile.macArray;
  const tables: Int8Array[] = [];
  let scores = 0;
  const takeVector = (elements: number): Region => vectors.take(Math.ceil(elements / outputsPerCycle));
  const tableIndex = (table: Int8Array): number => {
    const known = tables.findIndex((other) => other.every((entry, index) => entry === table[index]));
    return known >= 0 ? known : tables.push(table) - 1;
  };
  const placeMatrix = (projection: Projection): MatrixPlacement => {
    const { rows, columns, bias, table, output } = projection;
    if (output.kind === 'raw') scores = Math.max(scores, rows);
    return {
      projection,
      weights: weights.take(Math.ceil(rows / lanes) * columns),
      biases: bias === undefined ? undefined : biases.take(Math.ceil(rows / outputsPerCycle)),
      table: table === undefined ? 0 : tableIndex(table),
    };
  };

  // Carried regions come first and together, so that one clear at the start serves them all.
  const carried = layers.map((layer) => carriedRegions(layer, takeVector));
  const carriedWords = vectors.used;

  const placements = layers.map((layer, index): LayerPlacement => {
    const old = carried[index]!;
    const isReadNext = index + 1 < layers.length;
    if (layer.kind === 'dense') {
      const h = isReadNext ? [takeVector(layer.units)] : [];
      return { kind: 'dense', layer, h, matrix: placeMatrix(layer.projection) };
    }
    const { memories, order, units, update } = layer;
    const passes = Math.ceil(order / tile.legendreUnit.lanes);
    const u = takeVector(memories);
    const readouts = old.readouts ?? takeVector(memories * order);
    const own = old.h ?? (isReadNext ? takeVector(units) : undefined);
    const first = needsTwoRegions(layer, lanes) ? [takeVector(units)] : [];
    return {
      kind: 'lmu',
      layer,
      u,
      readouts,
      // With two regions frame 0 writes the new one and reads the carried one.
      h: own === undefined ? [] : [...first, own],
      state: states.take(memories * order),
      coefficients: coefficients.take(update.rule === 'dense' ? passes * (order + 1) : order),
      encoder: placeMatrix(layer.encoder),
      hidden: placeMatrix(layer.hidden),
    };
  });
  return {
    layers: placements,
    used: {
      weightSram: weights.used,
      biasSram: biases.used,
      coefficientSram: coefficients.used,
      vectorSram: vectors.used,
      stateSram: states.used,
      channel: Math.ceil(layers[0]!.inputs / outputsPerCycle),
    },
    tables,
    scores,
    carried: {
      words: carriedWords,
      layers: layers.filter((_, index) => Object.keys(carried[index]!).length > 0).map(({ name }) => name),
    },
    frames: placements.some(({ h }) => h.length === 2) ? 2 : 1,
  };
}
