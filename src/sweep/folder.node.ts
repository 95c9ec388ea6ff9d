/** A sweep's folder: manifest, journal while it runs, results when it is complete (docs/sweep.md, F1 to F4). */
import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
} from 'node:fs';
import { join, resolve } from 'node:path';
import { InputError, invariant } from '../problems/index.js';
import type { SweepRecord } from '../results/index.js';
import { unwritable, WHY } from '../study/unwritable.node.js';
import {
  attempt,
  keyOf,
  lineReader,
  linesOf,
  openJournal,
  recordOf,
  type Line,
  type WriteBytes,
} from './journal.node.js';
import { manifestText, parseManifest, type Manifest } from './manifest.js';
import { WHOLE, type Shard } from './sweep.js';
import { writeWhole } from './write-whole.node.js';

export const MANIFEST = 'manifest.json';
export const JOURNAL = 'journal.jsonl';
export const RESULTS = 'results.jsonl';

/** Where a shard has its files. */
export function shardFolder(folder: string, { number, of }: Shard): string {
  return of === 1 ? folder : join(folder, `shard-${number}-of-${of}`);
}

/** A sweep that is being recorded. */
export interface SweepFolder {
  /** Whether a point is recorded; one that failed is run again. */
  readonly has: (key: string) => boolean;
  readonly recorded: () => number;
  /** Lines of records, without their ends. */
  readonly append: (lines: readonly string[]) => void;
  /** Makes the results of the journal, in the order of `keys`, which are those of all points, and tells each record. */
  readonly complete: (keys: Iterable<string>, each?: (record: SweepRecord) => void) => void;
  readonly close: () => void;
}

/**
 * Opens the folder of a sweep or of its shard and writes its manifest.
 *
 * @param write in place of `fs.writeSync`
 * @throws InputError `sweep.folder` when it holds another sweep, or this one and `resume` is not given; `files.unwritable`
 */
export function openFolder(
  root: string,
  manifest: Manifest,
  { resume = false, write }: { readonly resume?: boolean; readonly write?: WriteBytes | undefined } = {},
): SweepFolder {
  const folder = shardFolder(root, manifest.shard ?? WHOLE);
  refuseOthers(root, folder, manifest, resume);
  attempt(folder, () => mkdirSync(folder, { recursive: true }));
  const file = (name: string): string => join(folder, name);
  if (!existsSync(file(MANIFEST)))
    writeWhole(file(MANIFEST), (put) => put(Buffer.from(manifestText(manifest))));
  const tellResults: SweepFolder['complete'] = (_, each) => {
    if (each !== undefined) for (const record of readResults(folder)) each(record);
  };
  if (existsSync(file(RESULTS))) {
    rmSync(file(JOURNAL), { force: true });
    const nothing = (): void => undefined;
    return {
      has: () => true,
      recorded: () => manifest.points,
      append: nothing,
      complete: tellResults,
      close: nothing,
    };
  }
  const lines = new Map<string, Line>();
  const failed = new Set<string>();
  const note = ({ key, status }: SweepRecord, line: Line): void => {
    lines.set(key, line);
    if (status === 'failed') failed.add(key);
    else failed.delete(key);
  };
  const journal = openJournal(file(JOURNAL), note, write);
  return {
    has: (key) => lines.has(key) && !failed.has(key),
    recorded: () => lines.size - failed.size,
    append: (batch) => {
      const places = journal.append(batch);
      for (let index = 0; index < batch.length; index++) lines.set(keyOf(batch[index]!), places[index]!);
    },
    complete: (keys, each) => {
      // Another process that runs this sweep may have been first.
      if (existsSync(file(RESULTS))) return tellResults(keys, each);
      // Its lines are among ours, where ours were noted.
      if (!journal.isOurs())
        for (const { text, offset, length } of linesOf(file(JOURNAL)))
          lines.set(keyOf(text), { offset, length });
      const source = openSync(file(JOURNAL), 'r');
      try {
        const read = lineReader(source);
        const text = new TextDecoder();
        writeWhole(file(RESULTS), (put) => {
          for (const key of keys) {
            const line = lines.get(key);
            invariant(line !== undefined, () => `no record of the point ${key}`);
            const bytes = read(line);
            put(bytes);
            each?.(JSON.parse(text.decode(bytes)) as SweepRecord);
          }
        });
      } finally {
        closeSync(source);
      }
      journal.close();
      rmSync(file(JOURNAL), { force: true });
    },
    close: () => journal.close(),
  };
}

/** @throws InputError `sweep.folder`, `files.unreadable` as parseManifest */
export function readManifest(folder: string): Manifest | undefined {
  const file = join(folder, MANIFEST);
  return existsSync(file) ? parseManifest(readFileSync(file, 'utf8'), file) : undefined;
}

/** Folders of shards, by their numbers. */
export function shardsIn(root: string): readonly string[] {
  const number = (name: string): number => Number(/\d+/.exec(name)![0]);
  return readdirSync(root)
    .filter((name) => /^shard-\d+-of-\d+$/.test(name))
    .sort((a, b) => number(a) - number(b))
    .map((name) => join(root, name));
}

function refuseOthers(root: string, folder: string, manifest: Manifest, resume: boolean): void {
  const status = statSync(root, { throwIfNoEntry: false });
  if (status === undefined) return;
  if (!status.isDirectory()) throw unwritable(root, '--output', WHY['ENOTDIR']!);
  const refused = (message: string, hint: string): InputError =>
    new InputError([{ code: 'sweep.folder', path: '--output', message: `${root}: ${message}`, hint }]);
  for (const place of [root, ...shardsIn(root)]) {
    const other = readManifest(place);
    if (other === undefined) continue;
    if (other.id !== manifest.id)
      throw refused('it holds another sweep (other points, inputs or version)', 'name a folder of its own');
    if ((other.shard ?? WHOLE).of !== (manifest.shard ?? WHOLE).of)
      throw refused('it holds this sweep in other shards', 'name a folder of its own');
  }
  if (!resume && readManifest(folder) !== undefined)
    throw refused('it holds this sweep', '--resume goes on with it');
  const known =
    /^(shard-\d+-of-\d+|array\.sbatch|array\.log|manifest\.json(\..*)?|(journal|results)\.jsonl(\..*)?|.*\.out)$/;
  const foreign = readdirSync(root)
    .sort()
    .find((name) => !known.test(name));
  if (foreign !== undefined && readManifest(root) === undefined && shardsIn(root).length === 0)
    throw refused(`it is no folder of a sweep (it holds ${foreign})`, 'name a folder that does not exist');
}

/** Whether a folder holds the results of a whole sweep. */
export const isComplete = (folder: string): boolean => existsSync(join(folder, RESULTS));

/** The records of a complete sweep, in the order of its points. */
export function* readResults(folder: string): Generator<SweepRecord> {
  const file = join(folder, RESULTS);
  if (!existsSync(file)) {
    const begun = existsSync(join(folder, JOURNAL)) || (existsSync(folder) && shardsIn(folder).length > 0);
    throw new InputError([
      {
        ...{ code: 'sweep.incomplete', path: '', file, message: 'no results' },
        hint: begun
          ? 'finish the sweep with --resume, or its shards with lmusim sweep merge'
          : `run lmusim sweep FILE -o ${resolve(folder) === folder ? 'FOLDER' : folder}`,
      },
    ]);
  }
  let number = 0;
  for (const { text } of linesOf(file)) {
    number += 1;
    const record = recordOf(text);
    if (record === undefined)
      throw new InputError([
        { code: 'sweep.damaged', path: '', file, line: number, message: 'not a record' },
      ]);
    yield record;
  }
}
