/** A mark, a string, a number or a word (RFC 8259), after white space; anything else is the character itself. */
const TOKEN =
  /[ \t\n\r]*(?:([{}[\],:])|("(?:[^"\\\p{Cc}]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})|[\u007f-\u009f])*")|(-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?(?![\w.+-]))|(true|false|null)\b)/uy;

/** What may come next, by what stands open. */
type Expectation = 'value' | 'value or ]' | 'key' | 'key or }' | ':' | ', or }' | ', or ]' | 'the end';

const IN_WORDS: Readonly<Record<Expectation, string>> = {
  value: 'a value',
  'value or ]': "a value or ']'",
  key: 'a key in double quotes',
  'key or }': "a key in double quotes or '}'",
  ':': "':'",
  ', or }': "',' or '}'",
  ', or ]': "',' or ']'",
  'the end': 'the end',
};

export interface SyntaxFault {
  readonly line: number;
  readonly column: number;
  readonly expected: string;
  readonly received: string;
}

/**
 * Where a text stops being JSON and what should stand there. Our own words, because those of JSON.parse differ from one
 * version of an engine to the next, and most name no line.
 *
 * @param text one that JSON.parse refuses
 */
export function firstSyntaxError(text: string): SyntaxFault {
  const open: ('{' | '[')[] = [];
  let next: Expectation = 'value';
  let position = 0;
  const afterValue = (): Expectation => {
    const inside = open.at(-1);
    return inside === undefined ? 'the end' : inside === '{' ? ', or }' : ', or ]';
  };
  for (;;) {
    TOKEN.lastIndex = position;
    const [all, mark, string, number, word] = TOKEN.exec(text) ?? [];
    const kind = all === undefined ? '' : (mark ?? (string === undefined ? 'scalar' : 'string'));
    if ((kind === '}' && next.endsWith('}')) || (kind === ']' && next.endsWith(']'))) {
      open.pop();
      next = afterValue();
    } else if (kind === ',' && next.startsWith(',')) next = open.at(-1) === '{' ? 'key' : 'value';
    else if (kind === ':' && next === ':') next = 'value';
    else if (kind === 'string' && next.startsWith('key')) next = ':';
    else if (next.startsWith('value') && (kind === '{' || kind === '[')) {
      open.push(kind);
      next = kind === '{' ? 'key or }' : 'value or ]';
    } else if (next.startsWith('value') && (string ?? number ?? word) !== undefined) next = afterValue();
    else
      return {
        ...placeOf(text, position),
        expected: IN_WORDS[next],
        received: string === undefined ? receivedAt(text, position) : 'a string',
      };
    position = TOKEN.lastIndex;
  }
}

function afterSpace(text: string, position: number): number {
  let start = position;
  while (start < text.length && ' \t\n\r'.includes(text[start]!)) start++;
  return start;
}

function placeOf(text: string, position: number): { line: number; column: number } {
  const before = text.slice(0, afterSpace(text, position));
  const lineStart = before.lastIndexOf('\n') + 1;
  return { line: before.split('\n').length, column: before.length - lineStart + 1 };
}

function receivedAt(text: string, position: number): string {
  const start = afterSpace(text, position);
  if (start === text.length) return 'the end of the text';
  if (text[start] === '"') return 'a string that is not one of JSON, or does not end';
  const [piece] = /^(?:[\w.+-]{1,20}|.)/su.exec(text.slice(start, start + 20)) ?? [];
  return `'${piece ?? text[start]!}'`;
}
