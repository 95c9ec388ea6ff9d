import type { InputError, Problem } from '../problems/index.js';
import type { Verb } from './verb.js';

const ALWAYS = ['help', 'version'];

/**
 * What is wrong with a command line, in the form of all bad input.
 *
 * @param failure what yargs said, or undefined when it understood the line
 * @param verb the verb whose flags it was reading
 */
export async function usageProblems(
  argv: readonly string[],
  failure: string | undefined,
  verb: Verb,
  verbs: readonly Verb[],
): Promise<InputError | undefined> {
  if (failure === undefined && !argv.includes('-')) return undefined;
  // Loaded late: it brings the checkers of files, which a line that is right may not need.
  const { didYouMean, InputError } = await import('../problems/index.js');
  const flags = [...Object.keys(verb.options ?? {}), ...ALWAYS].map((name) => `--${name}`);
  const [, unknown] = /^Unknown arguments?: (.*)$/s.exec(failure ?? '') ?? [];
  const [, incomplete] = /^Not enough arguments following: (.*)$/s.exec(failure ?? '') ?? [];
  const problem = (code: string, path: string, message: string, hint?: string): Problem => ({
    code: `usage.${code}`,
    path,
    message,
    ...(hint === undefined ? {} : { hint }),
  });
  const problems: Problem[] = [];
  if (argv.includes('-')) {
    problems.push(problem('stdin', '-', 'no file is read from standard input', 'name a file, or /dev/stdin'));
  }
  if (unknown !== undefined) {
    for (const name of unknown.split(', ')) {
      const asFlag = (name.length === 1 ? '-' : '--') + name;
      const typed = argv.find((word) => word.split('=')[0] === asFlag);
      if (typed !== undefined || !argv.includes(name)) {
        problems.push(problem('unknown-flag', asFlag, 'unknown flag', didYouMean(asFlag, flags)));
      } else if (name === argv[0]) {
        const hint = /\.wav$/i.test(name)
          ? `lmusim run ${name}`
          : didYouMean(
              name,
              verbs.map(({ command }) => command.split(' ')[0]!),
            );
        problems.push(problem('unknown-verb', name, 'unknown verb', hint));
      } else {
        problems.push(
          problem('too-many', name, 'more than this verb takes', 'verb first, then its inputs and flags'),
        );
      }
    }
  } else if (incomplete !== undefined) {
    const option = Object.entries(verb.options ?? {}).find(
      ([name, { alias }]) => name === incomplete || alias === incomplete,
    );
    problems.push({
      ...problem('empty', `--${option?.[0] ?? incomplete}`, 'without a value'),
      expected: 'one value',
      received: 'nothing',
    });
  } else if (failure?.startsWith('Not enough non-option arguments') === true) {
    problems.push(problem('missing', verb.command, 'something is missing', 'see --help'));
  } else if (failure !== undefined) {
    problems.push(problem('other', '', failure.replace(/\s+/g, ' ')));
  }
  return new InputError(problems);
}
