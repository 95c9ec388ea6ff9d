import fc from 'fast-check';
import { expect, test } from 'vitest';
import { runs } from '../../test/support/runs.js';
import { table } from './table.js';
import { fit, oneLine, padEnd, padStart, quantity, widthOf, wrap } from './text.js';

test('East Asian characters and emoji take two columns, combining marks none', () => {
  expect(widthOf('abc')).toBe(3);
  expect(widthOf('学習')).toBe(4);
  expect(widthOf('e\u0301')).toBe(1);
  expect(widthOf('🎤')).toBe(2);
});

test('what is cut ends in an ellipsis and fits', () => {
  expect(fit('recording', 9)).toBe('recording');
  expect(fit('recording', 6)).toBe('recor…');
  expect(fit('学習済み', 6)).toBe('学習…');
  expect(padEnd(fit('学習済み', 6), 6)).toBe('学習… ');
  expect(padStart('1', 3)).toBe('  1');
});

test('control characters and line ends cannot break a line', () => {
  expect(oneLine('a\nb\u001b[31m\u2028c')).toBe('a\ufffdb\ufffd[31m\ufffdc');
});

test('lines break between words, never between a number and its unit', () => {
  expect(wrap('one two three', 7)).toEqual(['one two', 'three']);
  expect(wrap(`a rate of ${quantity('92', 'kHz')}`, 12)).toEqual(['a rate of', '92 kHz']);
  expect(wrap('incomprehensibilities are rare', 8)).toEqual(['incompr…', 'are rare']);
});

test('no line is wider than asked for, whatever the text', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'grapheme', maxLength: 200 }),
      fc.integer({ min: 2, max: 40 }),
      (text, width) => {
        for (const line of wrap(text, width)) expect(widthOf(line)).toBeLessThanOrEqual(width);
      },
    ),
    { seed: 1, numRuns: runs(300) },
  );
});

test('a table cuts its first column before it exceeds the width', () => {
  const columns = [
    { title: 'name', align: 'left' },
    { title: 'count', align: 'right' },
  ] as const;
  expect(
    table(
      columns,
      [
        ['a', '1'],
        ['long name of something', '1,000'],
      ],
      20,
    ),
  ).toEqual(['name           count', 'a                  1', 'long name of…  1,000']);
});
