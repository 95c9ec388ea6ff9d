import fc from 'fast-check';
import { expect, test } from 'vitest';
import { arbitraryInstruction } from '../../test/support/arbitrary-instruction.js';
import { InputError } from '../problems/index.js';
import { assemble } from './assemble.js';
import { disassembleInstruction } from './disassemble.js';

/** The refusal of a text, a line for each problem. */
function refusal(text: string): string[] {
  try {
    assemble(text, 'mine.asm');
  } catch (error) {
    expect(error).toBeInstanceOf(InputError);
    return (error as InputError).message.split('\n');
  }
  throw new Error('assembled');
}

test('I10: the text of any program assembles to the same instructions', () => {
  fc.assert(
    fc.property(fc.array(arbitraryInstruction), (instructions) => {
      expect(assemble(instructions.map(disassembleInstruction).join('\n'))).toEqual(instructions);
    }),
    { seed: 1, numRuns: 500 },
  );
});

test('spaces are free between the parts of an instruction', () => {
  const spread = fc.constantFrom('', ' ', '\t', '   ');
  fc.assert(
    fc.property(
      arbitraryInstruction,
      fc.array(spread, { minLength: 100, maxLength: 100 }),
      (instruction, spaces) => {
        const parts = disassembleInstruction(instruction).match(/[\w.]+ ?|<<|[^\w\s]/g)!;
        const text = parts.map((part, i) => `${spaces[i % spaces.length]!}${part}`).join('');
        expect(assemble(text)).toEqual([instruction]);
      },
    ),
    { seed: 2, numRuns: 300 },
  );
});

test('comments, blank lines and every kind of line end are passed over', () => {
  expect(assemble('; a comment\n\n  recv # another\r\nsend result;\rhalt')).toEqual([
    { op: 'recv' },
    { op: 'send', result: true },
    { op: 'halt' },
  ]);
  expect(assemble('')).toEqual([]);
});

test('a label stands for the word address of what follows it', () => {
  expect(
    assemble(`
      start: clear v[0:8]
      frame: again:
      recv
      jump frame
      jump again
      jump start
      jump end
      jump 3
      end:`),
  ).toEqual([
    { op: 'clear', memory: 'vector', base: 0, length: 8 },
    { op: 'recv' },
    { op: 'jump', target: 2 },
    { op: 'jump', target: 2 },
    { op: 'jump', target: 0 },
    { op: 'jump', target: 8 },
    { op: 'jump', target: 3 },
  ]);
});

test('labels may have the names of instructions and of words', () => {
  expect(assemble('halt: rows: jump halt')).toEqual([{ op: 'jump', target: 0 }]);
});

test('all problems of a text are reported, each with its place and what was expected there', () => {
  expect(
    refusal(`
frame:
  gmev v[0], 2 rows, [x[0:4]], w[0], shift 4, identity
  gemv v[70000], 2 row, [x[0:4]], w[0], shift 4, identity
  gemv v[0], 0 rows, [x[0:9000] << 3], w[0], shift 32, relu
  HALT
  jump fram
frame:
  clear v[0:1`),
  ).toEqual([
    "mine.asm:3:3: unexpected text: expected an instruction, received 'gmev' (did you mean 'gemv'?)",
    "mine.asm:4:10: vector base is out of range: expected 0 to 65535, received '70000'",
    "mine.asm:4:20: unexpected text: expected 'rows', received 'row' (did you mean 'rows'?)",
    "mine.asm:5:14: number of rows is out of range: expected 1 to 65535, received '0'",
    "mine.asm:5:27: length is out of range: expected 1 to 8191, received '9000'",
    "mine.asm:5:36: align is out of range: expected 0 to 2, received '3'",
    "mine.asm:5:52: shift is out of range: expected 0 to 31, received '32'",
    "mine.asm:6:3: unexpected text: expected an instruction, received 'HALT' (did you mean 'halt'?)",
    "mine.asm:7:8: no such label: expected a label of this text, received 'fram' (did you mean 'frame'?)",
    "mine.asm:8:1: a label stands twice: expected each label once, received 'frame'",
    "mine.asm:9:14: the line ends too early: expected ']', received the end of the line",
  ]);
});

test('a problem is data: code, file, line, column', () => {
  try {
    assemble('recv\n  jump nowhere', 'mine.asm');
  } catch (error) {
    expect((error as InputError).problems).toEqual([
      {
        code: 'assembly.unknown-label',
        path: '',
        file: 'mine.asm',
        line: 2,
        column: 8,
        message: 'no such label',
        expected: 'a label of this text',
        received: "'nowhere'",
        hint: "write 'nowhere:' before an instruction",
      },
    ]);
  }
  expect.assertions(1);
});

const legendre =
  'legendre s[0], u v[1] << 2, readout v[2], c[3], 4 memories, order 5, shift 6, readout shift 7';
const raw = 'gemv.raw scores, 12 rows, [v[0:20]], w[5], b[1], shift 0, table 3, argmax, release';

