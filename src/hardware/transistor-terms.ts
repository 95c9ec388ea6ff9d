import { mapped } from '../arrays/index.js';
import { indexBits, type ParametersOf, type RtlModule } from './rtl-modules.js';

/** What a module's logic is proportional to: parts that a designer would name, each of some size. */
type Terms<Parameters> = Readonly<Record<string, (parameters: Parameters) => number>>;

/**
 * The parts of each module. Synthesis decides how many transistors one of each has: transistor-coefficients.ts, in the same
 * order. Both modes of the Legendre unit have formulas of their own.
 */
const TERMS: {
  readonly [Module in Exclude<RtlModule['module'], 'legendreUnit'>]: Terms<ParametersOf<Module>>;
} & Readonly<Record<'legendreDense' | 'legendreScan', Terms<ParametersOf<'legendreUnit'>>>> = {
  alwaysOn: {
    control: () => 1,
    'buffer numbers': ({ BUFFERS }) => indexBits(BUFFERS),
  },
  sequencer: {
    'instruction registers, counters and decoding': () => 1,
    'element counters': ({ OUTPUTS }) => indexBits(OUTPUTS),
  },
  macArray: {
    'operand selection and shift': ({ OUTPUTS, OPERAND_BITS }) => 8 * OUTPUTS + OPERAND_BITS,
    'partial products': ({ LANES, WEIGHT_BITS, OPERAND_BITS }) => LANES * WEIGHT_BITS * OPERAND_BITS,
    'accumulator, adder and shadow register': ({ LANES, ACCUMULATOR_BITS }) => LANES * ACCUMULATOR_BITS,
  },
  postProcessor: {
    'bias adder, rounding, saturation and activation': ({ OUTPUTS, ACCUMULATOR_BITS }) =>
      OUTPUTS * ACCUMULATOR_BITS,
    'selection of a group of lanes': ({ LANES, OUTPUTS, ACCUMULATOR_BITS }) =>
      (LANES - OUTPUTS) * ACCUMULATOR_BITS,
    'score registers': ({ SCORES, ACCUMULATOR_BITS }) => SCORES * ACCUMULATOR_BITS,
    'raw results and argmax': ({ SCORES, OUTPUTS, ACCUMULATOR_BITS }) =>
      Number(SCORES > 0) * OUTPUTS * ACCUMULATOR_BITS,
    'number of the best score': ({ SCORES }) => Number(SCORES > 0),
  },
  legendreDense: {
    'schedule and addresses': () => 1,
    'partial products': ({ LANES, COEFFICIENT_BITS, STATE_BITS }) => LANES * COEFFICIENT_BITS * STATE_BITS,
    'accumulator, adder and drain register': ({ LANES, ACCUMULATOR_BITS }) => LANES * ACCUMULATOR_BITS,
    'registers of two memories': ({ MAX_ORDER, STATE_BITS }) => MAX_ORDER * STATE_BITS,
    'rounding of a state and its readout': ({ ACCUMULATOR_BITS, STATE_BITS }) =>
      ACCUMULATOR_BITS + STATE_BITS,
    'readout registers': ({ OUTPUTS }) => 8 * OUTPUTS,
  },
  legendreScan: {
    'schedule and addresses': () => 1,
    'partial products': ({ COEFFICIENT_BITS, STATE_BITS, MAX_ORDER }) =>
      COEFFICIENT_BITS * (STATE_BITS + indexBits(MAX_ORDER + 1)),
    'running sums': ({ STATE_BITS, MAX_ORDER }) => STATE_BITS + indexBits(MAX_ORDER + 1),
    'registers of two memories': ({ MAX_ORDER, STATE_BITS }) => MAX_ORDER * STATE_BITS,
    'shift, rounding and drain register': ({ ACCUMULATOR_BITS }) => ACCUMULATOR_BITS,
    'readout registers': ({ OUTPUTS }) => 8 * OUTPUTS,
  },
  readOnlySram: {
    'bank clocks': ({ BANKS }) => BANKS,
    'selection of a bank': ({ WIDTH, BANKS }) => (BANKS - 1) * WIDTH,
    'width of a selection': ({ WIDTH, BANKS }) => Number(BANKS > 1) * WIDTH,
  },
  readWriteSram: {
    'bank clocks': ({ BANKS }) => BANKS,
    'selection of a bank': ({ WIDTH, BANKS }) => (BANKS - 1) * WIDTH,
    'width of a selection': ({ WIDTH, BANKS }) => Number(BANKS > 1) * WIDTH,
  },
  tileWiring: {
    'addresses and control': () => 1,
    'vector words': ({ OUTPUTS }) => 8 * OUTPUTS,
    states: ({ STATE_BITS }) => STATE_BITS,
  },
};

export type FormulaName = keyof typeof TERMS;
export const FORMULA_NAMES = Object.keys(TERMS) as FormulaName[];

export const formulaOf = ({ module, parameters }: RtlModule): FormulaName =>
  module !== 'legendreUnit' ? module : parameters.SCAN === 0 ? 'legendreDense' : 'legendreScan';

/** Names of a formula's parts, in the order of its coefficients. */
export const partsOf = (formula: FormulaName): readonly string[] => Object.keys(TERMS[formula]);

/** Sizes of a module's parts. */
export function sizesOfParts(module: RtlModule): readonly number[] {
  // A formula takes the parameters of its module, which the type of a union cannot say.
  const terms = Object.values(TERMS[formulaOf(module)]) as readonly ((parameters: object) => number)[];
  return mapped(terms, (term) => term(module.parameters));
}
