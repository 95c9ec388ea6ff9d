import {
  InputError,
  checkSchema,
  didYouMean,
  parseYaml,
  refuseIfAny,
  refuseOtherKind,
  type Problem,
} from '../problems/index.js';
import { withNumbers, type LoadUnitMath } from './quantity.js';
import { inTermsOfRows, keyed, wrongUnits } from './row-problems.js';
import { rowOf, type EnergyTable } from './table.js';
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
  refuseOtherKind(yaml.value, 'rows', 'energy', file);
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
  return {
    value: table,
    problems: [...calibratedRows(table), ...followProblems(table), ...posteriorProblems(table)],
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

/** Rows that move together do so by one ratio: they lean on one row, which leans on no other, and have its spread. */
function followProblems(table: EnergyTable): Problem[] {
  return table.rows.flatMap(({ key, follows, spread_lnSigma }): Problem[] => {
    if (follows === undefined) return [];
    const path = `rows.${key}.follows`;
    const leader = rowOf(table, follows);
    if (leader === undefined || leader.follows !== undefined || follows === key) {
      const leaders = table.rows.filter((row) => row.follows === undefined && row.key !== key);
      return [
        {
          code: 'energy.follows',
          path,
          message: 'not a row that another can follow',
          expected: 'a row of this table that follows no other',
          received: `'${follows}'`,
          hint: didYouMean(
            follows,
            leaders.map((row) => row.key),
          ),
        },
      ];
    }
    if (leader.spread_lnSigma === spread_lnSigma) return [];
    return [
      {
        code: 'energy.follows',
        path,
        message: `two rows of one judgement are known equally well: ${follows} has another spread_lnSigma`,
        expected: String(leader.spread_lnSigma),
        received: String(spread_lnSigma),
      },
    ];
  });
}

function posteriorProblems({ posterior, rows }: EnergyTable): Problem[] {
  if (posterior === undefined) return [];
  const { parameters, draws } = posterior;
  const leaders = rows.filter(({ follows }) => follows === undefined).map(({ key }) => key);
  const unknown = parameters.flatMap((name, index): Problem[] =>
    leaders.includes(name) && parameters.indexOf(name) === index
      ? []
      : [
          {
            code: 'energy.posterior',
            path: `posterior.parameters[${index}]`,
            message: 'not a row of this table that follows no other, named once',
            received: `'${name}'`,
            hint: didYouMean(name, leaders),
          },
        ],
  );
  const wrong = draws.findIndex(
    (draw) => draw.length !== parameters.length || draw.some((ratio) => !(ratio > 0 && ratio < 1e6)),
  );
  if (wrong < 0) return unknown;
  return [
    ...unknown,
    {
      code: 'energy.posterior',
      path: 'posterior.draws',
      message: `draw ${wrong + 1} is no list of ratios, one for each parameter`,
      expected: `${parameters.length} numbers above 0`,
      received: draws[wrong]!.join(' ').slice(0, 60),
    },
  ];
}
