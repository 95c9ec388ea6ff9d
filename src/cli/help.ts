/** The text of --help, made from what the verbs declare; yargs, which takes a tenth of a second to load, has no part. */
import type { Options } from 'yargs';
import { document, labelled, wrap } from '../report/index.js';
import type { Chosen } from './verbs.js';
import { VERBS } from './verbs.js';
import type { Verb } from './verb.js';

const WIDTH = 80;
/** Columns of what stands at the left; longer ones get a line of their own. */
const LABEL_COLUMNS = 24;

/** Help of a verb, or of the whole command when none was named. */
export function helpText({ name, verb }: Chosen): string {
  return name === '' ? commandHelp() : verbHelp(name, verb);
}

function commandHelp(): string {
  return document([
    wrap('lmusim VERB: a simulator and energy model of an LMU accelerator', WIDTH),
    section(
      'Verbs',
      VERBS.map(({ command, describe }) => [command, describe]),
    ),
    section('Options', [
      ['VERB --help', 'flags and examples of a verb'],
      ['--version', 'versions of package, table and contract'],
    ]),
    wrap('Without a verb it is run, with the flags of run.', WIDTH),
    examples(VERBS.map(({ examples }) => examples[0]!)),
  ]);
}

function verbHelp(
  name: string,
  { command, describe, positionals = {}, options, nested = [], ...verb }: Verb,
) {
  const outer = name.split(' ').slice(0, -1);
  return document([
    wrap(['lmusim', ...outer, command].join(' '), WIDTH),
    wrap(describe, WIDTH),
    section(
      'Nested verbs',
      nested.map(({ command, describe }) => [`${name} ${command}`, describe]),
    ),
    section(
      'Inputs',
      Object.entries(positionals).map(([input, { describe = '' }]) => [input, describe]),
    ),
    section('Options', [...Object.entries(options).map(flagLine), ['-h, --help', 'this help']]),
    examples(verb.examples),
  ]);
}

function flagLine([name, { alias, describe = '', type }]: [string, Options]): [string, string] {
  const short = typeof alias === 'string' ? `-${alias}, ` : '    ';
  return [`${short}--${name}${type === 'boolean' ? '' : ' VALUE'}`, describe];
}

function section(title: string, lines: readonly (readonly [string, string])[]): readonly string[] {
  if (lines.length === 0) return [];
  return [`${title}:`, ...lines.flatMap(([label, text]) => labelled(label, text, LABEL_COLUMNS, WIDTH))];
}

function examples(lines: Verb['examples']): readonly string[] {
  return [
    'Examples:',
    ...lines.flatMap(([command, what]) => [
      `  ${command}`,
      ...wrap(what, WIDTH - 6).map((line) => `      ${line}`),
    ]),
  ];
}
