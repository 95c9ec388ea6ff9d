import type { Problem } from '../problems/index.js';
import { CONTRACT, VERSION } from '../results/index.js';
import { DEFAULT_TABLE } from '../study/defaults.node.js';
import type { Terminal } from './terminal.js';
import { nameOf, type Arguments } from './verb.js';
import { chooseVerb, VERBS, type Chosen } from './verbs.js';

/** Exit codes of every verb. */
export const EXIT = { done: 0, no: 1, badInput: 2, ourBug: 70 } as const;

const VERSIONS = `lmusim ${VERSION}\ntable ${DEFAULT_TABLE}\ncontract ${CONTRACT}\n`;

/**
 * Runs a command line.
 *
 * @param argv words after the command's name
 * @returns the exit code; never throws
 */
export async function runCli(argv: readonly string[], terminal: Terminal): Promise<number> {
  const debug = argv.includes('--debug');
  try {
    return (await obey(argv, terminal)) === 'no' ? EXIT.no : EXIT.done;
  } catch (error) {
    return await report(error, debug, terminal);
  }
}

/**
 * What {@link runCli} reports on. What only help and version need is loaded for them, and the reader of flags only where
 * there are flags to read.
 *
 * @throws InputError for what the user has to mend
 */
export async function obey(argv: readonly string[], terminal: Terminal): Promise<'no' | void> {
  const flags = argv.slice(0, argv.includes('--') ? argv.indexOf('--') : argv.length);
  if (flags.includes('--version')) {
    terminal.result(VERSIONS);
    return;
  }
  const chosen = chooseVerb(argv);
  if (chosen === undefined) {
    const { unknownVerb } = await import('./usage.js');
    throw await unknownVerb(argv[0]!, VERBS.map(nameOf));
  }
  if (flags.includes('--help') || flags.includes('-h')) {
    const { helpText } = await import('./help.js');
    terminal.result(helpText(chosen));
    return;
  }
  if (chosen.verb.nested !== undefined) {
    const { refuseMisspelt } = await import('./usage.js');
    await refuseMisspelt(chosen);
  }
  return chosen.verb.act(await argumentsOf(chosen), terminal);
}

/** Nothing, where nothing is given or missing, needs no reader: loading it is a sixth of a default run's start. */
async function argumentsOf({ verb, words }: Chosen): Promise<Arguments> {
  if (words.length === 0 && !verb.command.includes('<')) return {};
  const { parse } = await import('./parse.js');
  return parse(verb, words);
}

/** One line for each problem, or one line that says that it is our bug. */
async function report(error: unknown, debug: boolean, terminal: Terminal): Promise<number> {
  const { formatProblem, InputError } = await import('../problems/index.js');
  const say = (line: string): void => terminal.note(`lmusim: ${visible(line)}\n`);
  const known = error instanceof InputError;
  if (known) error.problems.forEach((problem: Problem) => say(formatProblem(problem)));
  else {
    const message = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
    say(`internal error, a bug of lmusim that should be reported: ${message} (--debug shows where)`);
  }
  if (debug && error instanceof Error) terminal.note(`${error.stack ?? ''}\n`);
  return known ? EXIT.badInput : EXIT.ourBug;
}

/**
 * Control characters of names and files shown as escapes, those that turn the direction of writing and the byte order mark
 * too: nothing reaches the terminal, and a problem stays one line.
 */
function visible(text: string): string {
  return text.replace(
    /[\p{Cc}\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]/gu,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
