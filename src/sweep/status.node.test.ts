/** What kind of number the powers of a sweep are (docs/sweep.md, O5). */
import { createHash } from 'node:crypto';
import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { canonicalJson } from '../hardware/index.js';
import { loadTable } from '../study/files.node.js';
import { columnsOf, csvLines } from './columns.js';
import { defineSweep } from './definition.js';
import { figureData, type FigureWish } from './figure-data.js';
import { figureOf } from './files.node.js';
import { loadInputs } from './load.node.js';
import { parseManifest } from './manifest.js';
import { mergeShards } from './merge.node.js';
import { runSweep, summaryOf } from './run-sweep.node.js';
import { sweep } from './sweep.js';

const scratch = mkdtempSync(join(tmpdir(), 'lmusim-status-'));
afterAll(() => rmSync(scratch, { recursive: true }));

const NAMES = ['22nm-bottom-up', '22nm-calibrated'];
const TABLES = NAMES.map((name) => {
  const table = loadTable(name);
  const sha256 = createHash('sha256').update(canonicalJson(table)).digest('hex');
  return { name, sha256, status: table.status };
});
/** The tables are an axis, which comes first and not in the order of the names' kinds. */
const both = loadInputs(
  defineSweep({
    ...{ frames: 2, check: 0, where: ['power_uW > 3 or clock_kHz > 95'] },
    axes: { prices: { path: 'table', values: [...NAMES, NAMES[0]!] }, clock_kHz: [92, 100] },
  }),
);
const oneOf = (table: string) =>
  loadInputs(defineSweep({ frames: 2, check: 0, table, axes: { clock_kHz: [92, 100] } }));

test('summary and manifest say which tables, each once, in the order of their axis, and of which status', async () => {
  const folder = join(scratch, 'both');
  const summary = await runSweep(both, { folder });
  expect(TABLES.map(({ status }) => status)).toEqual(['bottom-up', 'calibrated']);
  expect([summary.tables, summary.tableAxis]).toEqual([TABLES, 'prices']);
  expect(summaryOf(folder)).toEqual(summary);
  const text = readFileSync(join(folder, 'manifest.json'), 'utf8');
  const manifest = JSON.parse(text) as object;
  expect(manifest).toMatchObject({ tables: TABLES });
  expect(Object.keys((manifest as { hashes: object }).hashes)).toEqual(['networks', 'hardware']);
  expect(() => parseManifest(text.replace('"bottom-up"', '"measured"'), '')).toThrow(/tables\[0\]\.status/);
});

test('a table that no point is priced by is not told, in memory either', async () => {
  const { definition } = oneOf('22nm-calibrated');
  const { summary } = await sweep(definition, both.inputs);
  expect(summary.tables).toEqual([TABLES[1]]);
  expect(summary).not.toHaveProperty('tableAxis');
});

test('a row of a table of records has the status of the table that priced it, an axis or not', async () => {
  const statuses = async (loaded: typeof both): Promise<unknown[]> => {
    const { records, summary } = await sweep(loaded.definition, loaded.inputs);
    const columns = columnsOf(summary, records);
    const [head, ...rows] = [...csvLines(columns, records)].map((line) => line.split(','));
    const at = head!.indexOf('table_status');
    expect(at).toBe(3 + summary.axes.length);
    return rows.map((row) => row[at]);
  };
  const [up, cal] = ['bottom-up', 'calibrated'];
  expect(await statuses(both)).toEqual([up, up, cal, cal]);
  expect(await statuses(oneOf('22nm-bottom-up'))).toEqual([up, up]);

  const { records, summary } = await sweep(both.definition, both.inputs);
  const damaged = { ...summary, tables: [TABLES[0]!] };
  expect(() => [...csvLines(columnsOf(damaged, records), records)]).toThrow(/point 2 is of a table/);
  const clash = defineSweep({ axes: { table_status: { path: 'clock_kHz', values: [92] } } });
  await expect(sweep(clash, both.inputs)).rejects.toThrow(/results have a column of this name/);
});

test('a figure has the tables of the points that it shows, from memory and from a folder', async () => {
  const { records, summary } = await sweep(both.definition, both.inputs);
  const tablesOf = (kind: string, shown = records) => figureData(shown, summary, { kind }).tables;
  expect(tablesOf('scatter')).toEqual(TABLES);
  expect(figureOf(join(scratch, 'both'), { kind: 'scatter' }).tables).toEqual(TABLES);
  expect(tablesOf('scatter', records.slice(2))).toEqual([TABLES[1]]);
  // Bars show the front alone: the point of 100 kHz and the table of less power.
  expect([...figureData(records, summary, { kind: 'bars' }).front]).toEqual([1]);
  expect(tablesOf('bars')).toEqual([TABLES[0]]);
});

test('points of both kinds are told apart by colour unless another is wished', async () => {
  const { records, summary } = await sweep(both.definition, both.inputs);
  const colourOf = (wish: FigureWish, shown = records) => figureData(shown, summary, wish).colour;
  expect(colourOf({ kind: 'scatter' })).toBe('prices');
  expect(colourOf({ kind: 'line' })).toBe('prices');
  expect(colourOf({ kind: 'scatter', colour: 'clock_kHz' })).toBe('clock_kHz');
  expect(colourOf({ kind: 'heat' })).toBeUndefined();
  expect(colourOf({ kind: 'scatter' }, records.slice(2))).toBeUndefined();
});

test('shards merge to the tables of one run; a table of another status is another sweep', async () => {
  const folder = join(scratch, 'sharded');
  for (const number of [1, 2]) await runSweep(both, { folder, shard: { number, of: 2 } });
  expect(mergeShards(folder).tables).toEqual(TABLES);

  const { definition, inputs } = oneOf('22nm-bottom-up');
  const other = {
    definition,
    inputs: {
      ...inputs,
      tables: { '22nm-bottom-up': { ...inputs.tables['22nm-bottom-up']!, status: 'calibrated' as const } },
    },
  };
  const [mine, theirs] = [join(scratch, 'mine'), join(scratch, 'theirs')];
  await runSweep({ definition, inputs }, { folder: mine, shard: { number: 1, of: 2 } });
  await runSweep(other, { folder: theirs, shard: { number: 2, of: 2 } });
  cpSync(join(theirs, 'shard-2-of-2'), join(mine, 'shard-2-of-2'), { recursive: true });
  expect(() => mergeShards(mine)).toThrow(/shard-2-of-2 is of another sweep/);
});
