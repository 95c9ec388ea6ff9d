import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { obey } from '../../src/cli/cli.js';
import { InputError, formatProblem, type Problem } from '../../src/problems/index.js';
import { lmusim, scratchFolder } from '../cli/support.js';

/** What a bad input is answered with. */
export interface Answer {
  /** How it was given: a command line, or a call of the library. */
  readonly given: string;
  readonly text: string;
  readonly codes: readonly string[];
}

export interface Case {
  /** The fault, as a heading. */
  readonly fault: string;
  readonly answer: () => Promise<Answer>;
}

type Files = Readonly<Record<string, string | Uint8Array>>;

const scratch = scratchFolder();
let folders = 0;

const problemsOf = (error: unknown): readonly Problem[] => {
  if (!(error instanceof InputError)) throw error;
  return error.problems;
};

/**
 * A fault that reaches the command: it must exit with 2, say why on standard error and nothing on standard output.
 *
 * @param line words of the command line; those that name one of `files` stand for its path
 */
export function byCommand(fault: string, line: string, files: Files = {}): Case {
  const answer = async (): Promise<Answer> => {
    const folder = join(scratch.path, String(folders++));
    mkdirSync(folder);
    for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content);
    const words = line
      .split(' ')
      .map((word) => (word in files || /^(absent|new)\./.test(word) ? join(folder, word) : word));
    const { code, stdout, stderr } = await lmusim(words);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    const problems = await again(words);
    const text = stderr.replaceAll(`${folder}/`, '');
    expect(text).not.toContain(scratch.path);
    return { given: `lmusim ${line}`, text, codes: problems.map((problem) => problem.code) };
  };
  return { fault, answer };
}

/** As {@link byCommand}, in a working folder that is not lmusim's own. */
export function byCommandElsewhere(fault: string, line: string): Case {
  const { answer } = byCommand(fault, line);
  return {
    fault,
    answer: async () => {
      const repository = process.cwd();
      process.chdir(scratch.path);
      try {
        return await answer();
      } finally {
        process.chdir(repository);
      }
    },
  };
}

/** The problems as data, which the command prints. */
async function again(words: readonly string[]): Promise<readonly Problem[]> {
  const quiet = { result: () => undefined, note: () => undefined, width: 80, colour: false };
  try {
    await obey(words, quiet);
  } catch (error) {
    return problemsOf(error);
  }
  return [];
}

/** A fault that only a caller of the library can make. `call` throws, or returns problems. */
export function byLibrary(fault: string, given: string, call: () => unknown): Case {
  return {
    fault,
    answer: async () => {
      let problems: readonly Problem[];
      try {
        const returned = await call();
        problems = Array.isArray(returned) ? (returned as readonly Problem[]) : [];
      } catch (error) {
        problems = problemsOf(error);
      }
      const text = problems.map((problem) => `${formatProblem(problem)}\n`).join('');
      return { given, text, codes: problems.map(({ code }) => code) };
    },
  };
}

/** A copy of a text with each of some places, which must be there, replaced. */
export function changed(text: string, changes: Readonly<Record<string, string>>): string {
  return Object.entries(changes).reduce((before, [from, to]) => {
    if (!before.includes(from)) throw new Error(`'${from}' is not there`);
    return before.replace(from, () => to);
  }, text);
}
