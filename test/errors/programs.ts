import { defineHardware } from '../../src/hardware/index.js';
import {
  assemble,
  checkProgram,
  decodeProgram,
  encodeProgram,
  type Program,
} from '../../src/program/index.js';
import { sha256Hex } from '../../src/hardware/index.js';
import { handMadeProgram, someNumbers, tinyHardware, twoTileProgram } from '../support/hand-made-program.js';
import { byCommand, byLibrary, changed, type Case } from './support.js';

const asm = (fault: string, text: string): Case =>
  byCommand(fault, 'assemble mine.asm', { 'mine.asm': text });

export const assembly: readonly Case[] = [
  asm('A text without an instruction', '; nothing yet\nframe:\n'),
  asm('A misspelt instruction', 'frame: recv\n  gemw v[0], 2 rows, [x[0:4]], w[0], shift 0, relu'),
  asm('A misspelt word', 'gemv v[0], 2 rows, [y[0:4]], w[0], shift 0, relu'),
  asm('A missing number', 'clear v[0:]'),
  asm('Text behind an instruction', 'halt now'),
  asm('A line that ends too early', 'gemv v[0], 2 rows'),
  asm('Values out of range, several in one line', 'clear v[70000:0]\njump 65536'),
  asm('A label that stands twice', 'a: recv\na: halt'),
  asm('A label that is not there', 'frame: recv\njump fraem'),
  asm('A label that is none', '9: halt'),
  asm('argmax of a vector', 'gemv v[0], 2 rows, [x[0:4]], w[0], shift 0, relu, argmax'),
  asm('A line of another kind of file', 'x'.repeat(3000)),
  asm('More words than a program can have', 'halt\n'.repeat(65_537)),
  byLibrary('A text that is too large', "assemble(text, 'mine.asm')", () =>
    assemble(';'.repeat(16_000_001), 'mine.asm'),
  ),
];

const file = encodeProgram(twoTileProgram());
const read = (fault: string, bytes: Uint8Array): Case =>
  byCommand(fault, 'disassemble mine.lmuprog', { 'mine.lmuprog': bytes });

/** The file with its header and its images changed, and with the checksum that it then has. */
function fileWith(change: {
  /** What stands in the place of the header's first byte. */
  byte?: number;
  header?: (text: string) => string;
  images?: (images: Uint8Array) => void;
}): Uint8Array {
  const headerEnd = 16 + new DataView(file.buffer).getUint32(12, true);
  const text = new TextDecoder().decode(file.subarray(16, headerEnd));
  const header = new TextEncoder().encode(change.header?.(text) ?? text);
  const images = Uint8Array.from(file.subarray(headerEnd, -32));
  change.images?.(images);
  if (change.byte !== undefined) header[0] = change.byte;
  const content = Uint8Array.from([...file.subarray(0, 16), ...header, ...images]);
  new DataView(content.buffer).setUint32(12, header.length, true);
  return Uint8Array.from([...content, ...Buffer.from(sha256Hex(content), 'hex')]);
}
const header = (fault: string, changes: Readonly<Record<string, string>>): Case =>
  read(fault, fileWith({ header: (text) => changed(text, changes) }));
const withByte = (place: number, value: number): Uint8Array => {
  const bytes = Uint8Array.from(file);
  bytes[place] = value;
  return bytes;
};

export const programFiles: readonly Case[] = [
  byLibrary('A file of another kind', "decodeProgram(bytes, 'mine.lmuprog')", () =>
    decodeProgram(new TextEncoder().encode('#!/bin/sh'), 'mine.lmuprog'),
  ),
  read('Words that are no instructions', new TextEncoder().encode('#!/bin/bash\n')),
  read('A file that is no whole number of words', new TextEncoder().encode('#!/bin/sh')),
  read('An empty file', new Uint8Array()),
  read('Another version', withByte(8, 2)),
  read('A file that was cut short', file.subarray(0, 300)),
  read('A damaged file', withByte(file.length - 40, 77)),
  read('A header that is not JSON', fileWith({ header: () => '{"tiles"' })),
  read('A header that is not text', fileWith({ header: () => '{', byte: 0xff })),
  read(
    'A header with a key that stands twice',
    fileWith({ header: (text) => text.replace('{', '{"inputs":4,') }),
  ),
  read('A header with white space', fileWith({ header: (text) => text.replace('{', '{ ') })),
  header('Misspelt keys and unusable values', {
    '"networkName"': '"netwrokName"',
    '"inputs":4': '"inputs":0',
    '"networkHash":"0': '"networkHash":"X',
  }),
  header('Sizes that the file does not have', { '"weights":68': '"weights":9007199254740991' }),
  header('Sizes that leave bytes over', { '"weights":68': '"weights":67' }),
  read('An illegal instruction', fileWith({ images: (images) => void images.fill(0xff, 16, 20) })),
  byCommand('A tile that the program does not have', 'disassemble mine.lmuprog --tile 9', {
    'mine.lmuprog': file,
  }),
  header('A label too few', { '"labels":[{"layer":"frame","text":"recv"},': '"labels":[' }),
];

