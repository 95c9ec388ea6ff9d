/** Tables of a sweep, read back by DuckDB, which shares no code with us; Parquet is written only where its writer is. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { SweepRecord } from '../../src/results/index.js';
import { shell } from './environment.js';
import { folderWithPackage } from './pack.js';

const SWEEP =
  'npx --no-install lmusim sweep --axis clock_kHz=50,92,100 --axis gate:tiles[*].macArray.clockGating=perLane,never --check 0.3 --workers 2 -o out';

test('CSV and Parquet hold what the results hold; without the writer Parquet is refused before any work', () => {
  const folder = folderWithPackage('tables');
  expect(shell(`${SWEEP} --parquet out.parquet 2>&1 || echo "exit $?"`, folder)).toBe(
    'lmusim: --parquet: the package hyparquet-writer is not installed (npm install hyparquet-writer)\nexit 2\n',
  );
  shell('npm install hyparquet-writer@0.17 @duckdb/node-api', folder);
  shell(`${SWEEP} --csv out.csv --parquet out.parquet`, folder);
  const records = readFileSync(join(folder, 'out/results.jsonl'), 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as SweepRecord);
  expect(records).toHaveLength(6);

  writeFileSync(
    join(folder, 'read.mjs'),
    `import { DuckDBInstance } from '@duckdb/node-api';
const connection = await (await DuckDBInstance.create(':memory:')).connect();
const rows = async (file) => {
  const reader = await connection.runAndReadAll('SELECT "index", key, status, clock_kHz, gate, table_status, power_uW, power_macArray_uW, transistors, checked, reasons FROM ' + file + ' ORDER BY "index"');
  return reader.getRowObjectsJson();
};
console.log(JSON.stringify([await rows("'out.parquet'"), await rows("read_csv('out.csv', header = true, strict_mode = true)")]));
`,
  );
  const tables = JSON.parse(shell('node read.mjs', folder)) as Record<string, unknown>[][];
  const expected = records.map(
    ({ index, key, status, values, results, powerByUnit_uW, checked, reasons }) => ({
      ...{ index, key, status, clock_kHz: values['clock_kHz'], gate: values['gate'] },
      table_status: 'calibrated',
      power_uW: results?.['power_uW'] ?? null,
      power_macArray_uW: powerByUnit_uW?.['macArray'] ?? null,
      transistors: results?.['transistors'] ?? null,
      checked: checked ?? false,
      reasons: reasons?.join('; ') ?? null,
    }),
  );
  expect(expected.some(({ reasons }) => reasons !== null)).toBe(true);
  // DuckDB gives integers of 64 bits as text.
  const numbers = (rows: Record<string, unknown>[]): unknown[] =>
    rows.map((row) => ({
      ...row,
      index: Number(row['index']),
      clock_kHz: Number(row['clock_kHz']),
      transistors: row['transistors'] === null ? null : Number(row['transistors']),
    }));
  for (const table of tables) expect(numbers(table)).toEqual(expected);
});
