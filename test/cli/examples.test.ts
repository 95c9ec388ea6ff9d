/** Every example of every help is run, in a folder with the files that it names. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { VERBS } from '../../src/cli/verbs.js';
import { examplesOf, furnish, verbNames, wordsOf } from './example-folder.js';
import { lmusim } from './support.js';

/** The help of the command repeats examples of its verbs, which run there. */
const OF_VERBS = new Set(
  VERBS.flatMap(function lines({ examples, nested = [] }): string[] {
    return [...examples.map(([line]) => line), ...nested.flatMap(lines)];
  }),
);
/** Some help has a fit and a search among its examples; one that is cut off would go on in the folder of the next. */
const LIMIT_MS = 120_000;

const before = process.cwd();
let folder = '';

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'lmusim-example-'));
  await furnish(folder);
  process.chdir(folder);
});

afterEach(() => {
  process.chdir(before);
  rmSync(folder, { recursive: true });
});

describe.each([[], ...verbNames()].map((words) => [words.join(' ') || 'the command', words] as const))(
  '%s',
  (_, words) => {
    test(
      'its help has examples, fits 80 columns, and each example does what it should',
      async () => {
        const help = await lmusim([...words, '--help']);
        expect({ ...help, stdout: '' }).toEqual({ code: 0, stdout: '', stderr: '' });
        expect(help.stdout.split('\n').filter((line) => line.length > 80)).toEqual([]);
        const examples = examplesOf(help.stdout);
        expect(examples).not.toEqual([]);
        for (const example of examples) {
          if (words.length === 0 && OF_VERBS.has(example)) continue;
          expect(example.split(' ').slice(0, words.length + 1)).toEqual(['lmusim', ...words]);
          const { code, stderr } = await lmusim(wordsOf(example, folder));
          expect(code, `${example}\n${stderr}`).toBe(0);
        }
      },
      LIMIT_MS,
    );
  },
);

test('-h is --help, wherever it stands', async () => {
  expect(await lmusim(['size', 'kws-bootstrap', '-h'])).toEqual(await lmusim(['size', '--help']));
});
