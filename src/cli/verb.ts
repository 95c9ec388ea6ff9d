import type { Options, PositionalOptions } from 'yargs';
import type { Terminal } from './terminal.js';

/** What yargs made of a command line: kebab-case names, values not yet checked. */
export type Arguments = Readonly<Record<string, unknown>>;

/** What stands for a lone `-` among the arguments: yargs loses it as a positional. No file has this name. */
export const STANDARD_INPUT = '\0standard input';

/**
 * A verb of the command. Its file declares it and loads what it needs only when it acts, so that `--help` is quick.
 */
export interface Verb {
  /** Name and positionals in the notation of yargs. */
  readonly command: string;
  readonly describe: string;
  readonly positionals?: Readonly<Record<string, PositionalOptions>>;
  readonly options?: Readonly<Record<string, Options>>;
  readonly examples?: readonly (readonly [command: string, what: string])[];
  readonly nested?: readonly Verb[];
  /** Whether a positional `-` stands for standard input. */
  readonly readsInput?: boolean;
  readonly act: (args: Arguments, terminal: Terminal) => Promise<void>;
}
