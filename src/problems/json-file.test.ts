import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { textMutationsOf } from '../../test/support/mutated-text.js';
import { parseJson } from './json-file.js';
import { formatProblem } from './problem.js';

const LIMITS = { depth: 3, values: 20 };
const answer = (text: string): string[] => parseJson(text, 'test', LIMITS).problems.map(formatProblem);

test('JSON within the limits is what it says', () => {
  const text = ' {"a": [1, -2.5e3, "}\\"]"], "b": {"c": null, "d": true}} ';
  expect(parseJson(text, 'test', LIMITS)).toEqual({ value: JSON.parse(text) as unknown, problems: [] });
});

test.each([
  ['', '1:1: not JSON: expected a value, received the end of the text'],
  ['{"a": 1,\n "b" 2}', "2:6: not JSON: expected ':', received '2'"],
  ['{a: 1}', "1:2: not JSON: expected a key in double quotes or '}', received 'a'"],
  ['[1 2]', "1:4: not JSON: expected ',' or ']', received '2'"],
  ['[1,]', "1:4: not JSON: expected a value, received ']'"],
  ['{"a": 01}', "1:7: not JSON: expected a value, received '01'"],
  ['[NaN]', "1:2: not JSON: expected a value or ']', received 'NaN'"],
  ["['a']", `1:2: not JSON: expected a value or ']', received '''`],
  [
    '["a\nb"]',
    "1:2: not JSON: expected a value or ']', received a string that is not one of JSON, or does not end",
  ],
  ['{"a": 1} {', "1:10: not JSON: expected the end, received '{'"],
  ['{"a": 1 "b"}', "1:9: not JSON: expected ',' or '}', received a string"],
  ['[[[[', 'nested too deep: expected at most 3 levels'],
  [`[${'0,'.repeat(30)}0]`, 'too many values: expected at most 20'],
  ['{"a": {"b": 1, "\\u0062": 2}}', 'b: key given more than once'],
  ['{"__proto__": 1}', '__proto__: a key that is not allowed'],
])('%j is refused', (text, message) => {
  expect(answer(text)).toEqual([message]);
});

test('a text is refused exactly when JSON.parse refuses it, with something that is there and should not be', () => {
  const good = '{"name": "a\\n\\u00e9", "frames": [[1, -2.5e-3], [], {}], "ok": [true, false, null]}';
  fc.assert(
    fc.property(
      textMutationsOf(good, ['{', '}', '[', ']', '"', '1.', '.5', '\\', 'tru', '\u007f', '\t']),
      (text) => {
        const { problems } = parseJson(text, 'test', { depth: 1e6, values: 1e9 });
        const syntax = problems.filter(({ code }) => code === 'test.not-json');
        let valid = true;
        try {
          JSON.parse(text);
        } catch {
          valid = false;
        }
        expect(syntax.length).toBe(valid ? 0 : 1);
        for (const { expected, received } of syntax) {
          expect(`${expected} but ${received}`).not.toBe('the end but the end of the text');
        }
      },
    ),
    { numRuns: 500 },
  );
});
