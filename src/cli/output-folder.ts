import { mkdirSync, mkdtempSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import type { InputError } from '../problems/index.js';
import { unwritable, WHY } from '../study/unwritable.node.js';

/**
 * A function that writes a folder, whole or not at all: beside it first, then under its name. With `force` files of a
 * folder that exists are overwritten one by one.
 *
 * @throws InputError when it exists and `force` is not given, here, before any work; or when it cannot be written
 */
export function folderWriter(folder: string, force: boolean): (files: ReadonlyMap<string, string>) => void {
  const refusal = (reason: string, hint?: string): InputError => unwritable(folder, '--output', reason, hint);
  const attempt = <T>(action: () => T): T => {
    try {
      return action();
    } catch (error) {
      const { code = '', message } = error as NodeJS.ErrnoException;
      throw refusal(WHY[code] ?? message);
    }
  };
  const existing = attempt(() => statSync(folder, { throwIfNoEntry: false }));
  if (existing !== undefined && !existing.isDirectory()) throw refusal('it is no folder');
  if (existing !== undefined && !force) {
    throw refusal('it exists', '--force overwrites files of the same names in it');
  }
  if (existing !== undefined) return (files) => attempt(() => writeAll(folder, files));
  const target = resolve(folder);
  const parent = attempt(() => statSync(dirname(target), { throwIfNoEntry: false }));
  if (parent?.isDirectory() !== true) throw refusal(WHY['ENOENT']!);
  return (files) =>
    attempt(() => {
      const partial = mkdtempSync(join(dirname(target), `.${basename(target)}.`));
      try {
        writeAll(join(partial, 'folder'), files);
        renameSync(join(partial, 'folder'), target);
      } finally {
        rmSync(partial, { recursive: true, force: true });
      }
    });
}

function writeAll(folder: string, files: ReadonlyMap<string, string>): void {
  for (const [path, text] of files) {
    const file = join(folder, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
}
