import type { Ledger, RunResult, TableRowShare } from '../results/index.js';
import { field, technologyText, type Page } from './layout.js';
import { asGiven, percent, significant } from './numbers.js';
import { table } from './table.js';

/** Every row of the energy table that cost something: its value, how it was obtained, and its part of the power. */
export function rowLines({ energy: { ledger }, hardware, table: { name } }: RunResult, page: Page): string[] {
  const rows = ledger.views.tableRow
    .filter(({ energy_pJ }) => energy_pJ > 0)
    .sort((a, b) => b.energy_pJ - a.energy_pJ);
  if (rows.length === 0) return [];
  const lines = table(
    [
      { title: 'row', align: 'left' },
      { title: 'value', align: 'left' },
      { title: 'kind', align: 'left' },
      { title: '%', align: 'right' },
    ],
    rows.map((row) => [
      row.name,
      valueText(row),
      kindText(row),
      percent(row.energy_pJ, ledger.total.energy_pJ),
    ]),
    page.width - 2,
  );
  return [
    page.style.heading('Energy rows'),
    ...field(page, 'table', `${name}, here at ${technologyText(hardware)}`),
    ...factorLines(ledger, page),
    '',
    ...lines.map((line, index) => `  ${index === 0 ? page.style.dim(line) : line}`),
  ];
}

/** The implementation factor, unless it changes nothing. */
function factorLines({ implementation, total }: Ledger, page: Page): string[] {
  if (implementation === undefined || implementation.factor === 1) return [];
  const { factor, kind, overridden, adds } = implementation;
  const how = overridden ? `${kind}, overrides` : kind;
  const text = `x ${asGiven(factor)} on products, registers and memories (${how}): ${percent(adds.energy_pJ, total.energy_pJ)} % of the power`;
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
