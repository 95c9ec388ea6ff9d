/**
 * One thing that is wrong with an input, as data: what a person reads and what a program tests.
 * Every parser and validator reports these, all at once, through {@link InputError}.
 */
export interface Problem {
  /** Stable identifier, `area.what`, e.g. `hardware.unknown-key`. */
  readonly code: string;
  /** Where: a path inside the input such as `tiles[1].macArray.lanes`, or '' for the whole input. */
  readonly path: string;
  /** The file it stands in, when it came from one. */
  readonly file?: string;
  /** 1-based position in the file, when the parser knows it. */
  readonly line?: number;
  readonly column?: number;
  /** What is wrong, one clause without a full stop. */
  readonly message: string;
  readonly expected?: string;
  readonly received?: string;
  /** What to do about it. */
  readonly hint?: string;
}

/** A name or a value of a hostile file may be its whole content. */
const LONGEST_PART = 400;

function shortened(text: string): string {
  if (text.length <= LONGEST_PART) return text;
  const half = LONGEST_PART / 2;
  return `${text.slice(0, half)}...${text.slice(-half)}`;
}

/** `file:line:column path: message: expected ..., received ... (hint)`, on one line. */
export function formatProblem(problem: Problem): string {
  const position = [problem.file, problem.line, problem.column].filter((part) => part !== undefined);
  const place = [position.join(':'), shortened(problem.path)].filter((part) => part !== '').join(' ');
  const facts = [
    problem.expected === undefined ? '' : `expected ${shortened(problem.expected)}`,
    problem.received === undefined ? '' : `received ${shortened(problem.received)}`,
  ].filter((part) => part !== '');
  return [
    place === '' ? '' : `${place}: `,
    shortened(problem.message),
    facts.length === 0 ? '' : `: ${facts.join(', ')}`,
    problem.hint === undefined ? '' : ` (${shortened(problem.hint)})`,
  ].join('');
}

/** Problems that one error lists; a file with more has one cause rather than hundreds. */
export const MOST_PROBLEMS = 100;

/** The first {@link MOST_PROBLEMS}, and that there are more. */
function listed(problems: readonly Problem[]): readonly Problem[] {
  if (problems.length <= MOST_PROBLEMS) return problems;
  const message = 'there are further problems, which are not listed';
  return [
    ...problems.slice(0, MOST_PROBLEMS),
    { code: 'problems.more', path: '', message, hint: 'mend these first' },
  ];
}

/**
 * The caller's input cannot be used. Carries every problem that was found, never only the first; of more than
 * a hundred the first ones and `problems.more`.
 */
export class InputError extends Error {
  readonly problems: readonly Problem[];

  constructor(problems: readonly Problem[]) {
    const shown = listed(problems);
    super(shown.map(formatProblem).join('\n'));
    this.name = 'InputError';
    this.problems = shown;
  }
}

/** Throws when anything was found; the usual last line of a validator. */
export function refuseIfAny(problems: readonly Problem[]): void {
  if (problems.length > 0) throw new InputError(problems);
}

/** Our own mistake: an invariant that the program promises did not hold. The command exits with 70. */
export class InvariantError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'InvariantError';
  }
}

/** Asserts a promise that this program makes to itself, on every run and not only in tests. */
export function invariant(condition: boolean, message: () => string): asserts condition {
  if (!condition) throw new InvariantError(message());
}
