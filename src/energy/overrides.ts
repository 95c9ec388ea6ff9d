import type { HardwareConfiguration } from '../hardware/index.js';
import { checkSchema, type Problem } from '../problems/index.js';
import { withNumbers, type LoadUnitMath } from './quantity.js';
import { ROW_DECLARATIONS, type RowDeclaration } from './row-declarations.js';
import { inTermsOfRows, wrongUnits } from './row-problems.js';
import { overridesSchema, valueKey, widthMistakes, type FileRow, type FileRows } from './table-schema.js';
import { rowOf, type EnergyTable, type TableRow } from './table.js';

type OverrideRow = Partial<Omit<FileRow, 'conditions'>> & {
  readonly conditions?: Partial<FileRow['conditions']>;
};

/**
 * Checks the `energy` section of a hardware file, for `parseHardware` and `defineHardware`, and reads its quantities.
 *
 * @param unitMath gives mathjs; without it quantities such as '0.05 pJ' are refused
 */
export function energySection(unitMath?: LoadUnitMath): (section: unknown) => {
  readonly value: unknown;
  readonly problems: readonly Problem[];
} {
  return (section) => {
    const numbers = withNumbers(section, 'energy', unitMath);
    const { problems } = checkOverrides(numbers.rows);
    return { value: numbers.rows, problems: [...numbers.problems, ...problems] };
  };
}

function checkOverrides(section: unknown): {
  readonly value: FileRows<OverrideRow> | undefined;
  readonly problems: readonly Problem[];
} {
  const checked = checkSchema(overridesSchema(), section, 'energy');
  const units = wrongUnits(section, 'energy');
  const explained = new Set(units.flatMap(({ path, instead }) => [path, instead]));
  const problems = [
    ...checked.problems
      .map((problem) => ({ ...problem, path: problem.path === '' ? 'energy' : `energy.${problem.path}` }))
      .filter(({ path }) => !explained.has(path))
      .map((problem) => inTermsOfRows(problem, 'energy')),
    ...units.map(({ instead: _instead, ...problem }) => problem),
  ];
  return { value: checked.value as FileRows<OverrideRow> | undefined, problems };
}

/**
 * The table with the rows that the hardware file states in place of its own. What such a row leaves unsaid stays the
 * table's, but its conditions are the hardware's own and its kind is `assumed`.
 */
export function withOverrides(
  table: EnergyTable,
  hardware: Pick<HardwareConfiguration, 'name' | 'technology' | 'energy'>,
): { readonly table: EnergyTable; readonly problems: readonly Problem[] } {
  if (hardware.energy === undefined) return { table, problems: [] };
  const checked = checkOverrides(hardware.energy);
  if (checked.value === undefined || checked.problems.length > 0)
    return { table, problems: checked.problems };
  const overrides = checked.value;
  const problems: Problem[] = [];
  const rows = ROW_DECLARATIONS.flatMap((declared): TableRow[] => {
    const own = rowOf(table, declared.key);
    const given = overrides[declared.group]?.[declared.item];
    if (given === undefined) return own === undefined ? [] : [own];
    const problem = incomplete(declared, given, own, table) ?? untold(declared, given, table);
    const row = overridden(declared, given, own, hardware);
    const widths = declared.widths === 'event' ? row : { ...row, widths_bits: undefined };
    problems.push(
      ...(problem === undefined ? [] : [problem]),
      ...widthMistakes(widths).map(({ key, message }) => ({
        code: 'energy.widths',
        path: `energy.${declared.key}.${key}`,
        message,
      })),
    );
    return [row];
  });
  return { table: { ...table, rows }, problems };
}

function overridden(
  { key, valueUnit }: RowDeclaration,
  given: OverrideRow,
  own: TableRow | undefined,
  { name, technology }: Pick<HardwareConfiguration, 'name' | 'technology'>,
): TableRow {
  const scaling = given.scaling ?? own?.scaling ?? 'none';
  // A row that names its scaling states the widths that go with it.
  const capacity_KB =
    given.scaling === undefined ? (given.capacity_KB ?? own?.capacity_KB) : given.capacity_KB;
  return {
    ...{ key, overridden: true, value: given[valueKey(valueUnit)]!, valueUnit, scaling },
    widths_bits: given.widths_bits ?? (given.scaling === undefined ? own?.widths_bits : undefined) ?? [],
    ...(capacity_KB === undefined ? {} : { capacity_KB }),
    spread_lnSigma: given.spread_lnSigma ?? own?.spread_lnSigma ?? 0,
    kind: given.kind ?? 'assumed',
    conditions: { ...technology, note: `as the hardware file ${name} states`, ...given.conditions },
    source: given.source ?? `stated in the hardware file ${name}`,
  };
}

/** A row that the table does not have must say what cannot be taken from it. */
function incomplete(
  { key, widths }: RowDeclaration,
  given: OverrideRow,
  own: TableRow | undefined,
  table: EnergyTable,
): Problem | undefined {
  if (own !== undefined) return undefined;
  const missing = [
    ...(given.spread_lnSigma === undefined ? ['spread_lnSigma'] : []),
    ...(widths === 'event' && given.scaling === undefined ? ['scaling'] : []),
  ];
  if (missing.length === 0) return undefined;
  return {
    code: 'energy.incomplete',
    path: `energy.${key}`,
    message: `the table ${table.name} has no such row to take the rest from`,
    expected: missing.join(' and '),
    received: 'nothing',
  };
}

/** A calibrated value must not enter a table that is none. */
function untold({ key }: RowDeclaration, given: OverrideRow, table: EnergyTable): Problem | undefined {
  if (given.kind !== 'calibrated' || table.status === 'calibrated') return undefined;
  return {
    code: 'energy.status',
    path: `energy.${key}.kind`,
    message: `the table ${table.name} is bottom-up, where no row is calibrated`,
    expected: 'published, derived or assumed',
    received: "'calibrated'",
  };
}
