/**
 * Every message that refuses an input, whole, as docs/errors.md shows it. The page is written by this spec
 * (`npx vitest run test/errors -u`) and compared with what is said in every other run.
 */
import { readFileSync, readdirSync } from 'node:fs';
import { beforeAll, expect, test } from 'vitest';
import { commandLine } from './command-line.js';
import { baselines } from './baselines.js';
import { configurations, fitting, tables } from './configurations.js';
import { features } from './features.js';
import { legendre, machine, studies } from './library.js';
import { networks } from './networks.js';
import { assembly, programFiles, programs } from './programs.js';
import { targets } from './targets.js';
import { recordings } from './recordings.js';
import { sweeps } from './sweeps.js';
import type { Answer, Case } from './support.js';

const CHAPTERS: readonly (readonly [title: string, cases: readonly Case[]])[] = [
  ['The command line', commandLine],
  ['Recordings (WAV)', recordings],
  ['Features files', features],
  ['Networks (safetensors)', networks],
  ['Hardware configurations (YAML)', configurations],
  ['Energy tables (YAML)', tables],
  ['Baselines (YAML)', baselines],
  ['Sweeps (YAML), their folders and figures', sweeps],
  ['Calibration targets (YAML)', targets],
  ['Network and hardware together', fitting],
  ['Assembly', assembly],
  ['Program files', programFiles],
  ['Programs on an accelerator', programs],
  ['Machine and timing', machine],
  ['Legendre memories', legendre],
  ['Studies and compilation in scripts', studies],
];

/** What no input is known to reach, and why it is there. */
const GUARDS = [
  // A program passes checkProgram before it runs, and these stand behind it.
  ...['simulator.address', 'simulator.collision', 'simulator.program-counter'],
  // The specs have the optional package, which test/installed does without; damage needs folders, as src/sweep has.
  ...['sweep.parquet', 'sweep.damaged', 'sweep.same-name'],
  // What another version of yargs may say.
  'usage.other',
];

/** Suffixes of what several parsers say with their own area in front. */
const SHARED = [
  ...['missing-key', 'unknown-key', 'invalid-type', 'invalid-value', 'too-small', 'too-big'],
  ...['not-json', 'json-depth', 'json-size', 'json-key'],
  ...['yaml', 'key', 'repeated-key', 'too-large', 'too-deep'],
];

const INTRODUCTION = `# Errors

Every refusal names each problem on a line of its own: where (file, line and column, or a path inside the input), what is
wrong, what was expected, what was received, and what to do. All problems come at once, up to a hundred. The command
prints them on standard error, writes nothing else, and exits with 2; the library throws an \`InputError\` whose \`problems\`
carry the same parts as data, each with a stable \`code\`.

| exit code | meaning                                                       |
| --------- | ------------------------------------------------------------- |
| 0         | done                                                          |
| 1         | done, and the answer is no                                    |
| 2         | bad input or usage: nothing was done, and nothing was written |
| 70        | a bug of lmusim                                               |
| 130, 143  | interrupted: no result, and no half-written file              |

A specification writes this page from what is said and fails when a code of the source is not on it. Of an answer with
many lines, the page shows the first and the last.
`;

let answers: ReadonlyMap<Case, Answer>;

beforeAll(async () => {
  const cases = CHAPTERS.flatMap(([, each]) => each);
  const found = new Map<Case, Answer>();
  for (const each of cases) found.set(each, await each.answer());
  answers = found;
}, 120_000);

/** Of many lines, which repeat one message, the first and the last. */
const shown = (text: string): string => {
  const lines = text.trimEnd().split('\n');
  return (lines.length > 12 ? [...lines.slice(0, 3), '...', ...lines.slice(-2)] : lines).join('\n');
};

test.each(CHAPTERS)('%s: every fault is answered', (_, cases) => {
  for (const each of cases) {
    const { codes, text } = answers.get(each)!;
    expect(codes, each.fault).not.toEqual([]);
    expect(text, each.fault).toMatch(/^(.+\n)+$/);
    expect(text, each.fault).not.toMatch(/undefined|\[object|NaN\b/);
  }
});

test('the page shows every message whole', async () => {
  const chapters = CHAPTERS.map(([title, cases]) => {
    const parts = cases.map((each) => {
      const { given, text, codes } = answers.get(each)!;
      const list = [...new Set(codes)].map((code) => `\`${code}\``).join(', ');
      return `**${each.fault}**, \`${given}\`: ${list}\n\n\`\`\`text\n${shown(text)}\n\`\`\`\n`;
    });
    return `## ${title}\n\n${parts.join('\n')}`;
  });
  await expect([INTRODUCTION, ...chapters].join('\n')).toMatchFileSnapshot('../../docs/errors.md');
});

/** Codes that stand in the source as they are; those of the network's checks and of the machine without their area. */
function codesOfSource(): string[] {
  const files = readdirSync('src', { recursive: true, encoding: 'utf8' }).filter((file) =>
    /^(?!.*\.test(ing)?\.ts$).*\.ts$/.test(file),
  );
  const codes = files.flatMap((file) => {
    const text = readFileSync(`src/${file}`, 'utf8');
    const matches = (pattern: RegExp, area = ''): string[] =>
      [...text.matchAll(pattern)].map(([, code]) => area + code!);
    const [folder] = file.split(/[/\\]/);
    const areas =
      'assembly|audio|baseline|compiler|energy|features|files|hardware|legendre|network|problems|program|simulator|study|sweep|timing|usage';
    return [
      ...matches(new RegExp(`code: '((?:${areas})\\.[a-z0-9-]+)'`, 'g')),
      ...(folder === 'network'
        ? matches(/\b(?:report|refuse)\(\s*(?:name,\s*)?'([a-z0-9-]+)'/g, 'network.')
        : []),
      ...(folder === 'compiler' ? matches(/\breport\(\s*'([a-z0-9-]+)'/g, 'compiler.') : []),
      ...(folder === 'simulator'
        ? matches(/machineError\(\s*(?:this\.)?context,\s*'([a-z-]+)'/g, 'simulator.')
        : []),
      ...matches(/'(assembly\.[a-z-]+)'/g),
      ...(file.endsWith('assemble.ts') ? matches(/sizeProblem\(\s*'([a-z-]+)'/g, 'assembly.') : []),
    ];
  });
  return [...new Set(codes)].sort();
}

test('every code of the source is on the page, but those that no input reaches', () => {
  const shownCodes = new Set([...answers.values()].flatMap(({ codes }) => codes));
  const codes = codesOfSource();
  expect(codes.length).toBeGreaterThan(100);
  expect(codes.filter((code) => !shownCodes.has(code) && !GUARDS.includes(code))).toEqual([]);
  const suffixes = new Set([...shownCodes].map((code) => code.split('.')[1]!));
  expect(SHARED.filter((suffix) => !suffixes.has(suffix))).toEqual([]);
  expect(GUARDS.filter((code) => shownCodes.has(code) || !codes.includes(code))).toEqual([]);
});

test('ten kinds of wrong input at least for every parser', () => {
  for (const [title, cases] of CHAPTERS.slice(0, 7)) expect(cases.length, title).toBeGreaterThanOrEqual(10);
});
