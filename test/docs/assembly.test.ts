import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parseHardware } from '../../src/hardware/index.js';
import { InputError } from '../../src/problems/index.js';
import { assemble, checkProgram, disassembleInstruction, type Instruction } from '../../src/program/index.js';
import { handMadeProgram, someNumbers } from '../support/hand-made-program.js';
import { codeBlocks } from './code-blocks.js';

const blocks = codeBlocks('assembly.md');
const examples = blocks.filter(({ language }) => language === 'asm').map(({ text }) => text);

test.each(examples)('example %#: it assembles, and again from the text of its instructions', (text) => {
  const instructions = assemble(text);
  expect(instructions.length).toBeGreaterThan(0);
  expect(assemble(instructions.map(disassembleInstruction).join('\n'))).toEqual(instructions);
});

test('the examples show every instruction and every form of its parts', () => {
  const shown = examples.flatMap((text) => assemble(text));
  const operations: Record<Instruction['op'], true> = {
    halt: true,
    jump: true,
    recv: true,
    send: true,
    clear: true,
    gemv: true,
    legendre: true,
  };
  expect(new Set(shown.map(({ op }) => op))).toEqual(new Set(Object.keys(operations)));
  const gemvs = shown.filter((instruction) => instruction.op === 'gemv');
  expect(new Set(gemvs.map(({ activation }) => activation))).toEqual(new Set(['identity', 'relu', 'table']));
  expect(gemvs.some(({ raw, argmax }) => raw && argmax)).toBe(true);
  expect(gemvs.some(({ toChannel, vectorBase }) => toChannel && vectorBase !== undefined)).toBe(true);
  expect(gemvs.some(({ toChannel, vectorBase }) => toChannel && vectorBase === undefined)).toBe(true);
  expect(gemvs.some(({ biasBase }) => biasBase === undefined)).toBe(true);
});

test('the whole program fits the accelerator that the page names', () => {
  const hardware = parseHardware(readFileSync('hw-configs/single-1mhz.yaml', 'utf8'));
  const code = examples.at(-1)!;
  const program = handMadeProgram(
    hardware,
    [
      {
        code,
        weights: someNumbers(16 * (60 + 44 + 16)),
        biases: someNumbers(4 * (4 + 3)),
        coefficients: someNumbers(8 * 7),
      },
    ],
    { inputs: 20 },
  );
  expect(checkProgram(program, hardware)).toEqual([]);
});

test('the refused text is answered as the page says', () => {
  const text = blocks.find(({ language }) => language === 'asm-refused')!.text;
  const answer = blocks.find(({ language }) => language === 'text')!.text;
  expect(() => assemble(text, 'mine.asm')).toThrow(InputError);
  try {
    assemble(text, 'mine.asm');
  } catch (error) {
    expect(`${(error as InputError).message}\n`).toBe(answer);
  }
});
