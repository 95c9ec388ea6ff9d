import { maximumOf, minimumOf } from '../fixed-point/index.js';
import { TABLE_ENTRIES, type TileHardware } from '../hardware/index.js';
import type { Problem } from '../problems/index.js';
import { biasMemory, coefficientMemory, weightMemory } from './memory-region.js';
import type { TileImage } from './program.js';

/**
 * Whether a tile's memories hold what it is to be loaded with: whole words, not too many of them, and weights and
 * coefficients that fit their bits.
 *
 * @param path of the tile, such as `tiles[0]`
 */
export function imageProblems(
  image: TileImage,
  tile: TileHardware,
  outputsPerCycle: number,
  path: string,
): Problem[] {
  const { macArray, legendreUnit, postProcessor, programSram } = tile;
  const parts = [
    { part: 'code', width: 1, memory: { name: 'programSram', words: programSram.words } },
    { part: 'weights', width: macArray.lanes, memory: weightMemory(tile, image) },
    { part: 'biases', width: outputsPerCycle, memory: biasMemory(tile, image, outputsPerCycle) },
    { part: 'coefficients', width: legendreUnit.lanes, memory: coefficientMemory(tile, image) },
    { part: 'tables', width: TABLE_ENTRIES, memory: { name: 'postProcessor', words: postProcessor.tables } },
  ] as const;
  return [
    ...parts.flatMap(({ part, width, memory }) => {
      const elements = image[part].length;
      return elements % width === 0
        ? sizeProblem(`${path}.${part}`, part, elements / width, memory.words, `words of ${memory.name}`)
        : [notWholeWords(`${path}.${part}`, elements, width)];
    }),
    ...widthProblem(`${path}.weights`, image.weights, macArray.weightBits, 'weightBits of macArray'),
    ...widthProblem(
      `${path}.coefficients`,
      image.coefficients,
      legendreUnit.coefficientBits,
      'coefficientBits of legendreUnit',
    ),
  ];
}

export function sizeProblem(path: string, what: string, words: number, most: number, of: string): Problem[] {
  if (words <= most) return [];
  return [
    {
      code: 'program.size',
      path,
      message: `${what}: more than there is room for`,
      expected: `at most ${most} ${of}`,
      received: String(words),
    },
  ];
}

function notWholeWords(path: string, elements: number, width: number): Problem {
  return {
    code: 'program.image',
    path,
    message: 'not a whole number of words',
    expected: `a multiple of ${width} elements`,
    received: String(elements),
  };
}

/** One problem for all values of an image that are too wide, at the first of them. */
function widthProblem(path: string, values: Int8Array | Int16Array, bits: number, width: string): Problem[] {
  const [least, most] = [minimumOf(bits), maximumOf(bits)];
  const wide = Array.from(values.keys()).filter((i) => values[i]! < least || values[i]! > most);
  const [first] = wide;
  if (first === undefined) return [];
  const others = wide.length - 1;
  return [
    {
      code: 'program.width',
      path: `${path}[${first}]`,
      message: `a value does not fit ${width}${others === 0 ? '' : ` (and ${others} more after it)`}`,
      expected: `${least} to ${most}`,
      received: String(values[first]),
    },
  ];
}
