import type { Problem } from '../problems/index.js';

const QUOTE = 0x22;
const BACKSLASH = 0x5c;

/** The index of the quote that closes the string opened at `start`; the text is known to be valid JSON. */
function endOfString(text: string, start: number): number {
  let end = start + 1;
  while (text.charCodeAt(end) !== QUOTE) end += text.charCodeAt(end) === BACKSLASH ? 2 : 1;
  return end;
}

/** What JSON.parse lets pass: a key given twice (the last would win), `__proto__`, and depth without end. */
function laxities(text: string, maximumDepth: number): Problem[] {
  const problems: Problem[] = [];
  /** The keys so far of every open object; undefined for an open list. */
  const open: (Set<string> | undefined)[] = [];
  let keyFollows = false;
  for (let index = 0; index < text.length; index++) {
    const character = text[index];
    if (character === '{' || character === '[') {
      open.push(character === '{' ? new Set() : undefined);
      keyFollows = character === '{';
      if (open.length > maximumDepth) {
        return [
          ...problems,
          { code: 'network.json-depth', path: '', message: `nested deeper than ${maximumDepth} levels` },
        ];
      }
    } else if (character === '}' || character === ']') {
      open.pop();
      keyFollows = false;
    } else if (character === ',') {
      keyFollows = open.at(-1) !== undefined;
    } else if (character === '"') {
      const end = endOfString(text, index);
      if (keyFollows) {
        const key = JSON.parse(text.slice(index, end + 1)) as string;
        const keys = open.at(-1);
        if (key === '__proto__' || keys?.has(key) === true) {
          const message =
            key === '__proto__' ? "the key '__proto__' is not allowed" : 'key given more than once';
          problems.push({ code: 'network.json-key', path: key, message });
        }
        keys?.add(key);
        keyFollows = false;
      }
      index = end;
    }
  }
  return problems;
}

/**
 * Parses JSON that a stranger wrote: refuses repeated keys, `__proto__` and more than 16 levels of nesting.
 * `subject` names the text in messages, such as `the header`.
 */
export function parseStrictJson(
  text: string,
  subject: string,
): { readonly value: unknown; readonly problems: readonly Problem[] } {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return {
      value: undefined,
      problems: [{ code: 'network.not-json', path: '', message: `${subject} is not JSON` }],
    };
  }
  const problems = laxities(text, 16).map((problem) => ({
    ...problem,
    message: `${problem.message} in ${subject}`,
  }));
  return { value, problems };
}
