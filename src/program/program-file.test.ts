import fc from 'fast-check';
import { expect, test } from 'vitest';
import { twoTileProgram } from '../../test/support/hand-made-program.js';
import { sha256Hex } from '../hardware/index.js';
import { InputError } from '../problems/index.js';
import { decodeProgram, encodeProgram } from './program-file.js';

const program = twoTileProgram();
const file = encodeProgram(program);

function refusal(bytes: Uint8Array): string[] {
  try {
    decodeProgram(bytes, 'mine.prog');
  } catch (error) {
    expect(error).toBeInstanceOf(InputError);
    return (error as InputError).problems.map(({ code, file: name }) => {
      expect(name).toBe('mine.prog');
      return code;
    });
  }
  throw new Error('read');
}

const messageOf = (bytes: Uint8Array): string => {
  try {
    decodeProgram(bytes, 'mine.prog');
  } catch (error) {
    return (error as InputError).message;
  }
  throw new Error('read');
};

/** The file with another header and content, and with the checksum of what it then holds. */
function fileWith(change: {
  header?: (text: string) => string;
  images?: (images: Uint8Array) => Uint8Array;
}): Uint8Array {
  const headerLength = new DataView(file.buffer).getUint32(12, true);
  const text = new TextDecoder().decode(file.subarray(16, 16 + headerLength));
  const header = new TextEncoder().encode(change.header?.(text) ?? text);
  const images = file.slice(16 + headerLength, -32);
  const content = [...file.subarray(0, 12), 0, 0, 0, 0, ...header, ...(change.images?.(images) ?? images)];
  const bytes = Uint8Array.from(content);
  new DataView(bytes.buffer).setUint32(12, header.length, true);
  return withChecksum(bytes);
}

function withChecksum(content: Uint8Array): Uint8Array {
  const digest = sha256Hex(content)
    .match(/../g)!
    .map((byte) => Number.parseInt(byte, 16));
  return Uint8Array.from([...content, ...digest]);
}

test('a program reads back as it was written, and writes the same bytes again', () => {
  const read = decodeProgram(file);
  expect(read).toEqual(program);
  expect(encodeProgram(read)).toEqual(file);
});

test('names and labels may hold any text', () => {
  const odd = twoTileProgram({ networkName: 'größe "\n\u2028\ud800', scoreLabels: ['', '✓'] });
  expect(decodeProgram(encodeProgram(odd))).toEqual(odd);
});

test('the order of the keys of a program does not show in its file', () => {
  const reversed = Object.fromEntries(Object.entries(program).reverse()) as unknown as typeof program;
  expect(encodeProgram(reversed)).toEqual(file);
});

test('a file may lie anywhere in a larger buffer', () => {
  const larger = new Uint8Array(file.length + 9);
  larger.set(file, 5);
  expect(decodeProgram(larger.subarray(5, 5 + file.length))).toEqual(program);
});

test('another kind of file is refused by its first bytes', () => {
  const text = new TextEncoder().encode('name: tiny\n');
  expect(refusal(text)).toEqual(['program.magic']);
  expect(messageOf(text)).toBe(
    'mine.prog: not a program file: expected the bytes 4c4d5550524f4700, received text ' +
      '(a program file is what compile writes)',
  );
});

test('another version is refused with both', () => {
  const newer = Uint8Array.from(file);
  newer[8] = 2;
  expect(messageOf(newer)).toMatch(/^mine\.prog: a version .*: expected 1, received 2/);
});

test('a file that is cut off anywhere is refused as that, or as damaged inside its header', () => {
  const headerEnd = 16 + new DataView(file.buffer).getUint32(12, true);
  for (let length = 0; length < file.length; length++) {
    expect([length, refusal(file.subarray(0, length))]).toEqual([length, ['program.truncated']]);
  }
  expect(messageOf(file.subarray(0, headerEnd + 40))).toBe(
    `mine.prog: the file is cut off: expected ${file.length} bytes by its header, received ${headerEnd + 40} bytes`,
  );
});

test('bytes after the end are refused', () => {
  expect(refusal(Uint8Array.from([...file, 0]))).toEqual(['program.size']);
  expect(refusal(fileWith({ images: (images) => Uint8Array.from([...images, 0]) }))).toEqual([
    'program.size',
  ]);
});

test('a changed byte is refused by the checksum', () => {
  for (const place of [20, file.length - 40, file.length - 1]) {
    const damaged = Uint8Array.from(file);
    damaged[place]! ^= 1;
    expect(refusal(damaged)).toEqual(['program.checksum']);
  }
});

