import * as fc from 'fast-check';

/** Words, numbers, white space, and every other character for itself. */
const TOKEN = /[\p{L}_$][\w$-]*|\d+(?:\.\d+)?|\s+|./gsu;

/** Numbers at which programs err, and text that means something to parsers. */
const TOKENS = [
  ...['0', '-1', '0.5', '1e-9', '1e999', '127', '128', '65535', '65536', '4294967296', '9007199254740993'],
  ...[
    'NaN',
    'null',
    'true',
    '""',
    "'",
    '"',
    '{',
    '}',
    '[',
    ']',
    ',',
    ':',
    '-',
    '#',
    '&a ',
    '*a',
    '<<',
    '\n',
    ' ',
    '\t',
  ],
  ...['__proto__', 'constructor', 'toString', '\0', '\u001b[31m', '\ufeff', '\u2028', '\ud800', '🎙'],
];

const REPETITIONS = [2, 3, 17, 3000];
const LONGEST = 1 << 20;

/** One place changed; `at` and `from` are shares of a length. */
const changeWith = (dictionary: readonly string[]) =>
  fc.record({
    at: fc.double({ min: 0, max: 1, noNaN: true }),
    from: fc.double({ min: 0, max: 1, noNaN: true }),
    length: fc.integer({ min: 1, max: 8 }),
    kind: fc.constantFrom('remove', 'replace', 'replace', 'insert', 'splice', 'repeat'),
    token: fc.constantFrom(...TOKENS, ...dictionary),
    times: fc.oneof(
      { weight: 9, arbitrary: fc.constant(2) },
      { weight: 1, arbitrary: fc.constantFrom(...REPETITIONS) },
    ),
  });

/**
 * A text with 1 to 4 places changed, token by token: removed, replaced by or preceded by a word of a language, repeated up
 * to 3000 times, or a run of another text in their place.
 */
export function textMutationsOf(
  good: string,
  dictionary: readonly string[],
  other = good,
): fc.Arbitrary<string> {
  const others = other.match(TOKEN) ?? [];
  return fc.array(changeWith(dictionary), { minLength: 1, maxLength: 4 }).map((changes) => {
    let tokens: readonly string[] = good.match(TOKEN) ?? [];
    for (const { at, from, length, kind, token, times } of changes) {
      const index = Math.floor(at * tokens.length);
      const run = tokens.slice(index, index + length);
      const begin = Math.floor(from * others.length);
      const replacement = {
        remove: [],
        replace: [token, ...run.slice(1)],
        insert: [token, ...run],
        splice: others.slice(begin, begin + 4 * length),
        repeat: [
          run
            .join('')
            .slice(0, LONGEST / times)
            .repeat(times),
        ],
      }[kind];
      tokens = [...tokens.slice(0, index), ...replacement, ...tokens.slice(index + length)];
    }
    return tokens.join('').slice(0, LONGEST);
  });
}
