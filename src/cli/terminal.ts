import type { Style } from '../report/index.js';

/** Where a command writes, so that tests can stand in for a terminal. */
export interface Terminal {
  /** Standard output: the result. */
  readonly result: (text: string) => void;
  /** Standard error: problems and notes. */
  readonly note: (text: string) => void;
  /** Columns of text on standard output. */
  readonly width: number;
  /** Whether standard output shows colour. */
  readonly colour: boolean;
  /** Whether a person looks at standard error; not where it is left out. */
  readonly watched?: boolean;
  /** Standard input; empty where it is left out. */
  readonly input?: AsyncIterable<Uint8Array>;
}

const MOST_COLUMNS = 100;
const COLUMNS_OF_PIPE = 80;

/** The terminal of this process. Colour only where a person looks and has not asked for none (no-color.org). */
export function processTerminal(process: NodeJS.Process): Terminal {
  const { stdout, stderr, env } = process;
  // Not set at all in a pipe, whatever its type says.
  const interactive = Boolean(stdout.isTTY);
  return {
    result: (text) => stdout.write(text),
    note: (text) => stderr.write(text),
    width: interactive ? Math.min(stdout.columns || COLUMNS_OF_PIPE, MOST_COLUMNS) : COLUMNS_OF_PIPE,
    // Opened only when it is read.
    input: { [Symbol.asyncIterator]: () => process.stdin[Symbol.asyncIterator]() as AsyncIterator<Buffer> },
    watched: Boolean(stderr.isTTY) && env['TERM'] !== 'dumb',
    colour: interactive && (env['NO_COLOR'] ?? '') === '' && env['TERM'] !== 'dumb',
  };
}

/** Text between two control sequences of ECMA-48, 8.3.117 (SGR). */
const sgr =
  (on: number, off: number) =>
  (text: string): string =>
    `\u001b[${on}m${text}\u001b[${off}m`;

export const COLOURED: Style = {
  heading: sgr(1, 22),
  strong: sgr(1, 22),
  dim: sgr(2, 22),
  bar: sgr(36, 39),
  good: sgr(32, 39),
  bad: sgr(31, 39),
};