test.each<[string, string, string]>([
  ['jump', '65536', 'target is out of range: expected 0 to 65535'],
  ['clear v[', '65536:1]', 'base is out of range: expected 0 to 65535'],
  ['clear s[0:', '0]', 'length is out of range: expected 1 to 65535'],
  ['clear s[0:', '65536]', 'length is out of range: expected 1 to 65535'],
  [raw, 'scores, 65536', 'number of rows is out of range: expected 1 to 65535'],
  [raw, 'v[65536', 'base is out of range: expected 0 to 65535'],
  [raw, 'v[0:8192', 'length is out of range: expected 1 to 8191'],
  [raw, 'w[65536', 'weight base is out of range: expected 0 to 65535'],
  [raw, 'b[65536', 'bias base is out of range: expected 0 to 65535'],
  [raw, 'shift 32', 'shift is out of range: expected 0 to 31'],
  [raw, 'table 4', 'table is out of range: expected 0 to 3'],
  [legendre, 's[65536', 'state base is out of range: expected 0 to 65535'],
  [legendre, 'u v[65536', 'input base is out of range: expected 0 to 65535'],
  [legendre, '<< 32', 'input shift is out of range: expected 0 to 31'],
  [legendre, 'readout v[65536', 'readout base is out of range: expected 0 to 65535'],
  [legendre, 'c[65536', 'coefficient base is out of range: expected 0 to 65535'],
  [legendre, 'c[3], 0', 'number of memories is out of range: expected 1 to 65535'],
  [legendre, 'order 257', 'order is out of range: expected 1 to 256'],
  [legendre, 'order 0', 'order is out of range: expected 1 to 256'],
  [legendre, '5, shift 32', 'coefficient shift is out of range: expected 0 to 31'],
  [legendre, 'readout shift 32', 'readout shift is out of range: expected 0 to 31'],
  ['jump', '-1', 'target is out of range: expected 0 to 65535'],
])('a field names its range: %s with %s', (line, wrong, message) => {
  // The wrong value takes the place of the number after the same words, or ends an incomplete line.
  const pattern = new RegExp(wrong.replace(/-?\d+(\]?)$/, '').replace(/[[\]^$.*+?()|]/g, '\\$&') + '\\d+');
  const text = line.includes(',')
    ? line.replace(pattern, wrong)
    : `${line}${line === 'jump' ? ' ' : ''}${wrong}`;
  expect(refusal(text)).toEqual([expect.stringContaining(message)]);
});

test.each<[string, string]>([
  ['jump 0x10', "target is missing: expected a decimal whole number, received '0x10'"],
  [
    'jump',
    'not a label: expected letters, digits and _, not beginning with a digit, received the end of the line',
  ],
  ['1st: halt', "not a label: expected letters, digits and _, not beginning with a digit, received '1st'"],
  ['halt halt', "unexpected text: expected the end of the line, received 'halt'"],
  ['send reslut', "expected 'result' or the end of the line, received 'reslut' (did you mean 'result'?)"],
  ['clear x[0:1]', "expected a memory, 'v' or 's', received 'x'"],
  ['clear v(0:1)', "expected '[', received '('"],
  ['gemv scores, 2 rows', "expected a destination, 'v' or 'out' (raw scores: gemv.raw), received 'scores'"],
  ['gemv.raw v[0], 2 rows', "expected 'scores', received 'v'"],
  ['gemv v[0] & x', "expected 'out', received 'x'"],
  ['gemv v[0], 2 rows, [], w[0]', "expected a source, 'v' or 'x', received ']'"],
  [
    'gemv out, 2 rows, [v[0:1]], w[0], shfit 1, relu',
    "expected a bias 'b' or 'shift', received 'shfit' (did you mean",
  ],
  [
    'gemv out, 2 rows, [v[0:1]], w[0], shift 1, rleu',
    "expected an activation, received 'rleu' (did you mean 'relu'?)",
  ],
  [
    'gemv out, 2 rows, [v[0:1]], w[0], shift 1, relu, release, argmax',
    "expected the end of the line, received ','",
  ],
  [
    'gemv out, 2 rows, [v[0:1]], w[0], shift 1, relu, argmax',
    'argmax needs raw scores (rule I2): expected gemv.raw',
  ],
  [
    `gemv out, 2 rows, [${Array(9).fill('v[0:1]').join()}], w[0], shift 1, relu`,
    'expected 1 to 8, received 9',
  ],
  ['halt ✗', "expected the end of the line, received '✗'"],
])('%s is refused', (text, message) => {
  expect(refusal(text)).toEqual([expect.stringContaining(message)]);
});

test('a label that a jump cannot reach is out of its range', () => {
  expect(refusal(`${'recv\n'.repeat(65536)}end: jump end`)).toEqual([
    'mine.asm: more words than a program can have: expected at most 65536, received 65537',
    "mine.asm:65537:11: the address of 'end' is out of range: expected 0 to 65535, received 65536",
  ]);
});

test('any text assembles or is refused with a place for each problem', () => {
  const pieces = fc.constantFrom(
    ...'gemv gemv.raw legendre jump clear send v[ x[ ] [ : , << & out w[0] 1 rows shift 70000 ; # \n a: @ -1 1e9'.split(
      ' ',
    ),
  );
  const text = fc.oneof(
    fc.string(),
    fc.array(pieces).map((parts) => parts.join(' ')),
  );
  fc.assert(
    fc.property(text, (source) => {
      try {
        assemble(source);
      } catch (error) {
        expect(error).toBeInstanceOf(InputError);
        for (const problem of (error as InputError).problems) {
          expect(problem).toMatchObject({
            line: expect.any(Number) as number,
            column: expect.any(Number) as number,
            expected: expect.any(String) as string,
            received: expect.any(String) as string,
          });
        }
      }
    }),
    { seed: 3, numRuns: 2000 },
  );
});
