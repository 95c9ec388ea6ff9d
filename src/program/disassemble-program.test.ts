import { expect, test } from 'vitest';
import { twoTileProgram } from '../../test/support/hand-made-program.js';
import { assemble } from './assemble.js';
import { disassembleProgram, disassembleTile } from './disassemble-program.js';
import { encodeInstruction } from './encode.js';

const program = twoTileProgram();

test('the text of a program names what it is and shows every instruction under its address and label', () => {
  const [first, second] = program.tiles;
  const labels = [{ text: 'wait for a frame', layer: 'frame' }, ...second!.labels.slice(1)];
  const text = disassembleProgram({ ...program, tiles: [first!, { ...second!, labels }] });
  const [head, tile0, tile1] = text.split('\n\n');
  expect(head!.split('\n')).toEqual([
    '; network hand-made, 000000000000',
    `; architecture ${program.architectureHash.slice(0, 12)}, P = 2`,
    '; 4 inputs, scores: yes, no',
  ]);
  expect(tile0).toMatch(/^; tile 0: 21 words\n; 0 frame: clear\nclear v\[0:12\]\n; 2 frame/);
  expect(tile1!.split('\n').slice(0, 4)).toEqual([
    '; tile 1: 7 words',
    '; 0 frame: wait for a frame',
    'recv',
    '; 1 frame: gemv',
  ]);
});

test('each tile of the text assembles to the words of the tile', () => {
  const parts = disassembleProgram(program)
    .split(/^; tile .*$/m)
    .slice(1);
  expect(parts).toHaveLength(2);
  parts.forEach((part, index) => {
    expect(assemble(part).flatMap(encodeInstruction)).toEqual([...program.tiles[index]!.image.code]);
    expect(assemble(disassembleTile(program.tiles[index]!))).toEqual(assemble(part));
  });
});

test('a line break in a name does not end its comment', () => {
  const [tile] = program.tiles;
  const labels = tile!.labels.map(() => ({ text: 'a\nhalt', layer: 'b\r\nhalt' }));
  const text = disassembleProgram({ ...program, networkName: 'x\nhalt', tiles: [{ ...tile!, labels }] });
  expect(assemble(text).flatMap(encodeInstruction)).toEqual([...tile!.image.code]);
});

test('the lines of an ordinary program stay within 100 columns', () => {
  const long = disassembleProgram(program)
    .split('\n')
    .filter((line) => line.length > 100);
  expect(long).toEqual([]);
});
