import { closeSync, fsyncSync, openSync, renameSync, rmSync, writeSync } from 'node:fs';
import { attempt, PIECE_BYTES } from './journal.node.js';

/** Gathers bytes, since a call of the system for each line costs more than the line. */
function inPieces(write: (bytes: Uint8Array) => void) {
  const piece = Buffer.alloc(PIECE_BYTES);
  let length = 0;
  const flush = (): void => {
    write(piece.subarray(0, length));
    length = 0;
  };
  const put = (bytes: Uint8Array): void => {
    if (length + bytes.length > piece.length) flush();
    if (bytes.length > piece.length) write(bytes);
    else {
      piece.set(bytes, length);
      length += bytes.length;
    }
  };
  return { put, flush };
}

/** A file that is there whole or not at all, on the disk before it has its name. */
export function writeWhole(file: string, fill: (put: (bytes: Uint8Array) => void) => void): void {
  const partial = `${file}.${process.pid}.partial`;
  attempt(file, () => {
    const descriptor = openSync(partial, 'w');
    try {
      try {
        const { put, flush } = inPieces((bytes) => {
          for (let written = 0; written < bytes.length;) written += writeSync(descriptor, bytes, written);
        });
        fill(put);
        flush();
        fsyncSync(descriptor);
      } finally {
        closeSync(descriptor);
      }
      renameSync(partial, file);
    } catch (error) {
      rmSync(partial, { force: true });
      throw error;
    }
  });
}
