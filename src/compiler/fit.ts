/** Why layers do not fit a tile: one problem for each memory, width and mode that falls short. */
import { ACTIVATION_BITS, BIAS_BITS, TABLE_ENTRIES, type UnitContext } from '../hardware/index.js';
import type { Layer } from '../network/index.js';
import type { Problem } from '../problems/index.js';
import type { TileAllocation } from './allocation.js';
import type { Bound } from './bounds.js';
import { ADDRESSABLE_WORDS, capacityOf, type Capacity } from './capacity.js';

/** Layers on a tile, placed and translated, before anything is known to fit. */
export interface TilePlan {
  /** Index of the tile. */
  readonly index: number;
  readonly context: UnitContext;
  readonly layers: readonly Layer[];
  /** Index of the first of them in the network. */
  readonly firstLayer: number;
  readonly allocation: TileAllocation;
  /** Words of its code. */
  readonly codeWords: number;
}

/** Greatest values that a hardware file accepts (src/hardware/units), so that no hint asks for more. */
export const GREATEST = {
  tables: 4,
  scores: 1024,
  macAccumulatorBits: 32,
  legendreAccumulatorBits: 48,
};

/** Bits of an instruction word. */
const INSTRUCTION_BITS = 32;

const names = (layers: readonly Layer[]): string => layers.map(({ name }) => `'${name}'`).join(', ');
const group = (value: number): string => String(value).replace(/\B(?=(\d{3})+$)/g, ',');

const words = (count: number, wordBits: number): string =>
  `${group(count)} ${count === 1 ? 'word' : 'words'} x ${wordBits} bits`;

/** Something of a tile that is counted in words of some bits. */
export interface StoreUse {
  /** Path below the tile, such as `weightSram`, `channel` (one buffer of it), `postProcessor.scores`. */
  readonly path: string;
  readonly needed: number;
  readonly available: number;
  readonly wordBits: number;
}

interface Store extends StoreUse {
  /** The key that makes it larger, and the value that is enough. */
  readonly key: string;
  readonly enough: number;
  /** Greatest number of words that any configuration has. */
  readonly greatest: number;
}

export function storesOf({ context, allocation, codeWords }: TilePlan): readonly Store[] {
  const { tile, outputsPerCycle: P } = context;
  const capacity = capacityOf(tile);
  const { used, tables, scores } = allocation;
  const memory = (
    unit: keyof Capacity,
    needed: number,
    wordBits: number,
    key: 'words' | 'banks' | 'bufferWords',
    wordsOfOne: number,
  ): Store => ({
    path: unit,
    needed,
    available: capacity[unit],
    wordBits,
    key: `${unit}.${key}`,
    enough: Math.ceil(needed / wordsOfOne),
    greatest: ADDRESSABLE_WORDS,
  });
  const { weightSram, stateSram, vectorSram, macArray, legendreUnit, postProcessor } = tile;
  return [
    memory('programSram', codeWords, INSTRUCTION_BITS, 'words', 1),
    memory(
      'weightSram',
      used.weightSram,
      macArray.lanes * macArray.weightBits,
      'banks',
      weightSram.bankWords,
    ),
    memory('biasSram', used.biasSram, P * BIAS_BITS, 'words', 1),
    memory(
      'coefficientSram',
      used.coefficientSram,
      legendreUnit.lanes * legendreUnit.coefficientBits,
      'words',
      1,
    ),
    memory('stateSram', used.stateSram, stateSram.stateBits, 'banks', stateSram.bankWords),
    memory('vectorSram', used.vectorSram, P * ACTIVATION_BITS, 'banks', vectorSram.bankWords),
    memory('channel', used.channel, P * ACTIVATION_BITS, 'bufferWords', 1),
    {
      path: 'postProcessor.tables',
      needed: tables.length,
      available: postProcessor.tables,
      wordBits: TABLE_ENTRIES * ACTIVATION_BITS,
      key: 'postProcessor.tables',
      enough: tables.length,
      greatest: GREATEST.tables,
    },
    {
      path: 'postProcessor.scores',
      needed: scores,
      available: postProcessor.scores,
      wordBits: macArray.accumulatorBits,
      key: 'postProcessor.scores',
      enough: scores,
      greatest: GREATEST.scores,
    },
  ];
}

const missing_bits = ({ needed, available, wordBits }: Store): number => (needed - available) * wordBits;

function storeProblem({ index, layers }: TilePlan, store: Store): Problem {
  const { path, needed, available, wordBits, key, enough, greatest } = store;
  const where = path === 'channel' ? 'in each buffer ' : '';
  return {
    code: 'compiler.does-not-fit',
    path: `tiles[${index}].${path}`,
    message: `${group(missing_bits(store))} bits are missing ${where}for ${names(layers)}`,
    expected: words(needed, wordBits),
    received: words(available, wordBits),
    hint:
      needed <= greatest
        ? `raise tiles[${index}].${key} to ${enough}`
        : `no tile has more than ${group(greatest)}: use more tiles or a smaller network`,
  };
}

