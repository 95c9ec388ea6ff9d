import type * as fc from 'fast-check';
import { InputError, formatProblem } from '../../src/problems/index.js';

/** A parser under attack. Inputs are bytes, whatever they stand for, so that one runner keeps and shrinks all of them. */
export interface Target {
  readonly name: string;
  /** Good inputs to begin with, small ones. */
  readonly seeds: () => readonly Uint8Array[] | Promise<readonly Uint8Array[]>;
  /** Descendants of one input, now and then with parts of another. */
  readonly mutants: (parent: Uint8Array, other: Uint8Array) => fc.Arbitrary<Uint8Array>;
  /**
   * Gives the input to the parser and checks what it promises about those that it takes.
   *
   * @throws InputError for an input that is refused, as it should; anything else is a finding
   */
  readonly run: (input: Uint8Array) => void | Promise<void>;
  /** Processor time that an input may take. */
  readonly limit_ms: number;
}

/** A warning of Node or of a library would reach the user's terminal in words that are not ours. */
let warning: string | undefined;
process.emitWarning = (given: string | Error) => void (warning = String(given));

/** Whether an input was taken. Throws what is a finding. */
export async function attempt(target: Target, input: Uint8Array): Promise<'taken' | 'refused'> {
  warning = undefined;
  try {
    await target.run(input);
    promised(warning === undefined, `no warning: ${warning}`);
    return 'taken';
  } catch (error) {
    promised(warning === undefined, `no warning: ${warning}`);
    if (!(error instanceof InputError)) throw error;
    checkRefusal(error);
    return 'refused';
  }
}

/** A promise that a parser makes about an input. */
export function promised(holds: boolean, what: string): asserts holds {
  if (!holds) throw new Error(`broken promise: ${what}`);
}

const LONGEST_LINE = 2000;
const LEFTOVERS = /undefined|\[object|NaN is|function ?\(|Invalid input/;

/** Every refusal names at least one problem, each complete and on a line that can be read. */
function checkRefusal({ problems }: InputError): void {
  promised(problems.length > 0, 'a refusal has a problem');
  for (const problem of problems) {
    const { code, path, line, column, message } = problem;
    const text = formatProblem(problem);
    promised(/^[a-z]+\.[a-z0-9-]+$/.test(code), `a code is area.what: ${code}`);
    promised(typeof path === 'string', `a problem has a path: ${text}`);
    promised(message !== '' && !LEFTOVERS.test(problem.message), `a message is in words: ${text}`);
    promised(text.length <= LONGEST_LINE, `a problem is short: ${text.length} characters of ${code}`);
    for (const position of [line, column]) {
      promised(
        position === undefined || (Number.isInteger(position) && position > 0),
        `1-based places: ${text}`,
      );
    }
  }
}

export const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);

/** Text of any bytes, so that every mutation is text. */
export const fromUtf8 = (bytes: Uint8Array): string =>
  new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);

/** Bundled too, this file stands two folders below the repository's root. */
export const repositoryFile = (path: string): URL => new URL(`../../${path}`, import.meta.url);
