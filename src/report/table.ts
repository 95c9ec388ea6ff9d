import { fit, oneLine, padEnd, padStart, plainSpaces, widthOf } from './text.js';

/** What the first column keeps at least. */
const LEAST_FIRST = 8;

export interface Column {
  readonly title: string;
  readonly align: 'left' | 'right';
}

/**
 * Lines of a table: title, then one a row, two spaces between columns. When all is too wide, the first column is cut,
 * and lines where that is not enough.
 *
 * @param rows as many cells as there are columns
 * @param width columns of the terminal that are there
 */
export function table(
  columns: readonly Column[],
  rows: readonly (readonly string[])[],
  width: number,
): readonly string[] {
  const lines = [columns.map(({ title }) => title), ...rows.map((row) => row.map(oneLine))];
  const widths = columns.map((_, index) => Math.max(...lines.map((line) => widthOf(line[index]!))));
  const others = widths.slice(1).reduce((sum, column) => sum + column + 2, 0);
  widths[0] = Math.min(widths[0]!, Math.max(LEAST_FIRST, width - others));
  return lines.map((line) => {
    const cells = line.map((cell, index) => {
      const text = index === 0 ? fit(cell, widths[0]!) : cell;
      return columns[index]!.align === 'right'
        ? padStart(text, widths[index]!)
        : padEnd(text, widths[index]!);
    });
    return plainSpaces(fit(cells.join('  ').trimEnd(), width));
  });
}