/** A width of the hardware that is less than the network needs. */
function widthProblem(
  plan: TilePlan,
  key: string,
  what: string,
  needed: number,
  available: number,
  greatest = Infinity,
): Problem[] {
  if (needed <= available) return [];
  return [
    {
      code: 'compiler.too-narrow',
      path: `tiles[${plan.index}].${key}`,
      message: what,
      expected: `at least ${needed}`,
      received: String(available),
      hint:
        needed <= greatest
          ? `raise tiles[${plan.index}].${key} to ${needed}`
          : `no tile has more than ${greatest}: the network must become smaller`,
    },
  ];
}

function boundProblems(plan: TilePlan, bounds: readonly Bound[]): Problem[] {
  const { layers, firstLayer, context } = plan;
  const { macArray, legendreUnit } = context.tile;
  return bounds
    .filter(({ layer }) => layer >= firstLayer && layer < firstLayer + layers.length)
    .flatMap((bound) => {
      const name = `'${layers[bound.layer - firstLayer]!.name}'`;
      if (bound.unit === 'macArray') {
        const sum = `sums of the ${bound.matrix} matrix of ${name} may reach ${group(bound.greatest)} (rule N5)`;
        const operand = `operands of the ${bound.matrix} matrix of ${name} after their align shift (rule N4)`;
        return [
          ...widthProblem(plan, 'macArray.operandBits', operand, bound.operandBits, macArray.operandBits),
          ...widthProblem(
            plan,
            'macArray.accumulatorBits',
            sum,
            bound.accumulatorBits,
            macArray.accumulatorBits,
            GREATEST.macAccumulatorBits,
          ),
        ];
      }
      const sum = `sums of the memories of ${name} may reach ${group(bound.greatest)} (rule N11)`;
      return [
        ...widthProblem(
          plan,
          'legendreUnit.coefficientBits',
          `coefficients of ${name}`,
          bound.coefficientBits,
          legendreUnit.coefficientBits,
        ),
        ...widthProblem(
          plan,
          'legendreUnit.accumulatorBits',
          sum,
          bound.accumulatorBits,
          legendreUnit.accumulatorBits,
          GREATEST.legendreAccumulatorBits,
        ),
      ];
    });
}

/** What the Legendre unit and the state memory must be for a layer. */
function memoryProblems(plan: TilePlan, layer: Layer): Problem[] {
  if (layer.kind === 'dense') return [];
  const { tile } = plan.context;
  const { mode, maxOrder } = tile.legendreUnit;
  const { rule } = layer.update;
  const path = `tiles[${plan.index}]`;
  const problems = widthProblem(
    plan,
    'legendreUnit.maxOrder',
    `'${layer.name}' has memories of order ${layer.order}`,
    layer.order,
    maxOrder,
  );
  if (rule !== mode) {
    problems.push({
      code: 'compiler.update-rule',
      path: `${path}.legendreUnit.mode`,
      message: `'${layer.name}' was made for the other update rule, which rounds differently (rule N9)`,
      expected: rule,
      received: mode,
      hint: `set ${path}.legendreUnit.mode to ${rule}${rule === 'scan' ? ' and its lanes to 1' : ''}`,
    });
  }
  if (layer.stateBits !== tile.stateSram.stateBits) {
    problems.push({
      code: 'compiler.state-bits',
      path: `${path}.stateSram.stateBits`,
      message: `the states of '${layer.name}' saturate at their own width (rule N8)`,
      expected: String(layer.stateBits),
      received: String(tile.stateSram.stateBits),
      hint: `set ${path}.stateSram.stateBits to ${layer.stateBits}`,
    });
  }
  return problems;
}

/** How layers fit a tile; they do when there are no problems. */
export interface TileFit {
  readonly problems: readonly Problem[];
  /** Bits missing in its memories. */
  readonly missing_bits: number;
  /** Widths and modes that are wrong. */
  readonly mismatches: number;
}

/** Checks everything that may keep a tile from holding its layers. */
export function fitOf(plan: TilePlan, weightBits: number, bounds: readonly Bound[]): TileFit {
  const stores = storesOf(plan).filter(({ needed, available }) => needed > available);
  const weights = `weights of ${names(plan.layers)}`;
  const mismatches = [
    ...widthProblem(plan, 'macArray.weightBits', weights, weightBits, plan.context.tile.macArray.weightBits),
    ...boundProblems(plan, bounds),
    ...plan.layers.flatMap((layer) => memoryProblems(plan, layer)),
  ];
  return {
    problems: [...stores.map((store) => storeProblem(plan, store)), ...mismatches],
    missing_bits: stores.reduce((sum, store) => sum + missing_bits(store), 0),
    mismatches: mismatches.length,
  };
}
