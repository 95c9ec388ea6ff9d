import { TABLE_ENTRIES, type TileHardware } from '../hardware/index.js';
import type { Problem } from '../problems/index.js';
import { columnsOf, type Gemv, type Instruction, type Legendre } from './instruction.js';
import {
  biasMemory,
  coefficientMemory,
  inputBuffer,
  outputBuffer,
  overlap,
  regionProblems,
  stateMemory,
  vectorMemory,
  wordRange,
  weightMemory,
  type Memory,
  type Region,
} from './memory-region.js';
import type { TileImage } from './program.js';
import { unusedLaneProblems } from './unused-lanes.js';

/** Where an instruction stands: its tile, the next one, and what the tile is loaded with. */
export interface InstructionPlace {
  /** Such as `tiles[0].code[12]`. */
  readonly path: string;
  readonly tile: TileHardware;
  /** The tile that reads the output channel; undefined after the last one. */
  readonly nextTile: TileHardware | undefined;
  /** P. */
  readonly outputsPerCycle: number;
  readonly image: TileImage;
  /** Words at which an instruction begins. */
  readonly starts: ReadonlySet<number>;
}

/** Every reason why a tile cannot execute an instruction; empty when it can. */
export function checkInstruction(instruction: Instruction, place: InstructionPlace): Problem[] {
  switch (instruction.op) {
    case 'halt':
    case 'recv':
      return [];
    case 'jump':
      return place.starts.has(instruction.target)
        ? []
        : [
            {
              code: 'program.jump',
              path: place.path,
              message: 'the target of a jump is no instruction',
              expected: 'a word at which an instruction begins',
              received: String(instruction.target),
            },
          ];
    case 'send':
      return instruction.result ? [] : needsNextTile(place, 'send');
    case 'clear':
      return inside(
        place,
        { what: 'clear', base: instruction.base, words: instruction.length },
        instruction.memory === 'state' ? stateMemory(place.tile) : vectorMemory(place.tile),
      );
    case 'gemv':
      return [...checkGemv(instruction, place), ...unusedLaneProblems(instruction, place)];
    case 'legendre':
      return [...checkLegendre(instruction, place), ...unusedLaneProblems(instruction, place)];
  }
}

function checkGemv(gemv: Gemv, place: InstructionPlace): Problem[] {
  const { tile, image, outputsPerCycle } = place;
  const { lanes, operandBits } = tile.macArray;
  const rowTiles = Math.ceil(gemv.rows / lanes);
  const resultWords = Math.ceil(gemv.rows / outputsPerCycle);
  const problems = inside(
    place,
    { what: 'weights', base: gemv.weightBase, words: rowTiles * columnsOf(gemv) },
    weightMemory(tile, image),
  );
  if (gemv.biasBase !== undefined) {
    problems.push(
      ...inside(
        place,
        { what: 'biases', base: gemv.biasBase, words: resultWords },
        biasMemory(tile, image, outputsPerCycle),
      ),
    );
  }
  gemv.segments.forEach(({ memory, base, length, align }, index) => {
    const source = { what: `segment ${index}`, base, words: Math.ceil(length / outputsPerCycle) };
    problems.push(
      ...inside(place, source, memory === 'vector' ? vectorMemory(place.tile) : inputBuffer(tile)),
    );
    problems.push(...atMost(place, `operand bits of segment ${index}`, 8 + align, operandBits, 'rule N4'));
    if (memory === 'vector') problems.push(...overwritten(gemv, source, resultWords, rowTiles, place));
  });
  if (gemv.vectorBase !== undefined) {
    problems.push(
      ...inside(
        place,
        { what: 'results', base: gemv.vectorBase, words: resultWords },
        vectorMemory(place.tile),
      ),
    );
  }
  if (gemv.toChannel) {
    problems.push(...needsNextTile(place, 'gemv to the output channel'));
    if (place.nextTile !== undefined) {
      const results = { what: 'results', base: 0, words: resultWords };
      problems.push(...inside(place, results, outputBuffer(place.nextTile)));
    }
  }
  if (gemv.raw)
    problems.push(...atMost(place, 'raw scores', gemv.rows, tile.postProcessor.scores, 'rule I2'));
  if (gemv.activation === 'table') {
    problems.push(...atMost(place, 'activation table', gemv.table, tablesOf(place) - 1, 'rule N6'));
  }
  return problems;
}

/** Tables that the tile has and that are loaded. */
const tablesOf = ({ tile, image }: InstructionPlace): number =>
  Math.min(tile.postProcessor.tables, Math.floor(image.tables.length / TABLE_ENTRIES));

/** A later row tile reads the sources again, after the first one's results are written (rule I4). */
function overwritten(
  gemv: Gemv,
  source: Region,
  resultWords: number,
  rowTiles: number,
  place: InstructionPlace,
): Problem[] {
  if (gemv.vectorBase === undefined || rowTiles === 1) return [];
  const results = { what: 'results', base: gemv.vectorBase, words: resultWords };
  if (!overlap(results, source)) return [];
  return [
    {
      code: 'program.overwrites-source',
      path: place.path,
      message: `a gemv of ${rowTiles} row tiles overwrites its ${source.what} (rule I4)`,
      expected: `results apart from words ${wordRange(source)}`,
      received: `words ${wordRange(results)}`,
      hint: 'keep two regions and unroll the program over two frames',
    },
  ];
}

function checkLegendre(legendre: Legendre, place: InstructionPlace): Problem[] {
  const { tile, image, outputsPerCycle } = place;
  const { mode, lanes, maxOrder } = tile.legendreUnit;
  const { order, memories } = legendre;
  const coefficientWords = mode === 'scan' ? order : Math.ceil(order / lanes) * (order + 1);
  const states = memories * order;
  const vectorRegion = (what: string, base: number, elements: number): Region => ({
    what,
    base,
    words: Math.ceil(elements / outputsPerCycle),
  });
  return [
    ...atMost(place, 'order', order, maxOrder, 'maxOrder of the Legendre unit'),
    ...atMost(place, 'inputShift', legendre.inputShift, tile.stateSram.stateBits - 8, 'rule N10'),
    ...inside(place, vectorRegion('u', legendre.inputBase, memories), vectorMemory(place.tile)),
    ...inside(place, vectorRegion('readouts', legendre.readoutBase, states), vectorMemory(place.tile)),
    ...inside(place, { what: 'states', base: legendre.stateBase, words: states }, stateMemory(place.tile)),
    ...inside(
      place,
      { what: 'coefficients', base: legendre.coefficientBase, words: coefficientWords },
      coefficientMemory(tile, image),
    ),
  ];
}

function atMost(
  place: InstructionPlace,
  what: string,
  value: number,
  most: number,
  reason: string,
): Problem[] {
  if (value <= most) return [];
  return [
    {
      code: 'program.capacity',
      path: place.path,
      message: `${what} beyond what the tile has (${reason})`,
      expected: most < 0 ? 'none' : `at most ${most}`,
      received: String(value),
    },
  ];
}

function needsNextTile(place: InstructionPlace, what: string): Problem[] {
  if (place.nextTile !== undefined) return [];
  return [
    {
      code: 'program.no-next-tile',
      path: place.path,
      message: `${what} needs a next tile (rule S2)`,
      expected: 'a result: the last tile presents scores',
      received: 'the output channel of the last tile',
    },
  ];
}

function inside(place: InstructionPlace, region: Region, memory: Memory): Problem[] {
  return regionProblems(place.path, region, memory);
}
