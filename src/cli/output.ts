import { DEFAULT_WIDTH, PLAIN, type TextOptions } from '../report/index.js';
import type { ArgumentReader } from './arguments.js';
import { COLOURED, type Terminal } from './terminal.js';
import { wholeFile } from './whole-file.js';

/** Where a verb's result goes, in which form. */
export interface Output<Format extends string = 'text' | 'json'> {
  readonly format: Format;
  /** How text is laid out there. */
  readonly text: TextOptions;
  readonly deliver: (text: string) => void;
  /** For a result that is written while it is found, in place of `deliver`: pieces, and its end, or that there is none. */
  readonly write: (text: string) => void;
  readonly end: () => void;
  readonly abandon: () => void;
}

/**
 * Reads --format, --json, --output and --force. A file that may not be written is refused here, before any work.
 *
 * @throws InputError also for problems that `args` found before
 */
export function openOutput<Format extends string = never>(
  args: ArgumentReader,
  terminal: Terminal,
  more: readonly Format[] = [],
): Output<Format | 'text' | 'json'> {
  const format = args.oneOf('format', ['text', 'json', ...more]);
  const json = args.flag('json');
  const file = args.text('output');
  if (json && format !== undefined && format !== 'json') {
    args.add({
      code: 'usage.conflict',
      path: '--json',
      message: `not together with --format ${format}`,
      expected: 'one of them',
      received: 'both',
    });
  }
  args.refuse();
  const chosen = json ? 'json' : (format ?? 'text');
  if (file === undefined) {
    const style = terminal.colour ? COLOURED : PLAIN;
    return {
      format: chosen,
      text: { width: terminal.width, style },
      deliver: terminal.result,
      write: terminal.result,
      end: () => undefined,
      abandon: () => undefined,
    };
  }
  const { write, finish, abandon } = wholeFile(file, { force: args.flag('force'), flag: '--output' });
  const end = (): void => {
    finish();
    if (!args.flag('quiet')) terminal.note(`lmusim: wrote ${file}\n`);
  };
  return {
    format: chosen,
    text: { width: DEFAULT_WIDTH, style: PLAIN },
    deliver: (text) => {
      write(text);
      end();
    },
    write,
    end,
    abandon,
  };
}

export function jsonText(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
