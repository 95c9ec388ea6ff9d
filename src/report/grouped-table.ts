import type { Page } from './layout.js';
import { table, type Column } from './table.js';
import { fit, oneLine } from './text.js';

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
  const ordered = groups.flatMap((name) => rows.filter(({ group }) => group === name));
  const [title, ...lines] = table(
    columns,
    ordered.map(({ cells: [first = '', ...others] }) => [`  ${first}`, ...others]),
    width,
  );
  return [
    style.dim(title!),
    ...lines.flatMap((line, index) => {
      const { group } = ordered[index]!;
      const head = group === ordered[index - 1]?.group ? [] : [style.dim(fit(oneLine(group), width))];
      return [...head, line];
    }),
  ];
}
