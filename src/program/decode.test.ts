import fc from 'fast-check';
import { expect, test } from 'vitest';
import { arbitraryInstruction } from '../../test/support/arbitrary-instruction.js';
import { assemble } from './assemble.js';
import { decodeInstructions } from './decode.js';
import { encodeInstruction } from './encode.js';

const decode = (words: readonly number[]): ReturnType<typeof decodeInstructions> =>
  decodeInstructions(words, 'code');
const wordsOf = (text: string): number[] => assemble(text).flatMap(encodeInstruction);

test('decoding the words of any program gives the program back, with addresses', () => {
  fc.assert(
    fc.property(fc.array(arbitraryInstruction, { maxLength: 6 }), (instructions) => {
      const words = instructions.map(encodeInstruction);
      const { instructions: decoded, problems } = decode(words.flat());
      expect(problems).toEqual([]);
      expect(decoded.map(({ instruction }) => instruction)).toEqual(instructions);
      expect(decoded.map(({ words: length }) => length)).toEqual(words.map((each) => each.length));
      let address = 0;
      for (const placed of decoded) {
        expect(placed.address).toBe(address);
        address += placed.words;
      }
    }),
    { seed: 1, numRuns: 500 },
  );
});

test('a word that decodes encodes to itself: random words, and instructions with one bit turned over', () => {
  const opcode = fc.constantFrom(1, 2, 3, 4, 5, 8, 9);
  const randomWords = fc
    .tuple(opcode, fc.array(fc.nat(0xffffffff), { minLength: 11, maxLength: 11 }))
    .map(([code, [first, ...rest]]) => [(first! % 2 ** 26) + code * 2 ** 26, ...rest]);
  const oneBitWrong = fc
    .tuple(arbitraryInstruction.map(encodeInstruction), fc.nat(10), fc.nat(31))
    .map(([words, word, bit]) =>
      words.map((value, i) => (i === word % words.length ? (value ^ (1 << bit)) >>> 0 : value)),
    );
  let decoded = 0;
  let refused = 0;
  fc.assert(
    fc.property(fc.oneof(randomWords, oneBitWrong), (words) => {
      const { instructions, problems } = decode(words);
      const illegal = new Set(problems.map(({ path }) => path));
      for (const { address, instruction } of instructions) {
        const again = encodeInstruction(instruction);
        expect(again).toEqual(words.slice(address, address + again.length));
      }
      const covered = instructions.reduce((sum, { words: length }) => sum + length, 0);
      expect(covered + illegal.size).toBe(words.length);
      decoded += instructions.length;
      refused += illegal.size;
    }),
    { seed: 2, numRuns: 3000 },
  );
  expect(decoded).toBeGreaterThan(500);
  expect(refused).toBeGreaterThan(1000);
});

const opcode = (code: number): number => code * 2 ** 26;
const gemv = wordsOf('gemv v[16], 24 rows, [x[0:20]], w[5], shift 4, identity');
const scores = wordsOf('gemv.raw scores, 12 rows, [v[0:20]], w[5], shift 0, identity');
const legendre = wordsOf(
  'legendre s[0], u v[1], readout v[2], c[3], 4 memories, order 5, shift 6, readout shift 7',
);
/** `words` with bits of one word set. */
const withBits = (words: readonly number[], word: number, ...set: number[]): number[] =>
  words.map((value, i) =>
    i === word ? (value | set.reduce((sum, bit) => sum | (1 << bit), 0)) >>> 0 : value,
  );
/** `words` with the low half of one word set to 0. */
const withoutLow = (words: readonly number[], word: number): number[] =>
  words.map((value, i) => (i === word ? value - (value % 2 ** 16) : value));

