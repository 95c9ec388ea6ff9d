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

/** Writes the whole file or nothing. */
type Write = (data: string | Uint8Array) => void;

/**
 * Reads --format, --json, --output and --force. A file that may not be written is refused here, before any work.
 *
 * @throws InputError also for problems that `args` found before
 */
export function openOutput(args: ArgumentReader, terminal: Terminal): Output {
  const { write, ...output } = openProduct(args, terminal);
  if (write === undefined) return output;
  return { format: output.format, text: { width: DEFAULT_WIDTH, style: PLAIN }, deliver: write };
}

/**
 * As {@link openOutput}, for a verb that makes a product beside what it says of it: --output takes the product, `deliver`
 * always goes to standard output.
 */
export function openProduct(
  args: ArgumentReader,
  terminal: Terminal,
): Output & { readonly write: Write | undefined } {
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
  const output: Output = {
    format: json ? 'json' : (format ?? 'text'),
    text: { width: terminal.width, style: terminal.colour ? COLOURED : PLAIN },
    deliver: terminal.result,
  };
  if (file === undefined) return { ...output, write: undefined };
  const write = fileWriter(file, args.flag('force'));
  return {
    ...output,
    write: (data) => {
      write(data);
      if (!args.flag('quiet')) terminal.note(`lmusim: wrote ${file}\n`);
    },
  };
}

export function jsonText(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}

/** What the operating system's refusals mean. */
const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'its folder does not exist',
  ENOTDIR: 'its folder is a file',
  EACCES: 'no permission',
  EPERM: 'no permission',
  EROFS: 'a read-only file system',
  ENOSPC: 'no space is left',
  EDQUOT: 'no space is left',
  EFBIG: 'it would be larger than a file may be',
};

function refusal(file: string, reason: string, hint?: string): InputError {
  return new InputError([
    {
      code: 'files.unwritable',
      path: '--output',
      message: `cannot write ${file}: ${reason}`,
      ...(hint === undefined ? {} : { hint }),
    },
  ]);
}

/** A function that writes the whole file or nothing: beside it first, then under its name. */
function fileWriter(file: string, force: boolean): Write {
  const attempt = <T>(action: () => T): T => {
    try {
      return action();
    } catch (error) {
      const { code = '', message } = error as NodeJS.ErrnoException;
      throw refusal(file, REASONS[code] ?? message);
    }
  };
  const existing = attempt(() => statSync(file, { throwIfNoEntry: false }));
  if (existing?.isDirectory() === true) throw refusal(file, 'it is a folder');
  if (existing?.isFile() === true && !force) throw refusal(file, 'it exists', '--force overwrites it');
  // A device or a pipe cannot be renamed to.
  if (existing?.isFile() === false) return (data) => attempt(() => writeFileSync(file, data));
  const target = existing === undefined ? file : realpathSync(file);
  attempt(() => accessSync(dirname(target), constants.W_OK));
  const partial = `${target}.${process.pid}.partial`;
  return (data) =>
    attempt(() => {
      try {
        uninterrupted(() => {
          writeFileSync(partial, data, { flag: 'wx' });
          renameSync(partial, target);
        });
      } finally {
        rmSync(partial, { force: true });
      }
    });
}

/** Signals that end a process at once, and with it the chance to tidy up. */
const INTERRUPTS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** Runs to its end what an interrupt would leave half done; the work is all but over by then, so it counts as done. */
function uninterrupted(action: () => void): void {
  const ignore = (): void => undefined;
  for (const signal of INTERRUPTS) process.on(signal, ignore);
  try {
    action();
  } finally {
    for (const signal of INTERRUPTS) process.off(signal, ignore);
  }
}
