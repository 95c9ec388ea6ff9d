import { readdirSync, rmSync, writeFileSync } from 'node:fs';
import { basename } from 'node:path';
import * as fc from 'fast-check';
import { encodeWav } from '../../../src/audio/index.js';
import { runCli } from '../../../src/cli/cli.js';
import { nameOf } from '../../../src/cli/verb.js';
import { VERBS } from '../../../src/cli/verbs.js';
import { encodeProgram } from '../../../src/program/index.js';
import { twoTileProgram } from '../../support/hand-made-program.js';
import { InputError } from '../../../src/problems/index.js';
import { fromUtf8, promised, utf8, type Target } from '../target.js';

/** Files of the working folder, which is the campaign's own: small ones that are good, and some of no use. */
const FILES: Readonly<Record<string, string | Uint8Array>> = {
  'short.wav': encodeWav(new Int16Array(600).fill(100), 16_000),
  'cut.wav': encodeWav(new Int16Array(600), 16_000).subarray(0, 100),
  'frame.json': JSON.stringify({
    schema: 'lmusim.features/1',
    recordings: [{ name: 'a', frames: [Array(20).fill(3)] }],
  }),
  'tile.asm': 'frame: recv\nsend result\njump frame\n',
  'kws.lmuprog': encodeProgram(twoTileProgram()),
  'list.yaml': '- 1\n- 2\n',
  'empty.yaml': '',
};
const VALUES = [
  ...[
    'clock_kHz=100',
    'tiles[*].macArray.lanes=8',
    'tiles[0]=1',
    'tile=[',
    'tiles[4294967296].x=1',
    '__proto__.x=1',
    'a=*b',
    'bash',
    '1,2',
  ],

  ...Object.keys(FILES),
  ...[
    'paper-22nm',
    'tiny',
    'single-1mhz',
    '22nm-bottom-up',
    'kws-bootstrap',
    'no-such-name',
    'absent.wav',
    '.',
    '/dev/null',
  ],
  ...[
    'json',
    'text',
    'reset',
    'kept',
    '0,1,1',
    '0',
    '-1',
    '1e9',
    'a=b',
    '',
    ' ',
    '-',
    '--',
    '--=',
    '-x',
    '---',
    '=',
    '__proto__',
  ],
  ...[
    'new.txt',
    'none/new.txt',
    '\u001b[31m',
    '\ud83c\udf99',
    'constructor',
    '$0',
    'toString=1',
    '--__proto__.x=1',
    '--no-json',
  ],
];
/** Unit separator: no word of the grammar holds it. */
const BETWEEN = '\u001f';

const line = (words: readonly string[]): Uint8Array => utf8(words.join(BETWEEN));
const wordsOf = (input: Uint8Array): string[] => (input.length === 0 ? [] : fromUtf8(input).split(BETWEEN));

interface Outcome {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

async function lmusim(argv: readonly string[]): Promise<Outcome> {
  let [stdout, stderr] = ['', ''];
  const terminal = {
    result: (text: string) => void (stdout += text),
    note: (text: string) => void (stderr += text),
    width: 80,
    colour: false,
  };
  return { code: await runCli(argv, terminal), stdout, stderr };
}

/** Every verb, nested ones behind theirs. */
const verbs = VERBS.flatMap((verb) => [
  [nameOf(verb)],
  ...(verb.nested ?? []).map((inner) => [nameOf(verb), nameOf(inner)]),
]);

/** Every flag of every verb, in both forms. */
const flags = [
  ...new Set(
    [...VERBS, ...VERBS.flatMap(({ nested }) => nested ?? [])].flatMap(({ options }) =>
      Object.entries(options).flatMap(([name, { alias }]) => [
        `--${name}`,
        ...(typeof alias === 'string' ? [`-${alias}`] : []),
      ]),
    ),
  ),
  ...['--help', '-h', '--version'],
];

/** What is in the working folder beside its own files, and is removed. */
function newFiles(): string[] {
  promised(basename(process.cwd()).startsWith('lmusim-'), 'the working folder is a scratch folder');
  const found = readdirSync('.').filter((name) => !(name in FILES));
  for (const name of found) rmSync(name, { recursive: true, force: true });
  return found;
}

/** The whole command, argv to exit code, in the working folder of the process, which must be a scratch folder. */
export const command: Target = {
  name: 'command',
  seeds: () => {
    newFiles();
    for (const [name, content] of Object.entries(FILES)) writeFileSync(name, content);
    return [
      line(['run', 'short.wav', '--json']),
      line(['--features', 'frame.json', '-o', 'new.txt']),
      line(['config', 'validate', 'tiny', 'list.yaml']),
      line(['config', 'tiny', '--set', 'tiles[*].macArray.lanes=8']),
      line(['assemble', 'tile.asm', '-o', 'new.txt']),
      line(['disassemble', 'kws.lmuprog', '--tile', '1']),
      line(['size', 'kws-bootstrap', '--tiles', '3', '--lanes', '8']),
      ...verbs.map(line),
    ];
  },
  mutants: (parent, other) => {
    const flag = fc.constantFrom(...flags);
    const value = fc.constantFrom(...VALUES);
    const part = fc.oneof(
      value.map((word) => [word]),
      flag.map((word) => [word]),
      fc.tuple(flag, value),
      fc.tuple(flag, value).map((pair) => [pair.join('=')]),
      fc.string({ maxLength: 12 }).map((word) => [word.replaceAll('/', '_')]),
    );
    const fresh = fc.tuple(fc.constantFrom(...verbs), fc.array(part, { maxLength: 6 }));
    const at = fc.double({ min: 0, max: 1, noNaN: true });
    return fc.oneof(
      fresh.map(([verb, rest]) => line([...verb, ...rest.flat()])),
      fc
        .tuple(at, fc.nat(2), fc.array(part, { maxLength: 2 }), at)
        .map(([begin, removed, inserted, from]) => {
          const [good, others] = [wordsOf(parent), wordsOf(other)];
          const spliced = others.slice(Math.floor(from * others.length)).slice(0, 2);
          return line(
            good.toSpliced(Math.floor(begin * good.length), removed, ...inserted.flat(), ...spliced),
          );
        }),
    );
  },
  run: async (input) => {
    const argv = wordsOf(input);
    newFiles();
    const { code, stdout, stderr } = await lmusim(argv);
    const written = newFiles();
    promised([0, 1, 2].includes(code), `an exit code of the documentation, not ${code}: ${stderr}`);
    promised(!/\n {4}at /.test(stderr) || argv.includes('--debug'), `no stack trace: ${stderr}`);
    promised(!written.some((name) => name.endsWith('.partial')), 'no half-written file');
    if (code !== 2) return;
    promised(stdout === '' && written.length === 0, 'a refused command has no result');
    promised(/^(lmusim: .+\n)+/.test(stderr), `a refused command says why: ${stderr}`);
    throw new InputError([{ code: 'usage.refused', path: '', message: stderr.slice(0, 200) }]);
  },
  limit_ms: 20_000,
};
