import { expect, test } from 'vitest';
import { InvariantError } from '../problems/index.js';
import { encodeInstruction, type Gemv, type Instruction, type Program } from '../program/index.js';
import { compile } from './compile.js';
import { checkCompiled } from './self-check.js';
import { roomyHardware, smallNetwork } from './small-network.testing.js';

const hardware = roomyHardware({});
const program = compile(
  smallNetwork({
    inputs: 2,
    layers: [{ units: 5, memories: 1, order: 2, encoder: ['x'], hidden: ['m', 'h'] }],
    scores: 2,
  }),
  hardware,
);

/** The program with the first instruction of one kind changed, in the image as well. */
function changed<Op extends Instruction['op']>(
  op: Op,
  change: (instruction: Extract<Instruction, { op: Op }>) => Instruction,
  reencode = true,
): Program {
  const [tile] = program.tiles;
  const index = tile!.instructions.findIndex(({ instruction }) => instruction.op === op);
  const instructions = tile!.instructions.map((entry, place) =>
    place === index
      ? { ...entry, instruction: change(entry.instruction as Extract<Instruction, { op: Op }>) }
      : entry,
  );
  const code = reencode
    ? Uint32Array.from(instructions.flatMap(({ instruction }) => encodeInstruction(instruction)))
    : tile!.image.code;
  return { ...program, tiles: [{ ...tile!, instructions, image: { ...tile!.image, code } }] };
}

const twoFrames = (gemv: Gemv): Gemv => ({
  ...gemv,
  rows: 5,
  vectorBase: 1,
  segments: [{ memory: 'vector', base: 0, length: 5, align: 0 }],
});

test('a program as it was compiled passes', () => {
  expect(() => checkCompiled(program, hardware)).not.toThrow();
});

test.each([
  [
    'code that differs from the instructions',
    changed('send', () => ({ op: 'send', result: false }), false),
    'decodes',
  ],
  [
    'rule M3: weights beyond the memory',
    changed('gemv', (gemv) => ({ ...gemv, weightBase: 4095 })),
    'weightSram',
  ],
  [
    'rule M3: operands beyond the channel',
    changed('gemv', (gemv) => ({ ...gemv, segments: [{ ...gemv.segments[0]!, base: 64 }] })),
    'channel',
  ],
  [
    'rule M3: state beyond the memory',
    changed('clear', (clear) => ({ ...clear, length: 4097 })),
    'stateSram',
  ],
  [
    'rule M3: coefficients beyond the memory',
    changed('legendre', (legendre) => ({ ...legendre, coefficientBase: 254 })),
    'coefficientSram',
  ],
  [
    'a result for a tile that does not exist',
    changed('gemv', (gemv) => ({ ...gemv, toChannel: true })),
    'outputChannel',
  ],
  ['a jump into an instruction', changed('jump', () => ({ op: 'jump', target: 1 })), 'jumps'],
  ['rule I4: several row tiles over their own source', changed('gemv', twoFrames), 'I4'],
])('refused: %s', (_, broken, reason) => {
  expect(() => checkCompiled(broken, hardware)).toThrow(InvariantError);
  expect(() => checkCompiled(broken, hardware)).toThrow(reason);
});
