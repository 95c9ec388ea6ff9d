import { InputError, checkSchema, parseYaml, refuseIfAny, type Problem } from '../problems/index.js';
import { ROW_DECLARATIONS } from './row-declarations.js';
import type { EnergyTable } from './table.js';
import { tableFileSchema, tableFromFile } from './table-schema.js';

/**
 * Reads an energy table from YAML text. Every event that the hardware declares must have a row, and no row may be
 * without something that it prices.
 *
 * @param file name for messages
 * @throws InputError with all problems, each with its line and column
 */
export function parseEnergyTable(text: string, file?: string): EnergyTable {
  const { yaml, problems } = parseYaml(text, file, 'energy');
  if (yaml === undefined) throw new InputError(problems);
  const checked = checkTable(yaml.value);
  refuseIfAny(checked.problems.map(yaml.locate));
  return checked.value!;
}

/**
 * Checks a table that a script has built (the shape of the YAML file).
 *
 * @throws InputError with all problems
 */
export function defineEnergyTable(input: unknown): EnergyTable {
  const checked = checkTable(input);
  refuseIfAny(checked.problems);
  return checked.value!;
}

function checkTable(input: unknown): {
  readonly value: EnergyTable | undefined;
  readonly problems: readonly Problem[];
} {
  const checked = checkSchema(tableFileSchema, input, 'energy');
  const units = wrongUnits(input);
  const explained = new Set(units.flatMap(({ path, instead }) => [path, instead]));
  const problems = [
    ...checked.problems.filter(({ path }) => !explained.has(path)).map(inTermsOfRows),
    ...units.map(({ instead: _instead, ...problem }) => problem),
  ];
  if (checked.value === undefined || problems.length > 0) return { value: undefined, problems };
  const table = tableFromFile(checked.value);
  return { value: table, problems: calibratedRows(table) };
}

/** A value whose key names another unit than the row's: `value_pJ` where a power belongs. */
function wrongUnits(input: unknown): (Problem & { readonly instead: string })[] {
  return ROW_DECLARATIONS.flatMap(({ group, item, key, valueUnit, prices }) => {
    const row = keyed(keyed(keyed(input)?.['rows'])?.[group])?.[item];
    const expected = `value_${valueUnit}`;
    return Object.keys(keyed(row) ?? {})
      .filter((name) => name.startsWith('value_') && name !== expected)
      .map((name) => ({
        code: 'energy.unit',
        path: `rows.${key}.${name}`,
        message: `not the unit of this row, which prices ${prices}`,
        expected,
        received: name,
        instead: `rows.${key}.${expected}`,
      }));
  });
}

function keyed(value: unknown): Readonly<Record<string, unknown>> | undefined {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : undefined;
}

/** A missing or unknown key between `rows` and a row's own keys is a row: say so, and what it would price. */
function inTermsOfRows(problem: Problem): Problem {
  const [, group, item] = /^rows\.([^.]+)(?:\.([^.]+))?$/.exec(problem.path) ?? [];
  if (group === undefined) return problem;
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
  };
}

/** A calibrated value must not pass for one from data of parts. */
function calibratedRows(table: EnergyTable): Problem[] {
  if (table.status === 'calibrated') return [];
  return table.rows
    .filter((row) => row.kind === 'calibrated')
    .map((row) => ({
      code: 'energy.status',
      path: `rows.${row.key}.kind`,
      message: 'a bottom-up table holds no calibrated row',
      expected: 'published, derived or assumed',
      received: "'calibrated'",
      hint: 'a table with calibrated rows has status: calibrated',
    }));
}
