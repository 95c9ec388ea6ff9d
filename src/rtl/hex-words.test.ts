import { expect, test } from 'vitest';
import { hexLines, hexWord } from './hex-words.js';

test("element 0 stands in the lowest bits, each in two's complement", () => {
  expect(hexWord([1, -1], 8)).toBe('ff01');
  expect(hexWord([1, -1], 4)).toBe('f1');
  expect(hexWord([-2, 5], 16)).toBe('0005fffe');
  expect(hexWord([0xdeadbeef], 32)).toBe('deadbeef');
  expect(hexWord([-1], 20)).toBe('fffff');
});

test('elements that are no whole digits are packed bit by bit, the word filled up with zeros', () => {
  // 3 bits each: 001, 111, 100 make 1 0011 1001.
  expect(hexWord([1, -1, -4], 3)).toBe('139');
  expect(hexWord([-1], 13)).toBe('1fff');
  expect(hexWord([0, 0], 5)).toBe('000');
});

test('a memory is one word a line', () => {
  expect(hexLines([1, 2, 3, 4], 2, 8)).toBe('0201\n0403\n');
});