test.each([0, 6, 7, 10, 11, 12, 13, 14, 15, ...Array.from({ length: 32 }, (_, i) => 32 + i)])(
  'I1: opcode %i is illegal',
  (code) => {
    expect(decode([opcode(code)]).problems).toEqual([
      {
        code: 'program.illegal-instruction',
        path: 'code[0]',
        message: `no instruction has opcode ${code}`,
        received: `0x${opcode(code).toString(16).padStart(8, '0')}`,
      },
    ]);
  },
);

test.each(Array.from({ length: 16 }, (_, i) => 16 + i))(
  'I1: opcode %i is reserved for compressed weights',
  (code) => {
    expect(decode([opcode(code)]).problems[0]!.message).toBe(
      `opcode ${code} is reserved for compressed weights`,
    );
  },
);

test.each<[string, readonly number[], string]>([
  ['weight format 1', withBits(gemv, 0, 21), 'weight formats 1 to 3 are reserved'],
  ['weight format 2', withBits(gemv, 0, 22), 'weight formats 1 to 3 are reserved'],
  ['weight format 3', withBits(gemv, 0, 21, 22), 'weight formats 1 to 3 are reserved'],
  ['activation 3', withBits(gemv, 0, 19, 20), 'activation 3 is reserved'],
  ['align 3', withBits(gemv, 3, 30, 31), 'align 3 is reserved'],
  ['a table without the table activation', withBits(gemv, 0, 17), 'a table is chosen but not used'],
  ['argmax of a vector', withBits(gemv, 0, 15), 'argmax needs raw'],
  ['raw scores to a vector', withBits(scores, 0, 12), 'raw results go to no vector'],
  ['raw scores to the channel', withBits(scores, 0, 11), 'raw results go to no vector'],
  ['a gemv without a destination', [gemv[0]! - 2 ** 12, ...gemv.slice(1)], 'gemv without a destination'],
  ['a bias base without bias', withBits(gemv, 2, 0), 'reserved bits of gemv are not 0'],
  ['a vector base without a vector', withBits(scores, 2, 16), 'reserved bits of gemv are not 0'],
  ['gemv of 0 rows', withoutLow(gemv, 1), 'gemv of 0 rows'],
  ['a segment of 0 elements', [...gemv.slice(0, 3), 0], 'segment of 0 elements'],
  ['legendre of 0 memories', withoutLow(legendre, 1), 'legendre of 0 memories'],
  ['clear of 0 words', [opcode(5), 0], 'clear of 0 words'],
  ['a gemv that is cut off', gemv.slice(0, 3), 'gemv ends beyond the program'],
  ['a legendre that is cut off', legendre.slice(0, 3), 'legendre ends beyond the program'],
  ['a clear that is cut off', [opcode(5)], 'clear ends beyond the program'],
])('I1: %s is refused at its first word', (_, words, message) => {
  const [problem] = decode(words).problems;
  expect(problem?.path).toBe('code[0]');
  expect(problem?.message).toContain(message);
});

/** Bits that section 4 does not name, by instruction and word. */
const reserved: readonly [string, number, number, number, readonly number[]][] = [
  ['halt', 0, 25, 0, wordsOf('halt')],
  ['jump', 0, 25, 16, wordsOf('jump 0')],
  ['recv', 0, 25, 0, wordsOf('recv')],
  ['send', 0, 25, 1, wordsOf('send')],
  ['clear', 0, 24, 16, wordsOf('clear v[0:1]')],
  ['clear', 1, 31, 16, wordsOf('clear v[0:1]')],
  ['gemv', 0, 5, 0, gemv],
  ['legendre', 0, 2, 0, legendre],
  ['legendre', 3, 31, 16, legendre],
];
test.each(reserved)('I1: of %s, word %i, bits [%i:%i] must be 0', (name, word, high, low, words) => {
  expect(decode(words).problems).toEqual([]);
  for (let bit = low; bit <= high; bit++) {
    expect(decode(withBits(words, word, bit)).problems[0]?.message).toBe(
      `reserved bits of ${name} are not 0`,
    );
  }
});
