import yargs from 'yargs';
import { usageProblems } from './usage.js';
import { STANDARD_INPUT, type Arguments, type Verb } from './verb.js';

/**
 * Reads the words after a verb. The verb does not act here, so that nothing runs when anything on the line is wrong.
 *
 * @throws InputError for a usage that is not understood
 */
export async function parse(verb: Verb, words: readonly string[]): Promise<Arguments> {
  let given: Arguments = {};
  let failure: string | undefined;
  await yargs()
    .locale('en')
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
    .version(false)
    .help(false)
    .fail((message, error) => {
      failure ??= message ?? error?.message ?? '';
    })
    .command(
      verb.command.replace(/^\S+/, '$0'),
      false,
      (parser) => {
        for (const [name, positional] of Object.entries(verb.positionals ?? {})) {
          parser.positional(name, positional);
        }
        return parser.options(verb.options);
      },
      (args) => {
        given = args;
      },
    )
    .parseAsync(words.map((word) => (word === '-' ? STANDARD_INPUT : word)));
  const problems = await usageProblems(words, failure, verb);
  if (problems !== undefined) throw problems;
  return given;
}
