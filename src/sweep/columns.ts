import type { AxisValue, SweepHead, SweepRecord } from '../results/index.js';
import { RESULTS } from './evaluate.js';
import { tablesOfRecords } from './head.js';

/** A column of a table of records. */
export interface Column {
  readonly name: string;
  readonly of: (record: SweepRecord) => AxisValue | undefined;
}

/**
 * The columns that records have: index, key and status, axes, status of the table, what `least` chose, results, power by unit, reasons.
 *
 * @param head such as the summary of the sweep
 * @param records all of them: what none of them has is no column
 */
export function columnsOf(head: SweepHead, records: Iterable<SweepRecord>): readonly Column[] {
  const tableOf = tablesOfRecords(head);
  const results = new Set<string>();
  const chosen = new Set<string>();
  const units = new Set<string>();
  let drawn = false;
  for (const record of records) {
    if (record.powerByUnit_uW_p5_p95 !== undefined) drawn = true;
    Object.keys(record.results ?? {}).forEach((name) => results.add(name));
    Object.keys(record.chosen ?? {}).forEach((name) => chosen.add(name));
    Object.keys(record.powerByUnit_uW ?? {}).forEach((name) => units.add(name));
  }
  return [
    { name: 'index', of: ({ index }) => index },
    { name: 'key', of: ({ key }) => key },
    { name: 'status', of: ({ status }) => status },
    ...head.axes.map((name) => ({ name, of: ({ values }: SweepRecord) => values[name] })),
    { name: 'table_status', of: (record) => tableOf(record).status },
    ...[...chosen].map((name) => ({
      name: `chosen_${name}`,
      of: (record: SweepRecord) => record.chosen?.[name],
    })),
    ...RESULTS.filter((name) => results.has(name)).map((name) => ({
      name,
      of: (record: SweepRecord) => record.results?.[name],
    })),
    ...[...units].sort().flatMap((unit) => [
      { name: `power_${unit}_uW`, of: (record: SweepRecord) => record.powerByUnit_uW?.[unit] },
      ...(drawn
        ? ['p5', 'p95'].map((limit, index) => ({
            name: `power_${unit}_uW_${limit}`,
            of: (record: SweepRecord) => record.powerByUnit_uW_p5_p95?.[unit]?.[index],
          }))
        : []),
    ]),
    { name: 'checked', of: ({ checked }) => checked ?? false },
    { name: 'reasons', of: ({ reasons }) => reasons?.join('; ') },
  ];
}

/** A table of records as CSV (RFC 4180), lines as they come; an empty cell for what a record does not have. */
export function* csvLines(columns: readonly Column[], records: Iterable<SweepRecord>): Generator<string> {
  const line = (cells: readonly (AxisValue | undefined)[]): string => `${cells.map(cellOf).join(',')}\r\n`;
  yield line(columns.map(({ name }) => name));
  for (const record of records) yield line(columns.map(({ of }) => of(record)));
}

const cellOf = (value: AxisValue | undefined): string => {
  const text = value === undefined ? '' : String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
};
