/** The least chain of tiles that is fast enough, among all ways to cut the layers and to choose each tile's lanes. */
import type { Piece, Pieces } from './size-pieces.js';

/** Pieces that hold all layers from some layer on. */
export interface Chain {
  readonly transistors: number;
  readonly latency_cycles: number;
  readonly pieces: readonly Piece[];
}

export interface SizeSearch {
  /**
   * Chains of some number of tiles of which none takes longer than `framePeriod_cycles`, by ascending transistors: those
   * that no other beats or equals in transistors and latency both. The least chain within any latency is one of them.
   */
  readonly chains: (tiles: number, framePeriod_cycles: number) => readonly Chain[];
  /** Cycles of the slowest tile in the chain where it is fastest; Infinity when no chain fits. */
  readonly fastest_cycles: (tiles: number) => number;
  /** Number of chains, those that do not fit too. */
  readonly count: (tiles: number) => bigint;
  /** A problem of a range that does not fit. */
  readonly problem: (tiles: number) => string | undefined;
}

/** @param piecesOf the pieces of layers `first` to `end - 1` */
export function sizeSearch(layers: number, piecesOf: (first: number, end: number) => Pieces): SizeSearch {
  /** Ends of a first range such that each of the tiles behind it gets a layer. */
  const ends = (tiles: number, first: number): number[] =>
    tiles === 1
      ? [layers]
      : Array.from({ length: Math.max(0, layers - first - tiles + 1) }, (_, more) => first + more + 1);

  const chainsFrom = (tiles: number, first: number, period: number): readonly Chain[] => {
    if (tiles === 0) return [{ transistors: 0, latency_cycles: 0, pieces: [] }];
    return leastOf(
      ends(tiles, first).flatMap((end) => {
        const own = piecesOf(first, end).pieces.filter((piece) => piece.perFrame_cycles <= period);
        const rest = own.length === 0 ? [] : remembered(tiles - 1, end, period);
        return own.flatMap((piece) =>
          rest.map((chain) => ({
            transistors: piece.transistors + chain.transistors,
            latency_cycles: piece.latencyShare_cycles + chain.latency_cycles,
            pieces: [piece, ...chain.pieces],
          })),
        );
      }),
    );
  };
  const known = new Map<string, readonly Chain[]>();
  const remembered = (tiles: number, first: number, period: number): readonly Chain[] => {
    const key = [tiles, first, period].join();
    const chains = known.get(key) ?? chainsFrom(tiles, first, period);
    known.set(key, chains);
    return chains;
  };

  const fastest = (tiles: number, first: number): number =>
    tiles === 0
      ? 0
      : Math.min(
          ...ends(tiles, first).map((end) =>
            Math.max(
              Math.min(...piecesOf(first, end).pieces.map((piece) => piece.perFrame_cycles)),
              fastest(tiles - 1, end),
            ),
          ),
        );
  const count = (tiles: number, first: number): bigint =>
    tiles === 0
      ? 1n
      : ends(tiles, first).reduce(
          (sum, end) => sum + BigInt(piecesOf(first, end).choices) * count(tiles - 1, end),
          0n,
        );
  const problem = (tiles: number, first: number): string | undefined =>
    tiles === 0
      ? undefined
      : ends(tiles, first)
          .map((end) => piecesOf(first, end).problem ?? problem(tiles - 1, end))
          .find((text) => text !== undefined);

  return {
    chains: (tiles, period) => remembered(tiles, 0, period),
    fastest_cycles: (tiles) => fastest(tiles, 0),
    count: (tiles) => count(tiles, 0),
    problem: (tiles) => problem(tiles, 0),
  };
}

/** The chains that no other beats or equals in both figures; of equal ones the first. */
function leastOf(chains: readonly Chain[]): readonly Chain[] {
  const sorted = [...chains].sort(
    (a, b) => a.transistors - b.transistors || a.latency_cycles - b.latency_cycles,
  );
  let latency = Infinity;
  return sorted.filter((chain) => {
    const better = chain.latency_cycles < latency;
    if (better) latency = chain.latency_cycles;
    return better;
  });
}
