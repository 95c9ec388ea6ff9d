import {
  assemble,
  disassembleInstruction,
  encodeInstruction,
  type Instruction,
} from '../../../src/program/index.js';
import { textMutationsOf } from '../../support/mutated-text.js';
import { fromUtf8, promised, utf8, type Target } from '../target.js';

const SEED = `
clear v[0:12]
clear s[0:6]
frame: recv ; a comment
  gemv v[0], 2 rows, [x[0:4], v[4:3] << 1], w[0], shift 4, identity
  legendre s[0], u v[0] << 2, readout v[1], c[0], 2 memories, order 3, shift 6, readout shift 8
  gemv v[4] & out, 3 rows, [v[1:6], x[0:4]], w[7], b[0], shift 5, table 0, release
  gemv.raw scores, 2 rows, [x[0:3]], w[0], b[0], shift 0, identity, argmax, release
  send result
  jump frame
halt`;
const WORDS = [
  'gemv',
  'gemv.raw',
  'halt',
  'relu',
  'out',
  'x[',
  'v[',
  '<<',
  'shift',
  'rows',
  'argmax',
  'a:',
  'jump',
  '65536',
];

const words = (instructions: readonly Instruction[]): string =>
  instructions.flatMap(encodeInstruction).join();

export const assembly: Target = {
  name: 'assembly',
  seeds: () => [utf8(SEED)],
  mutants: (parent, other) => textMutationsOf(fromUtf8(parent), WORDS, fromUtf8(other)).map(utf8),
  run: (input) => {
    const instructions = assemble(fromUtf8(input), 'input');
    const again = assemble(instructions.map(disassembleInstruction).join('\n'));
    promised(words(again) === words(instructions), 'disassembled and assembled again, the same words');
  },
  limit_ms: 1000,
};
