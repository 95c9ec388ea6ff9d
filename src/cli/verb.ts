import type { Options, PositionalOptions } from 'yargs';
import type { Terminal } from './terminal.js';

/** What yargs made of a command line: kebab-case names, values not yet checked. */
export type Arguments = Readonly<Record<string, unknown>>;

/** What stands for a lone `-` among the arguments: yargs loses it as a positional. No file has this name. */
export const STANDARD_INPUT = '\0standard input';

/** A flag of a verb, with the words that its value can be where they are few. */
export type Flag = Options & { readonly words?: readonly string[] };

/**
 * A verb of the command. Its file declares it and loads what it needs only when it acts, so that `--help` is quick.
 */
export interface Verb {
  /** Name and positionals in the notation of yargs. */
  readonly command: string;
  /** One line of the help, without a full stop. */
  readonly describe: string;
  readonly positionals?: Readonly<Record<string, PositionalOptions>>;
  readonly options: Readonly<Record<string, Flag>>;
  /** At least one; each runs as a test (test/cli/examples.test.ts). */
  readonly examples: readonly (readonly [command: string, what: string])[];
  readonly nested?: readonly Verb[];
  /** Whether a positional `-` stands for standard input. */
  readonly readsInput?: boolean;
  /** Writes the result; `no` when the verb asks something and that is the answer. */
  readonly act: (args: Arguments, terminal: Terminal) => Promise<'no' | void>;
}

export const nameOf = ({ command }: Verb): string => command.split(' ')[0]!;
