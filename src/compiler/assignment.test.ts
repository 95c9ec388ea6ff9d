import fc from 'fast-check';
import { expect, test } from 'vitest';
import { formatProblem } from '../problems/index.js';
import { checkAssignment, chooseRanges, rangesOf, type LayerRange, type RangeCost } from './assignment.js';
import { compile } from './compile.js';
import { RUNS, roomyHardware, smallNetwork } from './small-network.testing.js';

/** Every way to put layers `first` .. on at most `tiles` tiles. */
function everyWay(first: number, layers: number, tiles: number): LayerRange[][] {
  if (first === layers) return [[]];
  if (tiles === 0) return [];
  return Array.from({ length: layers - first }, (_, more) => first + more + 1).flatMap((end) =>
    everyWay(end, layers, tiles - 1).map((rest) => [{ first, end }, ...rest]),
  );
}

test('the ranges have the fewest mismatches, then missing bits, then cycles of the slowest tile, then latency', () => {
  const cost = fc.record({
    mismatches: fc.nat(1),
    missing_bits: fc.nat(2),
    cycles: fc.integer({ min: 1, max: 9 }),
  });
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 6 }),
      fc.integer({ min: 1, max: 5 }),
      fc.array(cost, { minLength: 40, maxLength: 40 }),
      (layers, tiles, costs) => {
        const costOf = (tile: number, { first, end }: LayerRange): RangeCost =>
          costs[(tile * 13 + first * 7 + end) % costs.length]!;
        const figures = (ranges: readonly LayerRange[]): number[] => {
          const each = ranges.map((range, tile) => costOf(tile, range));
          const sum = (key: keyof RangeCost): number => each.reduce((total, one) => total + one[key], 0);
          const slowest = Math.max(...each.map(({ cycles }) => cycles));
          return [sum('mismatches'), sum('missing_bits'), slowest, sum('cycles')];
        };
        const key = (ranges: readonly LayerRange[]): string =>
          [...figures(ranges), ...ranges.map(({ end }) => end)]
            .map((figure) => String(figure).padStart(4, '0'))
            .join();
        const best = everyWay(0, layers, tiles).sort((a, b) => (key(a) < key(b) ? -1 : 1))[0];
        expect(chooseRanges(layers, tiles, costOf)).toEqual(best);
      },
    ),
    RUNS,
  );
});

test('an assignment is read as ranges', () => {
  expect(rangesOf([0, 0, 1, 2, 2])).toEqual([
    { first: 0, end: 2 },
    { first: 2, end: 3 },
    { first: 3, end: 5 },
  ]);
});

test('an assignment with gaps, steps back or tiles that do not exist is refused entry by entry', () => {
  expect(checkAssignment([0, 0, 1], 3, 2)).toEqual([]);
  expect(checkAssignment([1, 3, 2, 2], 3, 3).map(formatProblem)).toEqual([
    'assignment: one tile for each layer: expected 3 entries, received 4',
    'assignment[0]: layers follow one another along the 3 tiles, from tile 0 on and without gaps: expected 0, received 1',
    'assignment[1]: layers follow one another along the 3 tiles, from tile 0 on and without gaps: expected 1 or 2, received 3',
    'assignment[2]: layers follow one another along the 3 tiles, from tile 0 on and without gaps: received 2',
  ]);
});

test('layers of equal work are spread over the tiles, a given assignment is kept', () => {
  const layer = { units: 8, memories: 2, order: 2, encoder: ['x'], hidden: ['m'] } as const;
  const network = smallNetwork({ inputs: 8, layers: [layer, layer, layer], scores: 1 });
  const layersOf = (assignment?: readonly number[]): string[][] =>
    compile(network, roomyHardware({ tiles: 3 }), assignment === undefined ? {} : { assignment }).tiles.map(
      ({ labels }) => [...new Set(labels.map((label) => label.layer))].filter((name) => name !== 'frame'),
    );
  expect(layersOf()).toEqual([['lmu0'], ['lmu1'], ['lmu2', 'output']]);
  expect(layersOf([0, 0, 0, 1])).toEqual([['lmu0', 'lmu1', 'lmu2'], ['output'], []]);
});
