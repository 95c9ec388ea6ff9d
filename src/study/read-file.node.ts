import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { fileKindOf, InputError, type Problem } from '../problems/index.js';

/** A kind of file that a user names. */
export interface FileKind {
  /** In words, for messages: `a recording (.wav)`. */
  readonly what: string;
  readonly maximum_bytes: number;
  /** What to do when there is no such file. */
  readonly missingHint?: string;
}

const PIECE_BYTES = 1 << 16;

/**
 * Reads a whole file, a pipe too, but never more than its kind may have.
 *
 * @param shown its name in messages
 * @throws InputError with a code `files.*`
 */
export function readBytes(path: string | URL, kind: FileKind, shown: string): Uint8Array {
  // One piece for a file of a known size, and the byte beyond it that shows its end.
  const pieces = [...piecesOf(path, kind, shown, (left_bytes) => Math.max(PIECE_BYTES, left_bytes + 1))];
  if (pieces.length === 1) return pieces[0]!;
  const bytes = new Uint8Array(pieces.reduce((sum, { length }) => sum + length, 0));
  let start = 0;
  for (const piece of pieces) {
    bytes.set(piece, start);
    start += piece.length;
  }
  return bytes;
}

/** Reads a file piece by piece; else as {@link readBytes}. */
export function readPieces(path: string | URL, kind: FileKind, shown: string): Generator<Uint8Array> {
  return piecesOf(path, kind, shown, () => PIECE_BYTES);
}

function* piecesOf(
  path: string | URL,
  kind: FileKind,
  shown: string,
  length_bytes: (left_bytes: number) => number,
): Generator<Uint8Array> {
  let descriptor: number | undefined;
  try {
    descriptor = openSync(path, 'r');
    const { size } = fstatSync(descriptor);
    if (size > kind.maximum_bytes) throw tooLarge(kind, shown);
    // A pipe or a device has no size, so what comes is counted.
    for (let total = 0; ;) {
      const piece = new Uint8Array(length_bytes(size - total));
      const length = readSync(descriptor, piece);
      if (length === 0) return;
      total += length;
      if (total > kind.maximum_bytes) throw tooLarge(kind, shown);
      yield piece.subarray(0, length);
    }
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
    // Of what begins as text the rest is not.
    const other = fileKindOf(bytes) ?? '';
    throw new InputError([
      {
        code: 'files.not-text',
        path: '',
        file: shown,
        message: 'not text in UTF-8',
        expected: kind.what,
        received: /^an? /.test(other) ? other : `${bytes.length} bytes of another kind`,
      },
    ]);
  }
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
