import {
  appendFileSync,
  cpSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  truncateSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { InputError } from '../problems/index.js';
import { defineSweep } from './definition.js';
import { readResults } from './folder.node.js';
import { loadInputs, type LoadedSweep } from './load.node.js';
import { mergeShards } from './merge.node.js';
import { planSweep } from './plan.js';
import { runSweep, summaryOf, type RunSweepOptions } from './run-sweep.node.js';
import { pointsOf } from './sweep.js';

const scratch = mkdtempSync(join(tmpdir(), 'lmusim-sweep-'));
afterAll(() => rmSync(scratch, { recursive: true }));
let folders = 0;
const fresh = (): string => join(scratch, String(folders++));
const text = (folder: string, name = 'results.jsonl'): string => readFileSync(join(folder, name), 'utf8');
const problemsOf = async (action: () => unknown): Promise<string> => {
  try {
    await action();
    return '';
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    return error.problems.map(({ code, message, hint }) => `${code} ${message} (${hint})`).join('\n');
  }
};

const loaded = loadInputs(
  defineSweep({ frames: 2, axes: { clock_kHz: [70, 92, 100, 120, 140], wake_cycles: [0, 2] }, check: 0.3 }),
);
const run = (folder: string, options: Partial<RunSweepOptions> = {}, what: LoadedSweep = loaded) =>
  runSweep(what, { folder, ...options });

/** What an uninterrupted run writes, and its journal before it is sorted. */
let whole = '';
let journal = '';
beforeAll(async () => {
  whole = fresh();
  const pieces: Uint8Array[] = [];
  await run(whole, {
    write: (descriptor, bytes, start) => {
      pieces.push(bytes.slice(start));
      return writeSync(descriptor, bytes, start);
    },
  });
  journal = Buffer.concat(pieces).toString();
});

/** A folder in which a run stopped after some bytes of its journal. */
function stopped(bytes: number, from = journal): string {
  const folder = fresh();
  cpSync(whole, folder, { recursive: true });
  rmSync(join(folder, 'results.jsonl'));
  writeFileSync(join(folder, 'journal.jsonl'), from.slice(0, bytes));
  return folder;
}

describe('a folder (F1 to F4)', () => {
  test('holds manifest and results in the order of the points, with no time and no absolute path', () => {
    expect(readdirSync(whole).sort()).toEqual(['manifest.json', 'results.jsonl']);
    expect([...readResults(whole)].map(({ index }) => index)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
    const all = text(whole) + text(whole, 'manifest.json');
    expect(all).not.toContain(scratch);
    expect(all).not.toMatch(/\d{4}-\d\d-\d\d|"time|_ns|\/(work|home|tmp)\//);
  });

  test('one worker runs the points that are drawn for the check first (P2)', async () => {
    const points = [...pointsOf(await planSweep(loaded.definition, loaded.inputs))];
    const drawn = points.filter(({ check }) => check);
    expect([drawn.length > 0, drawn.length < points.length]).toEqual([true, true]);
    const keys = journal
      .trimEnd()
      .split('\n')
      .map((line) => (JSON.parse(line) as { readonly key: string }).key);
    expect(keys).toEqual([...drawn, ...points.filter(({ check }) => !check)].map(({ key }) => key));
  });

  test('another run gives the same bytes', async () => {
    const folder = fresh();
    const summary = await run(folder);
    expect([text(folder), text(folder, 'manifest.json')]).toEqual([
      text(whole),
      text(whole, 'manifest.json'),
    ]);
    expect(summary).toEqual(summaryOf(whole));
  });

  test('stopped after any number of bytes it is resumed to the same bytes; a torn last line is cut off', async () => {
    const ends = [...journal.matchAll(/\n/g)].map(({ index }) => index + 1);
    const places = [
      0,
      1,
      100,
      ends[0]! - 1,
      ends[0]!,
      ends[0]! + 1,
      ends[3]! + 250,
      ends[4]!,
      ends.at(-1)! - 1,
      ends.at(-1)!,
    ];
    for (const bytes of places) {
      const folder = stopped(bytes);
      await run(folder, { resume: true });
      expect(text(folder), `after ${bytes} bytes`).toBe(text(whole));
      expect(readdirSync(folder).sort()).toEqual(['manifest.json', 'results.jsonl']);
    }
  });

  test('what is recorded is not run again', async () => {
    const folder = stopped(journal.length);
    const progress: number[] = [];
    await run(folder, { resume: true, onProgress: ({ done }) => progress.push(done) });
    expect(progress).toEqual([]);
    const half = stopped(journal.split('\n').slice(0, 6).join('\n').length + 1);
    await run(half, { resume: true, onProgress: ({ done, total }) => progress.push(done, total) });
    expect(progress).toEqual([7, 10, 8, 10, 9, 10, 10, 10]);
  });

  test('the order of the journal does not show, and of two lines of a point the last counts', async () => {
    const lines = journal.trimEnd().split('\n').reverse();
    const failed = { ...(JSON.parse(lines[0]!) as object), status: 'failed', reasons: ['an accident'] };
    const folder = stopped(1e9, `${JSON.stringify(failed)}\n${lines.slice(0, 6).join('\n')}\n`);
    const progress: number[] = [];
    await run(folder, { resume: true, onProgress: ({ done }) => progress.push(done) });
    expect(progress).toEqual([7, 8, 9, 10]);
    expect(text(folder)).toBe(text(whole));
    const again = stopped(1e9, `${JSON.stringify(failed)}\n`);
    await run(again, { resume: true });
    expect(text(again)).toBe(text(whole));
  });

  test('what another process wrote into the journal meanwhile harms nothing, and neither does its end', async () => {
    const folder = fresh();
    const meanwhile = (): void =>
      appendFileSync(join(folder, 'journal.jsonl'), `${journal.split('\n')[3]!}\n`);
    await run(folder, { onProgress: ({ done }) => done === 4 && meanwhile() });
    expect(text(folder)).toBe(text(whole));

    const second = fresh();
    const first = (): void => {
      rmSync(join(second, 'journal.jsonl'));
      cpSync(join(whole, 'results.jsonl'), join(second, 'results.jsonl'));
    };
    const summary = await run(second, { onProgress: ({ done }) => done === 4 && first() });
    expect(summary).toEqual(summaryOf(whole));
    expect(text(second)).toBe(text(whole));
  });

  test('zeros at the end, as a lost power leaves them, are a torn line; a broken line in the middle is refused', async () => {
    const zeros = stopped(0);
    writeFileSync(join(zeros, 'journal.jsonl'), `${journal.split('\n')[0]}\n${'\0'.repeat(300)}\n`);
    await run(zeros, { resume: true });
    expect(text(zeros)).toBe(text(whole));
    const broken = stopped(1e9, journal.replace('"index":1,', '"index":,'));
    expect(await problemsOf(() => run(broken, { resume: true }))).toContain('sweep.damaged');
  });

  test('a full disk is told, loses nothing that was recorded, and the rest comes later', async () => {
    const folder = fresh();
    let room = 2500;
    const write: RunSweepOptions['write'] = (descriptor, bytes, start) => {
      const length = Math.min(room, bytes.length - start);
      if (length === 0) throw Object.assign(new Error('ENOSPC: no space left on device'), { code: 'ENOSPC' });
      room -= length;
      return writeSync(descriptor, bytes.subarray(start, start + length));
    };
    expect(await problemsOf(() => run(folder, { write }))).toMatch(
      /files.unwritable cannot write .*journal.jsonl: no space is left \(what was recorded is kept; --resume goes on from there\)/,
    );
    const kept = text(folder, 'journal.jsonl');
    expect(kept.length).toBeGreaterThan(1000);
    expect(journal.startsWith(kept)).toBe(true);
    expect(kept.endsWith('\n')).toBe(true);
    await run(folder, { resume: true });
    expect(text(folder)).toBe(text(whole));
  });

  test('another sweep, or this one again without resume, is refused and changes nothing (F3)', async () => {
    expect(await problemsOf(() => run(whole))).toMatch(/sweep.folder .*it holds this sweep \(--resume/);
    const other = loadInputs(defineSweep({ frames: 3, axes: { clock_kHz: [92] } }));
    for (const resume of [false, true]) {
      expect(await problemsOf(() => run(whole, { resume }, other))).toMatch(/sweep.folder .*another sweep/);
      expect(await problemsOf(() => run(whole, { resume, shard: { number: 1, of: 2 } }))).toMatch(
        /other shards/,
      );
    }
    const foreign = mkdtempSync(join(scratch, 'foreign-'));
    writeFileSync(join(foreign, 'thesis.tex'), '');
    expect(await problemsOf(() => run(foreign))).toMatch(/sweep.folder .*no folder of a sweep/);
    expect(readdirSync(foreign)).toEqual(['thesis.tex']);
  });

  test('results that are not there are told', async () => {
    expect(await problemsOf(() => summaryOf(stopped(10)))).toContain('finish the sweep with --resume');
    expect(await problemsOf(() => summaryOf(join(scratch, 'absent')))).toContain('sweep.incomplete');
  });
});

describe('shards', () => {
  const shards = async (folder: string, of: number): Promise<void> => {
    for (let number = of; number >= 1; number--) await run(folder, { shard: { number, of } });
  };

  test('any number of them, merged, is what one run writes', async () => {
    for (const of of [2, 3, 12]) {
      const folder = fresh();
      await shards(folder, of);
      expect(mergeShards(folder)).toEqual(summaryOf(whole));
      expect([text(folder), text(folder, 'manifest.json')]).toEqual([
        text(whole),
        text(whole, 'manifest.json'),
      ]);
    }
  });

  test('missing, unfinished and foreign shards are told, all at once', async () => {
    const folder = fresh();
    await shards(folder, 4);
    rmSync(join(folder, 'shard-2-of-4'), { recursive: true });
    rmSync(join(folder, 'shard-3-of-4', 'results.jsonl'));
    expect(await problemsOf(() => mergeShards(folder))).toBe(
      'sweep.merge shard-2-of-4 is missing (run it with --shard 2/4)\n' +
        'sweep.merge shard-3-of-4 is not complete (run it with --shard 3/4 --resume)',
    );
    expect(existsSync(join(folder, 'results.jsonl'))).toBe(false);
    const other = loadInputs(defineSweep({ frames: 3, axes: { clock_kHz: [92, 93, 94, 95] } }));
    expect(await problemsOf(() => run(folder, { shard: { number: 2, of: 4 } }, other))).toMatch(
      /another sweep/,
    );
    const elsewhere = fresh();
    await run(elsewhere, { shard: { number: 2, of: 4 } }, other);
    cpSync(join(elsewhere, 'shard-2-of-4'), join(folder, 'shard-2-of-4'), { recursive: true });
    await run(folder, { shard: { number: 3, of: 4 }, resume: true }).catch(() => undefined);
    expect(await problemsOf(() => mergeShards(folder))).toContain('shard-2-of-4 is of another sweep');
    expect(await problemsOf(() => mergeShards(fresh()))).toContain('no shards');
  });

  test('a shard whose results were cut is told', async () => {
    const folder = fresh();
    await shards(folder, 2);
    truncateSync(join(folder, 'shard-1-of-2', 'results.jsonl'), 10);
    expect(await problemsOf(() => mergeShards(folder))).toContain('sweep.damaged');
    appendFileSync(join(folder, 'shard-1-of-2', 'results.jsonl'), '\n');
    expect(await problemsOf(() => mergeShards(folder))).toContain('sweep.damaged');
  });
});
