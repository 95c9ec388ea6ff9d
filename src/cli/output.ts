import { DEFAULT_WIDTH, PLAIN, type TextOptions } from '../report/index.js';
import type { ArgumentReader } from './arguments.js';
import { COLOURED, type Terminal } from './terminal.js';
import { wholeFile, type WholeFile } from './whole-file.js';

/** Forms of results that every verb has. */
type Form = 'text' | 'json';

/** Where a verb's result goes, in which form. */
export interface Output<Format extends string = Form> {
  readonly format: Format;
  /** How text is laid out there. */
  readonly text: TextOptions;
  readonly deliver: (text: string) => void;
}

/** A result that is written while it is found: its pieces, then its end, or that it has none. */
export interface GradualOutput<Format extends string> extends Output<Format>, WholeFile {}

/** Writes the whole file or nothing. */
type Write = (data: string | Uint8Array) => void;

/**
 * Reads --format, --json, --output and --force. A file that may not be written is refused here, before any work.
 *
 * @param more forms that this verb has besides
 * @throws InputError also for problems that `args` found before
 */
export function openOutput<More extends string = never>(
  args: ArgumentReader,
  terminal: Terminal,
  more: readonly More[] = [],
): GradualOutput<Form | More> {
  const { file, ...output } = open(args, terminal, more);
  if (file === undefined) {
    const nothing = (): void => undefined;
    return {
      ...output,
      write: (data) => terminal.result(String(data)),
      finish: nothing,
      abandon: nothing,
    };
  }
  const deliver = (text: string): void => {
    file.write(text);
    file.finish();
  };
  return { format: output.format, text: { width: DEFAULT_WIDTH, style: PLAIN }, deliver, ...file };
}

/**
 * As {@link openOutput}, for a verb that makes a product beside what it says of it: --output takes the product, `deliver`
 * always goes to standard output.
 */
export function openProduct(
  args: ArgumentReader,
  terminal: Terminal,
): Output & { readonly write: Write | undefined } {
  const { file, ...output } = open(args, terminal, []);
  if (file === undefined) return { ...output, write: undefined };
  return {
    ...output,
    write: (data) => {
      file.write(data);
      file.finish();
    },
  };
}

/** A file of its own that a flag names, which says on standard error when it is there; undefined without the flag. */
export function openFile(
  args: ArgumentReader,
  terminal: Terminal,
  flag: 'output' | 'write-features' | 'csv' | 'parquet' | 'best',
): WholeFile | undefined {
  const name = args.text(flag);
  args.refuse();
  if (name === undefined) return undefined;
  const file = wholeFile(name, { force: args.flag('force'), flag: `--${flag}` });
  return {
    ...file,
    finish: () => {
      file.finish();
      if (!args.flag('quiet')) terminal.note(`lmusim: wrote ${name}\n`);
    },
  };
}

function open<More extends string>(
  args: ArgumentReader,
  terminal: Terminal,
  more: readonly More[],
): Output<Form | More> & { readonly file: WholeFile | undefined } {
  const format = chosenFormat(args, more);
  const file = openFile(args, terminal, 'output');
  return {
    format,
    text: { width: terminal.width, style: terminal.colour ? COLOURED : PLAIN },
    deliver: terminal.result,
    file,
  };
}

/** What --format and --json say together; text when neither is given. */
export function chosenFormat<More extends string = never>(
  args: ArgumentReader,
  more: readonly More[] = [],
): Form | More {
  const format = args.oneOf<Form | More>('format', ['text', 'json', ...more]);
  const json = args.flag('json');
  if (json && format !== undefined && format !== 'json') {
    args.add({
      code: 'usage.conflict',
      path: '--json',
      message: `not together with --format ${format}`,
      expected: 'one of them',
      received: 'both',
    });
  }
  return json ? 'json' : (format ?? 'text');
}

export function jsonText(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
