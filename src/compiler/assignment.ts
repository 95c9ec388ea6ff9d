/** Which tile holds which layer: consecutive layers on consecutive tiles from tile 0 on (S2). */
import type { Problem } from '../problems/index.js';

/** Layers first .. end - 1 on one tile. */
export interface LayerRange {
  readonly first: number;
  readonly end: number;
}

/** What it costs to put a range of layers on a tile. */
export interface RangeCost {
  /** Widths and modes of the tile that are wrong for the range, and bits that its memories lack. */
  readonly mismatches: number;
  readonly missing_bits: number;
  readonly cycles: number;
}

interface Choice extends RangeCost {
  readonly end: number;
}

/** One problem for every entry that is not a tile of a chain: starting at 0, each the one before or the next. */
export function checkAssignment(
  assignment: readonly number[],
  layers: number,
  tiles: number,
): readonly Problem[] {
  const problems: Problem[] = [];
  if (assignment.length !== layers) {
    problems.push({
      code: 'compiler.assignment',
      path: 'assignment',
      message: 'one tile for each layer',
      expected: `${layers} entries`,
      received: String(assignment.length),
    });
  }
  assignment.forEach((tile, index) => {
    const before = index === 0 ? undefined : assignment[index - 1]!;
    const allowed = (before === undefined ? [0] : [before, before + 1]).filter((next) => next < tiles);
    if (allowed.includes(tile)) return;
    problems.push({
      code: 'compiler.assignment',
      path: `assignment[${index}]`,
      message: `layers follow one another along the ${tiles} tiles, from tile 0 on and without gaps`,
      ...(allowed.length === 0 ? {} : { expected: allowed.join(' or ') }),
      received: String(tile),
    });
  });
  return problems;
}

/** The ranges of a checked assignment, tile by tile. */
export function rangesOf(assignment: readonly number[]): readonly LayerRange[] {
  const used = assignment.length === 0 ? 0 : assignment.at(-1)! + 1;
  return Array.from({ length: used }, (_, tile) => ({
    first: assignment.indexOf(tile),
    end: assignment.lastIndexOf(tile) + 1,
  }));
}

/**
 * Chooses the ranges with, in this order, the fewest mismatches and the fewest missing bits (none, when the network
 * fits), the fewest cycles of the slowest tile, and the least latency (the sum of all tiles' cycles). Among equals the
 * first tile holds the fewest layers, then the second, and so on.
 */
export function chooseRanges(
  layers: number,
  tiles: number,
  costOf: (tile: number, range: LayerRange) => RangeCost,
): readonly LayerRange[] {
  // choices[tile][first]: the ranges that may begin there; a range may end early only if a tile is left to go on.
  let choices: readonly (readonly Choice[])[][] = Array.from({ length: tiles }, (_, tile) =>
    Array.from({ length: layers }, (_, first) =>
      first < tile || (tile === 0 && first > 0)
        ? []
        : Array.from({ length: layers - first }, (_, more) => first + more + 1)
            .filter((end) => end === layers || tile + 1 < tiles)
            .map((end) => ({ end, ...costOf(tile, { first, end }) })),
    ),
  );
  /** Least total of every place by `combine(own, rest)`; Infinity where no way leads to the last layer. */
  const totals = (own: (choice: Choice) => number, combine: (own: number, rest: number) => number) => {
    const least = Array.from({ length: tiles + 1 }, () =>
      Array.from({ length: layers + 1 }, (_, first) => (first === layers ? 0 : Infinity)),
    );
    const through = (tile: number, choice: Choice): number =>
      combine(own(choice), least[tile + 1]![choice.end]!);
    for (let tile = tiles - 1; tile >= 0; tile--) {
      for (let first = 0; first < layers; first++) {
        least[tile]![first] = Math.min(...choices[tile]![first]!.map((choice) => through(tile, choice)));
      }
    }
    return { least, through };
  };
  const sum = (own: number, rest: number): number => own + rest;
  const keep = (wanted: (choice: Choice, tile: number, first: number) => boolean): void => {
    choices = choices.map((ofTile, tile) =>
      ofTile.map((ofFirst, first) => ofFirst.filter((choice) => wanted(choice, tile, first))),
    );
  };
  const keepLeast = (own: (choice: Choice) => number): void => {
    const { least, through } = totals(own, sum);
    keep((choice, tile, first) => through(tile, choice) === least[tile]![first]);
  };

  keepLeast(({ mismatches }) => mismatches);
  keepLeast(({ missing_bits }) => missing_bits);
  const slowest = totals(({ cycles }) => cycles, Math.max).least[0]![0]!;
  keep(({ cycles }) => cycles <= slowest);
  const latency = totals(({ cycles }) => cycles, sum);

  const ranges: LayerRange[] = [];
  for (let tile = 0, first = 0; first < layers; tile++) {
    const least = latency.least[tile]![first]!;
    const { end } = choices[tile]![first]!.find((choice) => latency.through(tile, choice) === least)!;
    ranges.push({ first, end });
    first = end;
  }
  return ranges;
}
