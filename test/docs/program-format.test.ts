import { expect, test } from 'vitest';
import { decodeInstructions, encodeProgram, type Program } from '../../src/program/index.js';
import { codeBlocks } from './code-blocks.js';

test('the example of the page is the file that is written', () => {
  const code = Uint32Array.of(1 * 2 ** 26);
  const program: Program = {
    networkName: 'none',
    networkHash: '0'.repeat(64),
    architectureHash: '1'.repeat(64),
    inputs: 1,
    scoreLabels: [],
    outputsPerCycle: 2,
    tiles: [
      {
        image: {
          code,
          weights: Int8Array.of(1, -1, 2, -2),
          biases: new Int16Array(),
          coefficients: new Int16Array(),
          tables: new Int8Array(),
        },
        instructions: decodeInstructions(code, 'code').instructions,
        labels: [{ layer: 'frame', text: 'halt' }],
      },
    ],
  };
  const blocks = codeBlocks('program-format.md');
  const header = blocks.find(({ language }) => language === 'header')!.text.trim();
  const hex = blocks.find(({ language }) => language === 'text')!.text;
  const [before, after] = hex.split('...').map((part) =>
    // The bytes of a line stand before two spaces and what they mean.
    part
      .split('\n')
      .flatMap((line) => line.split('  ')[0]!.match(/[0-9a-f]{2}/g) ?? [])
      .map((byte) => Number.parseInt(byte, 16)),
  );
  expect([...before!, ...new TextEncoder().encode(header), ...after!]).toEqual([...encodeProgram(program)]);
});
