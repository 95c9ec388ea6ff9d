import {
  appendFileSync,
  closeSync,
  mkdtempSync,
  openSync,
  readFileSync,
  rmSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, expect, test } from 'vitest';
import { writeWhole } from './write-whole.node.js';
import { lineReader, linesOf, openJournal, PIECE_BYTES } from './journal.node.js';

const scratch = mkdtempSync(join(tmpdir(), 'lmusim-journal-'));
afterAll(() => rmSync(scratch, { recursive: true }));

test('lines of any length are read and written in any order, with a torn last one left out', () => {
  const length = fc.oneof(
    fc.nat(300),
    fc.integer({ min: PIECE_BYTES - 3, max: PIECE_BYTES + 3 }),
    fc.nat(3 * PIECE_BYTES),
  );
  const line = fc.tuple(length, fc.nat());
  fc.assert(
    fc.property(fc.array(line, { maxLength: 20 }), fc.constantFrom('', 'torn'), (given, torn) => {
      const [from, to] = [join(scratch, 'from'), join(scratch, 'to')];
      const texts = given.map(
        ([letters], index) => `${'é'.repeat(index % 2)}${String(index % 10).repeat(letters)}`,
      );
      writeFileSync(from, texts.map((text) => `${text}\n`).join('') + torn);
      const lines = [...linesOf(from)];
      expect(lines.map(({ text }) => text)).toEqual(texts);

      const order = given.map(([, rank], index) => ({ rank, index })).sort((a, b) => a.rank - b.rank);
      const source = openSync(from, 'r');
      const read = lineReader(source);
      writeWhole(to, (put) => order.forEach(({ index }) => put(read(lines[index]!))));
      closeSync(source);
      const expected = order.map(({ index }) => `${texts[index]!}\n`).join('');
      expect(readFileSync(to, 'utf8') === expected).toBe(true);
    }),
    { numRuns: 60 },
  );
});

test('lines that are appended stand where it is said, in bytes, and that the file is ours is known', () => {
  const file = join(scratch, 'places');
  const journal = openJournal(file, () => undefined);
  const places = [...journal.append(['{"key":"é"}', 'b']), ...journal.append(['ccc'])];
  expect(places).toEqual([...linesOf(file)].map(({ offset, length }) => ({ offset, length })));
  expect(journal.isOurs()).toBe(true);
  appendFileSync(file, 'another process\n');
  expect(journal.isOurs()).toBe(false);
  journal.close();
});

test('of a batch that a full disk cuts the whole lines stay', () => {
  for (const [room, kept] of [
    [0, 'aa\n'],
    [3, 'aa\n'],
    [4, 'aa\nbbb\n'],
    [9, 'aa\nbbb\ncccc\n'],
  ] as const) {
    const file = join(scratch, `full-${room}`);
    let left = Infinity;
    const journal = openJournal(
      file,
      () => undefined,
      (descriptor, bytes, start) => {
        const length = Math.min(left, bytes.length - start);
        if (length === 0) throw new Error('no space is left');
        left -= length;
        return writeSync(descriptor, bytes, start, length);
      },
    );
    journal.append(['aa']);
    left = room;
    expect(() => journal.append(['bbb', 'cccc', 'd'])).toThrow('no space is left');
    expect(readFileSync(file, 'utf8')).toBe(kept);
    journal.close();
  }
});