const tiny = tinyHardware();
const fits = (fault: string, program: Program, hardware = tiny): Case =>
  byLibrary(fault, 'checkProgram(program, hardware)', () => checkProgram(program, hardware));
const tile = (fault: string, code: string, rest: object = {}): Case =>
  fits(fault, handMadeProgram(tiny, [{ code, weights: someNumbers(1024), ...rest }]));
const FRAME = 'a: recv\nsend\njump a';

/** The first gemv has 2 rows for 4 lanes. */
function withWeightInUnusedLane(): Program {
  const program = twoTileProgram();
  const [first, ...others] = program.tiles;
  const weights = Int8Array.from(first!.image.weights);
  weights[2] = 3;
  return { ...program, tiles: [{ ...first!, image: { ...first!.image, weights } }, ...others] };
}

export const programs: readonly Case[] = [
  fits(
    'A program for another architecture',
    twoTileProgram(),
    defineHardware({
      ...tiny,
      tiles: tiny.tiles.map((each) => ({ ...each, biasSram: { ...each.biasSram, words: 16 } })),
      tile: {},
    }),
  ),
  fits(
    'Another number of tiles',
    twoTileProgram({ tiles: twoTileProgram().tiles.slice(1), outputsPerCycle: 4 }),
  ),
  fits('Frames longer than a buffer', handMadeProgram(tiny, [], { inputs: 33 })),
  tile('More instructions than the memory holds', 'recv\n'.repeat(64) + 'halt'),
  tile('Weights that are no whole words', 'halt', { weights: [1, 2, 3] }),
  fits('Weights in lanes without a row', withWeightInUnusedLane()),
  fits(
    'Weights beyond their bits',
    handMadeProgram(
      defineHardware({
        ...tiny,
        tile: {},
        tiles: tiny.tiles.map((each) => ({ ...each, macArray: { ...each.macArray, weightBits: 4 } })),
      }),
      [{ code: 'halt', weights: [7, -8, 8, -9] }],
    ),
    defineHardware({
      ...tiny,
      tile: {},
      tiles: tiny.tiles.map((each) => ({ ...each, macArray: { ...each.macArray, weightBits: 4 } })),
    }),
  ),
  fits('Instructions that are not those of the code', {
    ...twoTileProgram(),
    tiles: [{ ...twoTileProgram().tiles[0]!, instructions: [] }, twoTileProgram().tiles[1]!],
  }),
  tile('A program that runs on', 'recv'),
  tile('A jump into the middle of an instruction', `clear v[0:1]\njump 1\n${FRAME}`),
  tile('Addresses beyond a memory', `clear v[60:5]\nhalt`),
  tile('Words that were not loaded', 'gemv v[0], 4 rows, [x[0:4]], w[0], b[0], shift 0, relu\nhalt'),
  tile('More than the tile has', 'gemv.raw scores, 9 rows, [x[0:4]], w[0], shift 0, identity\nhalt'),
  fits(
    'An output channel that does not exist',
    handMadeProgram(tiny, [{ code: 'halt' }, { code: 'a: recv\nsend\njump a' }]),
  ),
  tile('Results over their own sources', 'gemv v[9], 6 rows, [x[0:2], v[8:4]], w[0], shift 0, relu\nhalt'),
  tile('A send before the first frame', `send\n${FRAME}`),
  tile('A loop without a frame', 'a: jump a'),
  tile('A frame that is answered twice', 'a: recv\nsend\nsend\njump a'),
  tile('A tile that halts after a frame', 'recv\nsend\nhalt'),
];
