import {
  accessSync,
  closeSync,
  constants,
  openSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';
import { dirname } from 'node:path';
import type { InputError } from '../problems/index.js';
import { unwritable, WHY } from '../study/unwritable.node.js';

/** A file that is there whole or not at all. */
export interface WholeFile {
  readonly write: (data: string | Uint8Array) => void;
  /** Gives the file its name. */
  readonly finish: () => void;
  /** Leaves nothing behind; does nothing after `finish`. */
  readonly abandon: () => void;
}

const INTERRUPTS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/**
 * Prepares to write a file: beside it first, then under its name. What refuses it is told here, before any work; nothing
 * is created before the first `write`, and nothing is left of it when the process is interrupted.
 *
 * @param flag that named the file, for messages
 * @throws InputError `files.unwritable`; so do the functions
 */
export function wholeFile(
  file: string,
  { force, flag }: { readonly force: boolean; readonly flag: string },
): WholeFile {
  const refusal = (reason: string, hint?: string): InputError => unwritable(file, flag, reason, hint);
  const attempt = <T>(action: () => T): T => {
    try {
      return action();
    } catch (error) {
      const { code = '', message } = error as NodeJS.ErrnoException;
      throw refusal(WHY[code] ?? message);
    }
  };
  const existing = attempt(() => statSync(file, { throwIfNoEntry: false }));
  if (existing?.isDirectory() === true) throw refusal('it is a folder');
  if (existing?.isFile() === true && !force) throw refusal('it exists', '--force overwrites it');
  // A device or a pipe cannot be renamed to.
  const direct = existing?.isFile() === false;
  const target = direct || existing === undefined ? file : realpathSync(file);
  if (!direct) attempt(() => accessSync(dirname(target), constants.W_OK));
  const partial = direct ? target : `${target}.${process.pid}.partial`;

  let descriptor: number | undefined;
  const close = (): void => {
    for (const signal of INTERRUPTS) process.off(signal, interrupted);
    if (descriptor !== undefined) closeSync(descriptor);
    descriptor = undefined;
  };
  const abandon = (): void => {
    const begun = descriptor !== undefined;
    close();
    if (begun && !direct) rmSync(partial, { force: true });
  };
  /** Ends as the signal would have ended it: a shell shows 128 and the signal's number. */
  const interrupted = (signal: NodeJS.Signals): void => {
    abandon();
    process.kill(process.pid, signal);
  };
  const orAbandon = (action: () => void): void => {
    try {
      attempt(action);
    } catch (error) {
      abandon();
      throw error;
    }
  };
  return {
    write: (data) =>
      orAbandon(() => {
        if (descriptor === undefined) {
          for (const signal of INTERRUPTS) process.once(signal, interrupted);
          descriptor = openSync(partial, direct ? 'w' : 'wx');
        }
        const bytes = typeof data === 'string' ? Buffer.from(data) : data;
        for (let written = 0; written < bytes.length;) written += writeSync(descriptor, bytes, written);
      }),
    finish: () =>
      orAbandon(() => {
        if (!direct) renameSync(partial, target);
        close();
      }),
    abandon,
  };
}
