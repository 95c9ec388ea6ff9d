import type { InputError, Problem } from '../problems/index.js';
import { nameOf, type Verb } from './verb.js';
import type { Chosen } from './verbs.js';

const ALWAYS = ['help', 'version'];

/** The first word of a command line is no verb. */
export async function unknownVerb(name: string, verbs: readonly string[]): Promise<InputError> {
  const { InputError, didYouMean } = await import('../problems/index.js');
  return new InputError([
    {
      code: 'usage.unknown-verb',
      path: name,
      message: 'unknown verb',
      hint: /\.wav$/i.test(name) ? `lmusim run ${name}` : didYouMean(name, verbs),
    },
  ]);
}

/**
 * `config vaildate` names no configuration: a word that is nearer to a nested verb than to any shipped name.
 *
 * @throws InputError `usage.unknown-verb`
 */
export async function refuseMisspelt({ name, verb, words }: Chosen): Promise<void> {
  const [word] = words;
  if (word === undefined || !/^[a-z]+$/i.test(word)) return;
  const [{ InputError, didYouMean }, { shippedNames }] = await Promise.all([
    import('../problems/index.js'),
    import('../study/files.node.js'),
  ]);
  const { hardware } = shippedNames();
  if (hardware.includes(word)) return;
  const nested = (verb.nested ?? []).map(nameOf);
  const hint = didYouMean(word, [...hardware, ...nested]);
  const meant = nested.find((other) => hint.includes(`'${other}'`));
  if (meant === undefined) return;
  throw new InputError([
    {
      code: 'usage.unknown-verb',
      path: `${name} ${word}`,
      message: 'neither a verb nor a shipped name',
      hint: `did you mean '${name} ${meant}'?`,
    },
  ]);
}

/**
 * What is wrong with the words after a verb, in the form of all bad input.
 *
 * @param failure what yargs said, or undefined when it understood them
 */
export async function usageProblems(
  argv: readonly string[],
  failure: string | undefined,
  verb: Verb,
): Promise<InputError | undefined> {
  const refusesInput = argv.includes('-') && verb.readsInput !== true;
  const valued = flagsWithValues(argv, verb);
  if (failure === undefined && !refusesInput && valued.length === 0) return undefined;
  // Loaded late: it brings the checkers of files, which a line that is right may not need.
  const { InputError, didYouMean } = await import('../problems/index.js');
  return new InputError([
    ...(refusesInput
      ? [{ code: 'usage.stdin', path: '-', message: 'standard input is not read', hint: 'name a file' }]
      : []),
    ...valued,
    ...(failure === undefined ? [] : failureProblems(argv, failure, verb, didYouMean)),
  ]);
}

/** `--json=no`, `--json false`: yargs takes any value of such a flag for false, or for nothing at all. */
function flagsWithValues(argv: readonly string[], verb: Verb): Problem[] {
  const end = argv.indexOf('--');
  const names = Object.entries(verb.options).filter(([, { type }]) => type === 'boolean');
  const flags = [...names.map(([name]) => name), ...ALWAYS].map((name) => `--${name}`);
  const words = argv.slice(0, end < 0 ? argv.length : end);
  return words.flatMap((word, index) => {
    const behind = /^(true|false)$/.test(words[index + 1] ?? '') ? `${word}=${words[index + 1]}` : word;
    const [, flag, value] = /^(--[^=]+)=(.*)$/s.exec(word.includes('=') ? word : behind) ?? [];
    if (flag === undefined || !flags.includes(flag)) return [];
    return [
      {
        code: 'usage.value',
        path: flag,
        message: 'takes no value',
        expected: `${flag}, or not to be given`,
        received: `'${value}'`,
      },
    ];
  });
}

function failureProblems(
  argv: readonly string[],
  failure: string,
  verb: Verb,
  didYouMean: (name: string, known: readonly string[]) => string,
): Problem[] {
  const options = Object.entries(verb.options);
  const flags = [...options.map(([name]) => name), ...ALWAYS].map((name) => `--${name}`);
  const words = argv.map((word) => word.split('=')[0]!);

  // yargs reads `-network` as the flags -n, -e, -t, ...
  const longWithOneDash = words.filter((word) => flags.includes(`-${word}`));
  if (longWithOneDash.length > 0) {
    return longWithOneDash.map((word) => ({
      code: 'usage.unknown-flag',
      path: word,
      message: 'unknown flag',
      hint: `did you mean '-${word}'?`,
    }));
  }

  // So it reads `-wname`.
  const shorts = options.flatMap(([, { alias, type }]) =>
    type !== 'boolean' && typeof alias === 'string' ? [alias] : [],
  );
  const glued = argv.filter((word) => /^-[^-=]{2}/.test(word) && shorts.includes(word[1]!));
  if (glued.length > 0) {
    return glued.map((word) => ({
      code: 'usage.unknown-flag',
      path: word,
      message: 'unknown flag',
      hint: `did you mean '${word.slice(0, 2)} ${word.slice(2)}'?`,
    }));
  }

  const [, unknown] = /^Unknown arguments?: (.*)$/s.exec(failure) ?? [];
  if (unknown !== undefined) {
    return unknown.split(', ').map((name) => {
      const flag = (name.length === 1 ? '-' : '--') + name;
      if (words.includes(flag) || !words.includes(name)) {
        const hint = didYouMean(flag, flags);
        return {
          code: 'usage.unknown-flag',
          path: flag,
          message: 'unknown flag',
          // The list of all flags stands in the help.
          hint: hint.startsWith('known: ') ? 'see --help' : hint,
        };
      }
      const hint = 'the verb comes first, then its inputs and flags';
      return { code: 'usage.too-many', path: name, message: 'more than this verb takes', hint };
    });
  }

  const [, incomplete] = /^Not enough arguments following: (.*)$/s.exec(failure) ?? [];
  if (incomplete !== undefined) {
    const [name] = options.find(([name, { alias }]) => name === incomplete || alias === incomplete) ?? [
      incomplete,
    ];
    return [
      {
        code: 'usage.empty',
        path: `--${name}`,
        message: 'without a value',
        expected: 'one value',
        received: 'nothing',
      },
    ];
  }

  const [, positional] = /<(\w+)/.exec(verb.command) ?? [];
  if (positional !== undefined && failure.startsWith('Not enough non-option arguments')) {
    const expected = verb.positionals?.[positional]?.describe;
    return [
      {
        code: 'usage.missing',
        path: positional,
        message: 'missing',
        ...(expected === undefined ? {} : { expected }),
        received: 'nothing',
      },
    ];
  }
  return [{ code: 'usage.other', path: '', message: failure.replace(/\s+/g, ' ') }];
}