test('a header that is not JSON, not UTF-8 or not canonical is refused', () => {
  expect(refusal(fileWith({ header: () => '{' }))).toEqual(['program.not-json']);
  expect(refusal(fileWith({ header: (text) => text.replace('{', '{ ') }))).toEqual(['program.header']);
  expect(refusal(fileWith({ header: (text) => text.replace('{', '{"inputs":4,') }))).toEqual([
    'program.json-key',
  ]);
  const headerByte = Uint8Array.from(file.subarray(0, -32));
  headerByte[16] = 0xff;
  expect(refusal(withChecksum(headerByte))).toEqual(['program.header']);
});

test('every problem of the shape of a header is reported, with its path', () => {
  const wrong = fileWith({
    header: (text) =>
      text
        .replace('"inputs":4', '"inputs":"4"')
        .replace('"networkName"', '"netwrokName"')
        .replace(/"networkHash":"0/, '"networkHash":"X')
        .replace('"weights":68', '"weights":-1'),
  });
  expect(messageOf(wrong).split('\n').sort()).toEqual([
    "mine.prog header.inputs: not a usable value: expected a number, received '4'",
    expect.stringContaining('mine.prog header.networkHash: a SHA-256 is 64 lower-case hexadecimal digits'),
    'mine.prog header.networkName: missing: expected a string',
    "mine.prog header.netwrokName: unknown key (did you mean 'networkName'?)",
    'mine.prog header.tiles[0].elements.weights: not a usable value: expected at least 0, received -1',
  ]);
});

test('sizes that do not add up are refused before anything is allocated for them', () => {
  expect(refusal(fileWith({ header: (text) => text.replace('"weights":68', '"weights":67') }))).toEqual([
    'program.size',
  ]);
  const huge = fileWith({ header: (text) => text.replace('"weights":68', `"weights":${2 ** 53 - 1}`) });
  expect(refusal(huge)).toEqual(['program.truncated']);
});

test('I1: illegal instructions are refused with their places', () => {
  const illegal = fileWith({
    images: (images) => {
      const changed = Uint8Array.from(images);
      changed.set([0xff, 0xff, 0xff, 0xff], 4 * 4); // recv of tile 0
      return changed;
    },
  });
  expect(messageOf(illegal)).toBe(
    'mine.prog tiles[0].code[4]: no instruction has opcode 63: received 0xffffffff',
  );
});

test('every instruction has a label', () => {
  const short = fileWith({
    header: (text) => text.replace('"labels":[{"layer":"frame","text":"recv"},', '"labels":['),
  });
  expect(messageOf(short)).toBe(
    'mine.prog header.tiles[1].labels: every instruction needs one label: expected 4, received 3',
  );
});

test('random bytes and changed files are read or refused, nothing else', () => {
  const random = fc.uint8Array({ maxLength: 200 });
  const afterMagic = random.map((bytes) => Uint8Array.from([...file.subarray(0, 12), ...bytes]));
  const change = fc.record({
    at: fc.nat(file.length - 1),
    remove: fc.nat(8),
    add: fc.uint8Array({ maxLength: 8 }),
  });
  const changed = fc
    .tuple(fc.array(change, { minLength: 1, maxLength: 4 }), fc.boolean())
    .map(([changes, checksumHolds]) => {
      let bytes = Array.from(checksumHolds ? file.subarray(0, -32) : file);
      for (const { at, remove, add } of changes)
        bytes = [...bytes.slice(0, at), ...add, ...bytes.slice(at + remove)];
      return checksumHolds ? withChecksum(Uint8Array.from(bytes)) : Uint8Array.from(bytes);
    });
  // Bytes of the header are drawn from its own characters, so that many changed headers are still JSON.
  const header = fc
    .array(fc.tuple(fc.nat(1200), fc.constantFrom(...'0123456789-{}[],":earx')), {
      minLength: 1,
      maxLength: 3,
    })
    .map((edits) =>
      fileWith({
        header: (text) =>
          edits.reduce((now, [at, letter]) => now.slice(0, at) + letter + now.slice(at + 1), text),
      }),
    );
  fc.assert(
    fc.property(fc.oneof(random, afterMagic, changed, header), (bytes) => {
      let read;
      try {
        read = decodeProgram(bytes);
      } catch (error) {
        expect(error).toBeInstanceOf(InputError);
        expect((error as InputError).problems.length).toBeGreaterThan(0);
        return;
      }
      expect(encodeProgram(read)).toEqual(bytes);
    }),
    { seed: 1, numRuns: 2000 },
  );
});
