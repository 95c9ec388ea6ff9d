import type { TileHardware } from '../hardware/index.js';
import type { Problem } from '../problems/index.js';
import { columnsOf, type Instruction } from './instruction.js';
import type { TileImage } from './program.js';

/** Elements of an image that no row of an instruction uses, though lanes work on them. */
export interface UnusedElements {
  readonly part: 'weights' | 'coefficients';
  /** The rule that says that they hold 0. */
  readonly rule: 'M4' | 'M7';
  readonly indices: readonly number[];
}

/** Of the instruction's last tile of rows: the lanes that have none (rules M4 and M7). */
export function unusedElements(
  instruction: Instruction,
  { macArray, legendreUnit }: TileHardware,
  image: TileImage,
): UnusedElements | undefined {
  if (instruction.op === 'gemv') {
    const { rows, weightBase } = instruction;
    const words = columnsOf(instruction);
    const indices = lanesBeyond(rows, macArray.lanes, weightBase, words, image.weights.length);
    return { part: 'weights', rule: 'M4', indices };
  }
  if (instruction.op !== 'legendre') return undefined;
  const { order, coefficientBase } = instruction;
  const { mode, lanes } = legendreUnit;
  const words = order + 1;
  // A scan has one lane.
  const indices =
    mode === 'scan' ? [] : lanesBeyond(order, lanes, coefficientBase, words, image.coefficients.length);
  return { part: 'coefficients', rule: 'M7', indices };
}

/**
 * @param words of one tile of rows
 * @param elements of the image: an instruction may claim more words than there are
 */
function lanesBeyond(rows: number, lanes: number, base: number, words: number, elements: number): number[] {
  const full = Math.ceil(rows / lanes) - 1;
  const used = rows - full * lanes;
  const begin = (base + full * words) * lanes;
  const indices: number[] = [];
  for (let word = begin; word < Math.min(begin + words * lanes, elements); word += lanes) {
    for (let lane = used; lane < lanes; lane++) indices.push(word + lane);
  }
  return indices;
}

/**
 * Lanes that have no row work all the same, on what must be 0: else they count products that nobody asked for.
 *
 * @param path of the instruction, such as `tiles[0].code[12]`
 */
export function unusedLaneProblems(
  instruction: Instruction,
  { tile, image, path }: { readonly tile: TileHardware; readonly image: TileImage; readonly path: string },
): Problem[] {
  const unused = unusedElements(instruction, tile, image);
  if (unused === undefined) return [];
  const { part, rule, indices } = unused;
  const values = image[part];
  const wrong = indices.filter((index) => values[index] !== 0);
  const [first] = wrong;
  if (first === undefined) return [];
  const others = wrong.length === 1 ? '' : ` (and ${wrong.length - 1} more)`;
  return [
    {
      code: 'program.unused-lanes',
      path: `${path.replace(/\.code\b.*$/, '')}.${part}[${first}]`,
      message: `a value in a lane without a row${others} of the instruction at ${path} (rule ${rule})`,
      expected: '0',
      received: String(values[first]),
      hint: 'fill incomplete words with 0, as compile does',
    },
  ];
}
