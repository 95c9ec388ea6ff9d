/** A tile of a family's member, by itself: what it is built of and how long it takes for the layers on it. */
import { allocationOf, boundsOf, compile, type Bound, type TileUse } from '../compiler/index.js';
import {
  allTransistors,
  defineHardware,
  hardwareSizes,
  sumOfTransistors,
  type HardwareConfiguration,
  type TileHardware,
} from '../hardware/index.js';
import type { Layer, LmuLayer, Network } from '../network/index.js';
import { formatProblem, InputError } from '../problems/index.js';
import type { SizeFamily } from '../results/index.js';
import { frameTiming } from '../timing/index.js';

/** Layers `first` to `end - 1` on a tile of some lanes. */
export interface Piece {
  readonly first: number;
  readonly end: number;
  readonly lanes: number;
  readonly legendreLanes: number;
  readonly tile: TileHardware;
  readonly transistors: number;
  readonly memory_bits: number;
  readonly perFrame_cycles: number;
  readonly latencyShare_cycles: number;
}

/** Every piece that holds a range of layers, and why the largest of the others does not. */
export interface Pieces {
  /** Choices of lanes, those that do not fit too. */
  readonly choices: number;
  readonly pieces: readonly Piece[];
  readonly problem: string | undefined;
}

interface Choice {
  readonly lanes: number;
  readonly legendreLanes: number;
}

const isLmu = (layer: Layer): layer is LmuLayer => layer.kind === 'lmu';

/**
 * The pieces of every range of layers, each made once. A piece is timed in a chain in which every other layer has a
 * tile of its own with the most lanes: a tile's cycles depend on no other tile (docs/accelerator.md, T7), and what does
 * not fit there fits nowhere, because more lanes and fewer layers never need more words.
 */
export function piecesOf(
  network: Network,
  base: HardwareConfiguration,
  family: SizeFamily,
): (first: number, end: number) => Pieces {
  const bounds = boundsOf(network);
  const known = new Map<string, Pieces>();
  const largest = (layers: readonly Layer[]): Choice => choicesFor(layers, family).at(-1)!;

  const pieceOf = (first: number, end: number, choice: Choice): Piece => {
    const assignment = network.layers.map((_, layer) =>
      layer < first ? layer : layer < end ? first : layer - (end - first) + 1,
    );
    const choices = Array.from({ length: assignment.at(-1)! + 1 }, (_, tile) =>
      tile === first ? choice : largest([network.layers[assignment.indexOf(tile)]!]),
    );
    const hardware = fittedHardware(network, base, bounds, choices, assignment);
    const timing = frameTiming(compile(network, hardware, { assignment }), hardware);
    const sizes = hardwareSizes(hardware).tiles[first]!;
    const memory_bits = sizes.reduce((sum, unit) => sum + unit.memory_bits, 0);
    const { perFrame_cycles, latencyShare_cycles } = timing.tiles[first]!;
    return {
      first,
      end,
      ...choice,
      tile: hardware.tiles[first]!,
      transistors: allTransistors(sumOfTransistors(sizes)),
      memory_bits,
      perFrame_cycles,
      latencyShare_cycles,
    };
  };

  return (first, end) => {
    const before = known.get(`${first} ${end}`);
    if (before !== undefined) return before;
    const choices = choicesFor(network.layers.slice(first, end), family);
    const pieces: Piece[] = [];
    let problem: string | undefined;
    for (const choice of choices) {
      try {
        pieces.push(pieceOf(first, end, choice));
      } catch (error) {
        if (!(error instanceof InputError)) throw error;
        problem = formatProblem(error.problems[0]!);
      }
    }
    const made = { choices: choices.length, pieces, problem };
    known.set(`${first} ${end}`, made);
    return made;
  };
}

