import { InputError, type Problem } from '../problems/index.js';
import { ROW_DECLARATIONS, type ValueUnit } from './row-declarations.js';

/** What quantities are read with: mathjs, which takes half a second to load and so comes only when one is met. */
export interface UnitMath {
  readonly unit: (text: string) => { readonly toNumber: (unit: string) => number };
}

/** Gives mathjs, loading it at the first call. */
export type LoadUnitMath = () => UnitMath;

/** The physical unit of a value, what it counts by, and an example. */
const UNITS: Readonly<Record<ValueUnit, readonly [unit: string, per: string, example: string]>> = {
  pJ: ['pJ', '', '0.045 pJ'],
  fJ_per_bit: ['fJ', 'bit', '2 fJ/bit'],
  pJ_per_cycle: ['pJ', 'cycle', '5 pJ/cycle'],
  pW_per_bit: ['pW', 'bit', '1 pW/bit'],
  pW_per_transistor: ['pW', 'transistor', '0.15 pW/transistor'],
  nW_per_lane: ['nW', 'lane', '20 nW/lane'],
  ratio: ['', '', '1'],
};

type Plain = Readonly<Record<string, unknown>>;
const isPlain = (value: unknown): value is Plain =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * Rows in which each `value: '0.045 pJ'` has become a number under its unit-named key.
 *
 * @param rows by group and item, not yet checked
 * @param prefix path of the rows in their file
 * @param load undefined where nothing can be loaded: then quantities are refused
 */
export function withNumbers(
  rows: unknown,
  prefix: string,
  load: LoadUnitMath | undefined,
): { readonly rows: unknown; readonly problems: readonly Problem[] } {
  if (!isPlain(rows)) return { rows, problems: [] };
  const changed: Record<string, unknown> = { ...rows };
  const problems: Problem[] = [];
  for (const { group, item, key, valueUnit, prices } of ROW_DECLARATIONS) {
    const ofGroup = changed[group];
    const row = isPlain(ofGroup) ? ofGroup[item] : undefined;
    if (!isPlain(row) || !Object.hasOwn(row, 'value')) continue;
    const { value, ...rest } = row;
    const read = numberOf(value, valueUnit, Object.hasOwn(rest, `value_${valueUnit}`), load);
    // A row that is refused for its quantity is not also refused for lacking a number.
    const number = typeof read === 'number' ? read : 0;
    changed[group] = { ...(ofGroup as Plain), [item]: { [`value_${valueUnit}`]: number, ...rest } };
    if (typeof read !== 'number') {
      problems.push({ path: `${prefix}.${key}.value`, hint: `the row prices ${prices}`, ...read });
    }
  }
  return { rows: changed, problems };
}

function numberOf(
  value: unknown,
  valueUnit: ValueUnit,
  twice: boolean,
  load: LoadUnitMath | undefined,
): number | Omit<Problem, 'path'> {
  const [unit, per, example] = UNITS[valueUnit];
  const expected = `value_${valueUnit}${unit === '' ? '' : `, or a quantity such as '${example}'`}`;
  if (twice)
    return {
      code: 'energy.two-values',
      message: `stands beside value_${valueUnit}`,
      expected: 'one of the two',
    };
  if (typeof value !== 'string' || unit === '') {
    const received = typeof value === 'string' ? `'${value}'` : String(value);
    return { code: 'energy.no-unit', message: 'a value needs the unit of its row', expected, received };
  }
  if (load === undefined) {
    return {
      code: 'energy.quantity',
      message: 'a quantity with its unit can be read only with mathjs at hand',
      expected: `value_${valueUnit}`,
      received: `'${value}'`,
      hint: 'pass unitMath: () => mathjs; lmusim/node and the command load it by themselves',
    };
  }
  const wrong = (code: string, message: string): Omit<Problem, 'path'> => ({
    ...{ code, message, expected: `a quantity such as '${example}'`, received: `'${value}'` },
  });
  // mathjs throws at a micro sign, and knows neither transistors nor lanes; its cycle is an angle.
  const [, physical, counted = ''] = /^(.*?)(?:\s*(?:\/|\bper\b)\s*(bit|cycle|transistor|lane))?$/s.exec(
    value.trim().replace(/[\u00b5\u03bc]/g, 'u'),
  )!;
  let quantity;
  try {
    quantity = load().unit(physical!);
  } catch (error) {
    if (error instanceof InputError) throw error;
    const [, unknown] = /^Unit "(.*)" not found/.exec((error as Error).message) ?? [];
    return wrong(
      'energy.unknown-unit',
      unknown === undefined ? 'not a quantity' : `unknown unit '${unknown}'`,
    );
  }
  try {
    if (counted !== per) return wrong('energy.dimension', 'another dimension than that of this row');
    // The decimal that was written, not what conversion to and from SI units leaves of it.
    return Number(quantity.toNumber(unit).toPrecision(15));
  } catch {
    return wrong('energy.dimension', 'another dimension than that of this row');
  }
}
