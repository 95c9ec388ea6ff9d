import { firstSyntaxError } from './json-syntax.js';
import { MOST_PROBLEMS, type Problem } from './problem.js';

/** How large JSON that a stranger wrote may be; beyond that it is refused before anything is built. */
export interface JsonLimits {
  /** Lists and objects within one another. */
  readonly depth: number;
  /** Values in all; a key counts as one. */
  readonly values: number;
}

const QUOTE = 0x22;
const BACKSLASH = 0x5c;

/** The index of the quote that closes the string opened at `start`, or the length of the text. */
function endOfString(text: string, start: number): number {
  let end = start + 1;
  while (end < text.length && text.charCodeAt(end) !== QUOTE)
    end += text.charCodeAt(end) === BACKSLASH ? 2 : 1;
  return end;
}

/** Depth and number of values of any text, at the least work: JSON.parse would first build all of it. */
function sizeProblems(
  text: string,
  limits: JsonLimits,
): { code: string; message: string; expected: string }[] {
  let depth = 0;
  let deepest = 0;
  let marks = 0;
  for (let index = 0; index < text.length; index++) {
    switch (text.charCodeAt(index)) {
      case QUOTE:
        index = endOfString(text, index);
        break;
      case 0x5b: // [
      case 0x7b: // {
        marks++;
        deepest = Math.max(deepest, ++depth);
        break;
      case 0x5d: // ]
      case 0x7d: // }
        depth--;
        break;
      case 0x2c: // ,
      case 0x3a: // :
        marks++;
        break;
    }
  }
  return [
    ...(deepest > limits.depth
      ? [{ code: 'json-depth', message: 'nested too deep', expected: `at most ${limits.depth} levels` }]
      : []),
    ...(marks > limits.values
      ? [{ code: 'json-size', message: 'too many values', expected: `at most ${limits.values}` }]
      : []),
  ];
}

/** What JSON.parse lets pass: a key given twice (the last would win) and `__proto__`. The text is valid JSON. */
function keyProblems(text: string): { code: string; path: string; message: string }[] {
  const problems: { code: string; path: string; message: string }[] = [];
  /** The keys so far of every open object; undefined for an open list. */
  const open: (Set<string> | undefined)[] = [];
  let keyFollows = false;
  for (let index = 0; index < text.length && problems.length < MOST_PROBLEMS; index++) {
    const character = text[index];
    if (character === '{' || character === '[') {
      open.push(character === '{' ? new Set() : undefined);
      keyFollows = character === '{';
    } else if (character === '}' || character === ']') {
      open.pop();
      keyFollows = false;
    } else if (character === ',') {
      keyFollows = open.at(-1) !== undefined;
    } else if (character === '"') {
      const end = endOfString(text, index);
      if (keyFollows) {
        const key = JSON.parse(text.slice(index, end + 1)) as string;
        const keys = open.at(-1)!;
        if (key === '__proto__')
          problems.push({ code: 'json-key', path: key, message: 'a key that is not allowed' });
        else if (keys.has(key))
          problems.push({ code: 'json-key', path: key, message: 'key given more than once' });
        keys.add(key);
        keyFollows = false;
      }
      index = end;
    }
  }
  return problems;
}

/**
 * Parses JSON that a stranger wrote. Refuses what is too deep or too large before it builds anything, then repeated keys and
 * `__proto__`; what is no JSON is refused with line and column.
 *
 * @param area of the codes: `area.not-json`, `area.json-depth`, `area.json-size`, `area.json-key`
 * @param within what the text is in messages, such as `the header`, where it is not a file of its own
 */
export function parseJson(
  text: string,
  area: string,
  limits: JsonLimits,
  within?: string,
): { readonly value: unknown; readonly problems: readonly Problem[] } {
  const where = within === undefined ? '' : ` in ${within}`;
  const refused = (
    problems: readonly (Omit<Problem, 'path'> & { path?: string })[],
  ): { value: undefined; problems: readonly Problem[] } => ({
    value: undefined,
    problems: problems.map(({ code, message, ...rest }) => ({
      path: '',
      ...rest,
      code: `${area}.${code}`,
      message: `${message}${where}`,
    })),
  });
  const sizes = sizeProblems(text, limits);
  if (sizes.length > 0) return refused(sizes);
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    const { line, column, ...facts } = firstSyntaxError(text);
    // Lines of a text inside a file are not those of the file.
    return refused([
      {
        code: 'not-json',
        message: 'not JSON',
        ...(within === undefined ? { line, column } : {}),
        ...facts,
      },
    ]);
  }
  const keys = keyProblems(text);
  return keys.length > 0 ? refused(keys) : { value, problems: [] };
}
