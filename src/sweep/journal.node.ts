/** The records of a sweep while it runs: whole lines, appended (docs/sweep.md, F2, F4). */
import { closeSync, existsSync, fstatSync, ftruncateSync, openSync, readSync, writeSync } from 'node:fs';
import { mapped } from '../arrays/index.js';
import { InputError, invariant } from '../problems/index.js';
import type { SweepRecord } from '../results/index.js';
import { unwritable, WHY } from '../study/unwritable.node.js';

/** Where the line of a record stands. */
export interface Line {
  readonly offset: number;
  readonly length: number;
}

/** Files are read and written in pieces of about this size. */
export const PIECE_BYTES = 1 << 16;
const NEWLINE = 10;

/** Bytes of a file in whole lines, with their places; what stands behind the last line end is left out. */
export function* linesOf(file: string): Generator<Line & { readonly text: string }> {
  const descriptor = openSync(file, 'r');
  try {
    let kept = Buffer.alloc(0);
    let offset = 0;
    for (;;) {
      const piece = Buffer.alloc(PIECE_BYTES);
      const read = readSync(descriptor, piece);
      if (read === 0) return;
      const bytes = Buffer.concat([kept, piece.subarray(0, read)]);
      let start = 0;
      for (let end = bytes.indexOf(NEWLINE); end >= 0; end = bytes.indexOf(NEWLINE, start)) {
        yield { offset: offset + start, length: end + 1 - start, text: bytes.toString('utf8', start, end) };
        start = end + 1;
      }
      offset += start;
      kept = bytes.subarray(start);
    }
  } finally {
    closeSync(descriptor);
  }
}

/**
 * Reads lines by their places: those that stand close together with one call of the system. The bytes of a line hold until the
 * next one is read.
 */
export function lineReader(descriptor: number): (line: Line) => Uint8Array {
  let piece = Buffer.alloc(PIECE_BYTES);
  let [from, to] = [0, 0];
  return ({ offset, length }) => {
    if (offset < from || offset + length > to) {
      if (length > piece.length) piece = Buffer.alloc(length);
      from = offset;
      to = offset + readSync(descriptor, piece, 0, piece.length, offset);
      invariant(offset + length <= to, () => `the journal ends within the line at ${offset}`);
    }
    return piece.subarray(offset - from, offset - from + length);
  };
}

/** The record in a line, or undefined when the line is none. */
export function recordOf(text: string): SweepRecord | undefined {
  try {
    const record = JSON.parse(text) as Partial<SweepRecord> | null;
    const whole =
      typeof record?.key === 'string' &&
      typeof record.index === 'number' &&
      typeof record.status === 'string';
    return whole ? (record as SweepRecord) : undefined;
  } catch {
    return undefined;
  }
}

/**
 * The key of the record in a line; one that we wrote begins with it, and its rest need not be read. It is a copy, since V8 would
 * keep the whole line for a part of it.
 */
export function keyOf(text: string): string {
  const [, key = recordOf(text)!.key] = /^\{"key":"(\w+)",/.exec(text) ?? [];
  return Buffer.from(key).toString();
}

export interface Journal {
  /**
   * Appends the lines of records and says where each stands; when it throws, what stood there before still does, and the lines
   * that were whole.
   */
  readonly append: (lines: readonly string[]) => readonly Line[];
  /** Whether the file holds what was found and appended, and nothing that another process wrote. */
  readonly isOurs: () => boolean;
  readonly close: () => void;
}

/** Writes bytes at the end of a file and says how many: `fs.writeSync`, or a spec's disk that is full. */
export type WriteBytes = (descriptor: number, bytes: Uint8Array, start: number) => number;

/**
 * Opens a journal for more. A last line without its end, which a killed process leaves, is cut off; the points whose line is
 * there are told to `found`, the last line of a point counting.
 *
 * @throws InputError `sweep.damaged` when a line in the middle is none, `files.unwritable`
 */
export function openJournal(
  file: string,
  found: (record: SweepRecord, line: Line) => void,
  write: WriteBytes = writeSync,
): Journal {
  let end = 0;
  let broken: number | undefined;
  if (existsSync(file)) {
    let number = 0;
    for (const { text, offset, length } of linesOf(file)) {
      number += 1;
      const record = recordOf(text);
      if (record === undefined) broken ??= number;
      else if (broken !== undefined) throw damaged(file, broken);
      else {
        end = offset + length;
        found(record, { offset, length });
      }
    }
  }
  let closed = false;
  const descriptor = attempt(file, () => openSync(file, 'a'));
  // What a process that was killed, or a machine that lost power, left of its last line.
  if (fstatSync(descriptor).size > end) ftruncateSync(descriptor, end);
  return {
    append: (lines) => {
      const bytes = Buffer.from(mapped(lines, (line) => `${line}\n`).join(''));
      let written = 0;
      try {
        while (written < bytes.length) written += write(descriptor, bytes, written);
        return mapped(lines, (line) => {
          const length = Buffer.byteLength(line) + 1;
          end += length;
          return { offset: end - length, length };
        });
      } catch (error) {
        // Of a batch that a full disk cuts the whole lines stay.
        end += bytes.subarray(0, written).lastIndexOf(NEWLINE) + 1;
        ftruncateSync(descriptor, end);
        throw refusal(file, error);
      }
    },
    isOurs: () => fstatSync(descriptor).size === end,
    close: () => {
      if (!closed) closeSync(descriptor);
      closed = true;
    },
  };
}

function damaged(file: string, line: number): InputError {
  return new InputError([
    {
      ...{ code: 'sweep.damaged', path: '', file, line, message: 'not a record, with records behind it' },
      hint: 'only the last line of a journal can be torn by an interruption; this file was changed',
    },
  ]);
}

export function attempt<T>(file: string, action: () => T): T {
  try {
    return action();
  } catch (error) {
    if (error instanceof InputError) throw error;
    throw refusal(file, error);
  }
}

function refusal(file: string, error: unknown): InputError {
  const { code = '', message } = error as NodeJS.ErrnoException;
  return unwritable(
    file,
    '--output',
    WHY[code] ?? message,
    'what was recorded is kept; --resume goes on from there',
  );
}
