import type { Problem } from '../problems/index.js';
import { ROW_DECLARATIONS } from './row-declarations.js';

/**
 * A value whose key names another unit than the row's: `value_pJ` where a power belongs.
 *
 * @param rows by group and item, not yet checked
 * @param prefix path of the rows in their file
 */
export function wrongUnits(rows: unknown, prefix: string): (Problem & { readonly instead: string })[] {
  return ROW_DECLARATIONS.flatMap(({ group, item, key, valueUnit, prices }) => {
    const row = keyed(keyed(keyed(rows)?.[group])?.[item]);
    const expected = `value_${valueUnit}`;
    return Object.keys(row ?? {})
      .filter((name) => name.startsWith('value_') && name !== expected)
      .map((name) => ({
        code: 'energy.unit',
        path: `${prefix}.${key}.${name}`,
        message: `not the unit of this row, which prices ${prices}`,
        expected,
        received: name,
        hint: 'the key of a value names its unit',
        instead: `${prefix}.${key}.${expected}`,
      }));
  });
}

export function keyed(value: unknown): Readonly<Record<string, unknown>> | undefined {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : undefined;
}

/**
 * What the schema says in the words of energy tables: a missing or unknown key between `prefix` and a row's own keys is a
 * row, which would price something.
 */
export function inTermsOfRows(problem: Problem, prefix: string): Problem {
  const [first, group, item, key, ...deeper] = problem.path.split('.');
  if (first !== prefix || group === undefined || deeper.length > 0) return problem;
  if (key !== undefined) {
    const negative = problem.code === 'energy.too-small' && key.startsWith('value_');
    return negative ? { ...problem, hint: 'what costs nothing has the value 0' } : problem;
  }
  if (problem.code === 'energy.unknown-key') {
    const message = item === undefined ? 'nothing of this name is priced' : 'a row that prices nothing';
    return { ...problem, code: 'energy.unknown-row', message };
  }
  if (problem.code !== 'energy.missing-key') return problem;
  const rows = ROW_DECLARATIONS.filter(
    (row) => row.group === group && !row.optional && (item === undefined || row.item === item),
  );
  return {
    ...problem,
    code: 'energy.missing-row',
    message: item === undefined ? 'rows are missing' : 'the row is missing',
    expected:
      item === undefined
        ? rows.map((row) => row.item).join(', ')
        : rows.map((row) => `value_${row.valueUnit} of ${row.prices}`).join(', '),
    hint: 'lmusim config schema table describes every row',
  };
}
