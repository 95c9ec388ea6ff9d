import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { InputError, type Problem } from '../problems/index.js';

/** A kind of file that a user names. */
export interface FileKind {
  /** In words, for messages: `a recording (.wav)`. */
  readonly what: string;
  readonly maximum_bytes: number;
  /** What to do when there is no such file. */
  readonly missingHint?: string;
}

const CHUNK_BYTES = 1 << 16;

/**
 * Reads a whole file, a pipe too, but never more than its kind may have.
 *
 * @param shown its name in messages
 * @throws InputError with a code `files.*`
 */
export function readBytes(path: string | URL, kind: FileKind, shown: string): Uint8Array {
  let descriptor: number | undefined;
  try {
    descriptor = openSync(path, 'r');
    const { size } = fstatSync(descriptor);
    if (size > kind.maximum_bytes) throw tooLarge(kind, shown);
    return readAll(descriptor, size, kind, shown);
  } catch (error) {
    if (error instanceof InputError) throw error;
    throw new InputError([unreadable(error, kind, shown)]);
  } finally {
    if (descriptor !== undefined) closeSync(descriptor);
  }
}

/** Reads a whole file of UTF-8 text; else as {@link readBytes}. */
export function readText(path: string | URL, kind: FileKind, shown: string): string {
  const bytes = readBytes(path, kind, shown);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new InputError([
      {
        code: 'files.not-text',
        path: '',
        file: shown,
        message: 'not text in UTF-8',
        expected: kind.what,
        received: `${bytes.length} bytes of another kind`,
      },
    ]);
  }
}

/** A pipe or a device has no size, so what comes is counted. */
function readAll(descriptor: number, size: number, kind: FileKind, shown: string): Uint8Array {
  const chunks: Uint8Array[] = [];
  let total = 0;
  for (;;) {
    const chunk = new Uint8Array(Math.max(CHUNK_BYTES, size - total + 1));
    const length = readSync(descriptor, chunk);
    if (length === 0) break;
    total += length;
    if (total > kind.maximum_bytes) throw tooLarge(kind, shown);
    chunks.push(chunk.subarray(0, length));
  }
  if (chunks.length === 1) return chunks[0]!;
  const bytes = new Uint8Array(total);
  let start = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, start);
    start += chunk.length;
  }
  return bytes;
}

function tooLarge({ what, maximum_bytes }: FileKind, shown: string): InputError {
  return new InputError([
    {
      code: 'files.too-large',
      path: '',
      file: shown,
      message: 'too large',
      expected: `${what} of at most ${maximum_bytes / 1_000_000} MB`,
      received: 'more',
    },
  ]);
}

/** What the operating system's refusals mean. */
const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'no file of this name',
  EISDIR: 'a folder',
  ENOTDIR: 'a path through something that is no folder',
  EACCES: 'no permission to read it',
  EPERM: 'no permission to read it',
  ELOOP: 'links that lead in a circle',
  ENAMETOOLONG: 'a name that is too long',
  EMFILE: 'too many open files',
};

function unreadable(error: unknown, { what, missingHint }: FileKind, shown: string): Problem {
  const { code = '', message } = error as NodeJS.ErrnoException;
  return {
    code: 'files.unreadable',
    path: '',
    file: shown,
    message: 'cannot be read',
    expected: what,
    received: REASONS[code] ?? message,
    ...(code === 'ENOENT' && missingHint !== undefined ? { hint: missingHint } : {}),
  };
}
