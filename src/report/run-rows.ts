import type { Ledger, RunResult, TableRowShare } from '../results/index.js';
import { groupedTable } from './grouped-table.js';
import { limitsText, withLimits } from './intervals.js';
import { field, technologyText, type Page } from './layout.js';
import { asGiven, percent, significant } from './numbers.js';
import { PLAIN } from './style.js';
import { table, type Column } from './table.js';
import { widthOf } from './text.js';

/** Every row of the energy table that cost something: its value, how it was obtained, and its part of the power. */
export function rowLines({ energy: { ledger }, hardware, table: { name } }: RunResult, page: Page): string[] {
  const rows = ledger.views.tableRow
    .filter(({ energy_pJ }) => energy_pJ > 0)
    .sort((a, b) => b.energy_pJ - a.energy_pJ);
  if (rows.length === 0) return [];
  const known = rows.some(({ scaledValue_p5_p95 }) => scaledValue_p5_p95);
  return [
    page.style.heading('Energy rows'),
    ...field(page, 'table', `${name}, here at ${technologyText(hardware)}`),
    ...factorLines(ledger, page),
    ...(known ? field(page, '5-95 %', 'of each value, without the factor; the fit: lmusim calibrate') : []),
    '',
    ...(known ? drawnLines : plainLines)(rows, ledger, page).map((line) => `  ${line}`),
  ];
}

const LEFT = { align: 'left' } as const;
const SHARE: Column = { title: '%', align: 'right' };

/** Rows that no draw moves, each with how it was obtained. */
function plainLines(rows: readonly TableRowShare[], { total }: Ledger, { width, style }: Page): string[] {
  return table(
    [{ title: 'row', ...LEFT }, { title: 'value', ...LEFT }, { title: 'kind', ...LEFT }, SHARE],
    rows.map((row) => [row.name, valueText(row), kindText(row), percent(row.energy_pJ, total.energy_pJ)]),
    width - 2,
  ).map((line, index) => (index === 0 ? style.dim(line) : line));
}

/** Rows with limits, which leave kinds room as headings only; on a narrow page limits stand below their values. */
function drawnLines(rows: readonly TableRowShare[], { total }: Ledger, { width, style }: Page): string[] {
  const lined = (beside: boolean, page: Page): string[] =>
    groupedTable(
      [
        { title: 'row', ...LEFT },
        { title: 'value', ...LEFT },
        ...(beside ? [{ title: '5-95 %', ...LEFT }] : []),
        SHARE,
      ],
      rows.flatMap((row) => {
        const known = row.scaledValue_p5_p95;
        const limits = known === undefined ? 'taken as exact' : limitsText(known);
        const share = percent(row.energy_pJ, total.energy_pJ);
        const cells = [row.name, valueText(row), ...(beside ? [limits] : []), share];
        const below = beside ? [] : [['', limits, '']];
        return [cells, ...below].map((line) => ({ group: kindText(row), cells: line }));
      }),
      page,
    );
  const fits = lined(true, { width: Infinity, style: PLAIN }).every((line) => widthOf(line) <= width - 2);
  return lined(fits, { width: width - 2, style });
}

/** The implementation factor, unless it changes nothing. */
function factorLines({ implementation, total }: Ledger, page: Page): string[] {
  if (implementation === undefined || implementation.factor === 1) return [];
  const { factor, factor_p5_p95, kind, overridden, adds } = implementation;
  const how = overridden ? `${kind}, overrides` : kind;
  const text = `x ${withLimits(asGiven(factor), factor_p5_p95)} on products, registers and memories (${how}): ${percent(adds.energy_pJ, total.energy_pJ)} % of the power`;
  return field(page, 'as built', text);
}

/** `0.045 pJ at 4 x 8 bit`; a scaled value with four digits. */
function valueText({
  value,
  scaledValue,
  rules,
  valueUnit,
  widths_bits,
  capacity_KB,
}: TableRowShare): string {
  const shown = rules.length === 0 ? asGiven(value) : significant(scaledValue);
  const width = widths_bits.length === 0 ? '' : ` at ${widths_bits.join(' x ')} bit`;
  const capacity = capacity_KB === undefined ? '' : `, ${asGiven(capacity_KB)} KB`;
  return `${shown} ${valueUnit.replaceAll('_', ' ')}${width}${capacity}`;
}

function kindText({ kind, overridden, rules }: TableRowShare): string {
  return [kind, ...(rules.length > 0 ? ['scaled'] : []), ...(overridden ? ['overrides'] : [])].join(', ');
}
