import { InputError, checkSchema, parseYaml, refuseIfAny, type Problem } from '../problems/index.js';
import { withNumbers, type LoadUnitMath } from './quantity.js';
import { inTermsOfRows, keyed, wrongUnits } from './row-problems.js';
import type { EnergyTable } from './table.js';
import { tableFileSchema, tableFromFile } from './table-schema.js';

/**
 * Reads an energy table from YAML text. Every event that the hardware declares must have a row, and no row may be
 * without something that it prices.
 *
 * @param file name for messages
 * @param unitMath gives mathjs (`() => mathjs`), which is asked for at the first quantity such as `value: 0.045 pJ`; without
 *   it quantities are refused and only numbers under unit-named keys are read
 * @throws InputError with all problems, each with its line and column
 */
export function parseEnergyTable(text: string, file?: string, unitMath?: LoadUnitMath): EnergyTable {
  const { yaml, problems } = parseYaml(text, file, 'energy');
  if (yaml === undefined) throw new InputError(problems);
  const checked = checkTable(yaml.value, unitMath);
  refuseIfAny(checked.problems.map(yaml.locate));
  return checked.value!;
}

/**
 * Checks a table that a script has built (the shape of the YAML file).
 *
 * @param unitMath as for {@link parseEnergyTable}
 * @throws InputError with all problems
 */
export function defineEnergyTable(input: unknown, unitMath?: LoadUnitMath): EnergyTable {
  const checked = checkTable(input, unitMath);
  refuseIfAny(checked.problems);
  return checked.value!;
}

function checkTable(
  input: unknown,
  unitMath: LoadUnitMath | undefined,
): {
  readonly value: EnergyTable | undefined;
  readonly problems: readonly Problem[];
} {
  const given = keyed(input)?.['rows'];
  const { rows, problems: quantities } = withNumbers(given, 'rows', unitMath);
  const checked = checkSchema(
    tableFileSchema(),
    rows === given ? input : { ...keyed(input), rows },
    'energy',
  );
  const units = wrongUnits(rows, 'rows');
  const explained = new Set(units.flatMap(({ path, instead }) => [path, instead]));
  const problems = [
    ...checked.problems
      .filter(({ path }) => !explained.has(path))
      .map((problem) => inTermsOfRows(problem, 'rows')),
    ...units.map(({ instead: _instead, ...problem }) => problem),
    ...quantities,
  ];
  if (checked.value === undefined || problems.length > 0) return { value: undefined, problems };
  const table = tableFromFile(checked.value);
  return { value: table, problems: calibratedRows(table) };
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
