import type { Page } from './layout.js';
import { table, type Column } from './table.js';

/**
 * Lines of a table whose rows stand in groups, each under its name, in the order of their first rows: what a column of that name
 * would say of every row, without its width.
 *
 * @param rows with the group that each belongs to
 */
export function groupedTable(
  columns: readonly Column[],
  rows: readonly { readonly group: string; readonly cells: readonly string[] }[],
  { width, style }: Page,
): string[] {
  const groups = [...new Set(rows.map(({ group }) => group))];
  const lines = groups.flatMap((name) => [
    { isName: true, cells: [name, ...columns.slice(1).map(() => '')] },
    ...rows
      .filter(({ group }) => group === name)
      .map(({ cells: [first = '', ...others] }) => ({ isName: false, cells: [`  ${first}`, ...others] })),
  ]);
  return table(
    columns,
    lines.map(({ cells }) => cells),
    width,
  ).map((line, index) => (index === 0 || lines[index - 1]!.isName ? style.dim(line) : line));
}