/** Lanes that a tile of these layers may have, the most last. */
function choicesFor(layers: readonly Layer[], { lanes, legendreLanes }: SizeFamily): Choice[] {
  const oneLane = !layers.some((layer) => isLmu(layer) && layer.update.rule === 'dense');
  return lanes.flatMap((lanes) =>
    (oneLane ? [1] : legendreLanes).map((legendreLanes) => ({ lanes, legendreLanes })),
  );
}

/** A configuration whose tiles have the chosen lanes, and otherwise the least that holds the layers assigned to them. */
function fittedHardware(
  network: Network,
  base: HardwareConfiguration,
  bounds: readonly Bound[],
  choices: readonly Choice[],
  assignment: readonly number[],
): HardwareConfiguration {
  const [like] = base.tiles;
  const laned = choices.map(({ lanes, legendreLanes }) => ({
    ...like!,
    macArray: { ...like!.macArray, lanes },
    legendreUnit: { ...like!.legendreUnit, mode: 'dense', lanes: legendreLanes },
  }));
  const uses = allocationOf(network, defineHardware({ ...base, tiles: laned }), { assignment });
  return defineHardware({
    ...base,
    tiles: uses.map((use, tile) => fittedTile(network, like!, bounds, choices[tile]!, use)),
  });
}

function fittedTile(
  network: Network,
  like: TileHardware,
  allBounds: readonly Bound[],
  { lanes, legendreLanes }: Choice,
  { layers, stores }: TileUse,
): TileHardware {
  const needed = (path: string): number => stores.find((store) => store.path === path)!.needed;
  const words = (path: string): { words: number } => ({ words: Math.max(1, needed(path)) });
  const memories = layers.map((layer) => network.layers[layer]!).filter(isLmu);
  const bounds = allBounds.filter(({ layer }) => layers.includes(layer));
  const mac = bounds.filter((bound) => bound.unit === 'macArray');
  const legendre = bounds.filter((bound) => bound.unit === 'legendreUnit');
  const [memory] = memories;
  return {
    ...like,
    programSram: { ...like.programSram, ...words('programSram') },
    macArray: {
      ...like.macArray,
      lanes,
      weightBits: network.weightBits,
      operandBits: Math.max(8, ...mac.map(({ operandBits }) => operandBits)),
      accumulatorBits: Math.max(12, ...mac.map(({ accumulatorBits }) => accumulatorBits)),
    },
    weightSram: { ...like.weightSram, ...banks(like.weightSram.bankWords, needed('weightSram')) },
    biasSram: { ...like.biasSram, ...words('biasSram') },
    postProcessor: {
      ...like.postProcessor,
      tables: needed('postProcessor.tables'),
      scores: needed('postProcessor.scores'),
    },
    legendreUnit: {
      ...like.legendreUnit,
      mode: memory?.update.rule ?? 'dense',
      lanes: legendreLanes,
      coefficientBits: Math.max(4, ...legendre.map(({ coefficientBits }) => coefficientBits)),
      accumulatorBits: Math.max(16, ...legendre.map(({ accumulatorBits }) => accumulatorBits)),
      maxOrder: Math.max(1, ...memories.map(({ order }) => order)),
    },
    coefficientSram: { ...like.coefficientSram, ...words('coefficientSram') },
    stateSram: {
      ...like.stateSram,
      ...banks(like.stateSram.bankWords, needed('stateSram')),
      stateBits: memory?.stateBits ?? 8,
    },
    vectorSram: { ...like.vectorSram, ...banks(like.vectorSram.bankWords, needed('vectorSram')) },
    channel: { ...like.channel, bufferWords: Math.max(1, needed('channel')) },
  };
}

/** The fewest banks of the base's size; of a single bank, the least power of two of words. */
function banks(bankWords: number, needed: number): { readonly banks: number; readonly bankWords: number } {
  const banks = Math.max(1, Math.ceil(needed / bankWords));
  return banks > 1
    ? { banks, bankWords }
    : { banks, bankWords: 2 ** Math.ceil(Math.log2(Math.max(1, needed))) };
}
