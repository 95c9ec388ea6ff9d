import yargs, { type Argv } from 'yargs';
import { config } from './config.js';
import { run } from './run.js';
import type { Terminal } from './terminal.js';
import { usageProblems } from './usage.js';
import { STANDARD_INPUT, type Arguments, type Verb } from './verb.js';

const VERBS: readonly Verb[] = [run, config];

/** What a command line asks for: text to show, or a verb to let act. */
export type Request =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'verb'; readonly act: (terminal: Terminal) => Promise<void> };

/**
 * Reads a command line. A verb does not act here, so that nothing runs when anything on the line is wrong.
 *
 * @throws InputError for a usage that is not understood
 */
export async function parse(argv: readonly string[], version: string): Promise<Request> {
  let request: Request | undefined;
  let failure: string | undefined;
  let shown = '';
  /** The verb whose flags were being read when something was wrong. */
  let current: Verb = run;

  const readWith =
    (verb: Verb, positionals: Verb['positionals'] = verb.positionals) =>
    (parser: Argv): Argv => {
      current = verb;
      for (const [name, positional] of Object.entries(positionals ?? {})) {
        parser.positional(name, { ...positional, global: false });
      }
      for (const [name, option] of Object.entries(verb.options ?? {})) {
        parser.option(name, { ...option, global: false });
      }
      for (const [example, what] of verb.examples ?? []) parser.example(example, what);
      for (const nested of verb.nested ?? []) declare(parser, nested, Object.keys(positionals ?? {}));
      return parser;
    };
  const choose =
    (verb: Verb) =>
    (args: Arguments): void => {
      request = { kind: 'verb', act: (terminal) => verb.act(args, terminal) };
    };
  /** yargs shows the positionals of an outer verb in the help of an inner one, where they mean nothing. */
  const declare = (parser: Argv, verb: Verb, outer: readonly string[] = []): Argv =>
    parser.command(
      verb.command,
      verb.describe,
      (own) => outer.reduce((shown, name) => shown.hide(name), readWith(verb)(own)),
      choose(verb),
    );

  const parser = yargs()
    .scriptName('lmusim')
    .usage('$0 VERB: a simulator and energy model of an LMU accelerator; without a verb, run')
    .locale('en')
    .wrap(80)
    .exitProcess(false)
    .showHelpOnFail(false)
    .parserConfiguration({
      'boolean-negation': false,
      'camel-case-expansion': false,
      'dot-notation': false,
      'parse-numbers': false,
      'parse-positional-numbers': false,
      'populate--': true,
      'strip-aliased': true,
    })
    .strict()
    .version('version', 'versions of package, table and contract', version)
    .help('help', 'this help')
    .alias('help', 'h')
    .fail((message, error) => {
      failure ??= message ?? error?.message ?? '';
    });
  // yargs renders a verb's help whenever the verb is chosen, a tenth of a run's start-up, but not that of a default
  // command: `run` is read as one unless its help is what is wanted.
  const runs = argv[0] === 'run' && !argv.some((word) => word === '--help' || word === '-h');
  if (runs) parser.command(run.command.replace('run', '$0'), false, readWith(run), choose(run));
  else {
    for (const verb of VERBS) declare(parser, verb);
    // Without a verb there are flags only, so that a misspelt verb is not taken for a recording.
    parser.command('$0', false, readWith(run, {}), choose(run));
  }
  await parser.parseAsync(
    (runs ? argv.slice(1) : argv).map((word) => (word === '-' ? STANDARD_INPUT : word)),
    {},
    (_error: unknown, _args: unknown, output: string) => {
      shown += output;
    },
  );

  const problems = await usageProblems(argv, failure, current, VERBS);
  if (problems !== undefined) throw problems;
  if (shown !== '') return { kind: 'text', text: `${shown.trimEnd()}\n` };
  return request!;
}
