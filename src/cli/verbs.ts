import { assemble } from './assemble.js';
import { calibrate } from './calibrate.js';
import { check } from './check.js';
import { compare } from './compare.js';
import { compile } from './compile.js';
import { completion } from './completion.js';
import { config } from './config.js';
import { disassemble } from './disassemble.js';
import { info } from './info.js';
import { rtl } from './rtl.js';
import { run } from './run.js';
import { plot } from './plot.js';
import { size } from './size.js';
import { sweep } from './sweep.js';
import { nameOf, type Verb } from './verb.js';

/** Every verb, in the order of the help. */
export const VERBS: readonly Verb[] = [
  run,
  check,
  calibrate,
  compare,
  compile,
  size,
  sweep,
  plot,
  info,
  assemble,
  disassemble,
  rtl,
  config,
  completion,
];

/** What a command line asks for, by its first words. */
export interface Chosen {
  /** Words that lead to the verb, such as `config validate`; none when the verb was left out. */
  readonly name: string;
  readonly verb: Verb;
  /** The words after its name. */
  readonly words: readonly string[];
}

/** Without a verb there are flags only, so that a misspelt verb is not taken for a recording. */
const { positionals: _recordings, ...FLAGS_OF_RUN } = run;
const WITHOUT_VERB: Verb = { ...FLAGS_OF_RUN, command: 'run' };

/** The verb that a command line names, or undefined when there is none of that name. */
export function chooseVerb(argv: readonly string[]): Chosen | undefined {
  const [first, second] = argv;
  if (first === undefined || first.startsWith('-')) return { name: '', verb: WITHOUT_VERB, words: argv };
  const verb = VERBS.find((verb) => nameOf(verb) === first);
  const nested = verb?.nested?.find((inner) => nameOf(inner) === second);
  if (nested !== undefined) return { name: `${first} ${second}`, verb: nested, words: argv.slice(2) };
  return verb && { name: first, verb, words: argv.slice(1) };
}
