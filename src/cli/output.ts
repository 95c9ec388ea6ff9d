import { accessSync, constants, realpathSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { InputError } from '../problems/index.js';
import { DEFAULT_WIDTH, PLAIN, type TextOptions } from '../report/index.js';
import type { ArgumentReader } from './arguments.js';
import { COLOURED, type Terminal } from './terminal.js';

/** Where a verb's result goes, in which form. */
export interface Output {
  readonly format: 'text' | 'json';
  /** How text is laid out there. */
  readonly text: TextOptions;
  readonly deliver: (text: string) => void;
}

/**
 * Reads --format, --json, --output and --force. A file that may not be written is refused here, before any work.
 *
 * @throws InputError also for problems that `args` found before
 */
export function openOutput(args: ArgumentReader, terminal: Terminal): Output {
  const format = args.oneOf('format', ['text', 'json']);
  const json = args.flag('json');
  const file = args.text('output');
  if (json && format === 'text') {
    args.add({
      code: 'usage.conflict',
      path: '--json',
      message: 'not together with --format text',
      expected: 'one of them',
      received: 'both',
    });
  }
  args.refuse();
  const chosen = json ? 'json' : (format ?? 'text');
  if (file === undefined) {
    const style = terminal.colour ? COLOURED : PLAIN;
    return { format: chosen, text: { width: terminal.width, style }, deliver: terminal.result };
  }
  const write = fileWriter(file, args.flag('force'));
  return {
    format: chosen,
    text: { width: DEFAULT_WIDTH, style: PLAIN },
    deliver: (text) => {
      write(text);
      if (!args.flag('quiet')) terminal.note(`lmusim: wrote ${file}\n`);
    },
  };
}

export function jsonText(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}

/** A function that writes the whole file or nothing: beside it first, then under its name. */
function fileWriter(file: string, force: boolean): (text: string) => void {
  const refusal = (received: string, hint?: string): InputError =>
    new InputError([
      {
        code: 'files.unwritable',
        path: '--output',
        message: `cannot write ${file}`,
        received,
        ...(hint === undefined ? {} : { hint }),
      },
    ]);
  const existing = statSync(file, { throwIfNoEntry: false });
  if (existing?.isDirectory() === true) throw refusal('a folder');
  if (existing?.isFile() === true && !force) {
    throw refusal('a file that exists', '--force overwrites it');
  }
  const attempt = (action: () => void): void => {
    try {
      action();
    } catch (error) {
      throw refusal((error as Error).message);
    }
  };
  // A device or a pipe cannot be renamed to.
  if (existing !== undefined && !existing.isFile()) {
    return (text) => attempt(() => writeFileSync(file, text));
  }
  attempt(() => accessSync(dirname(file), constants.W_OK));
  const target = existing === undefined ? file : realpathSync(file);
  const partial = `${target}.${process.pid}.partial`;
  return (text) =>
    attempt(() => {
      try {
        writeFileSync(partial, text, { flag: 'wx' });
        renameSync(partial, target);
      } finally {
        rmSync(partial, { force: true });
      }
    });
}
