import fc from 'fast-check';
import type { Gemv, Instruction, Legendre, OperandSegment } from '../../src/program/index.js';

/** Instructions with every field over its whole range (docs/accelerator.md, section 4): all that can be encoded. */

const word = fc.nat(0xffff);
const shift = fc.nat(31);
const positive = (most: number): fc.Arbitrary<number> => fc.integer({ min: 1, max: most });

export const arbitraryHalt = fc.constant<Instruction>({ op: 'halt' });
export const arbitraryRecv = fc.constant<Instruction>({ op: 'recv' });
export const arbitraryJump: fc.Arbitrary<Instruction> = fc.record({
  op: fc.constant('jump' as const),
  target: word,
});
export const arbitrarySend: fc.Arbitrary<Instruction> = fc.record({
  op: fc.constant('send' as const),
  result: fc.boolean(),
});
export const arbitraryClear: fc.Arbitrary<Instruction> = fc.record({
  op: fc.constant('clear' as const),
  memory: fc.constantFrom('vector' as const, 'state' as const),
  base: word,
  length: positive(0xffff),
});

export const arbitrarySegment: fc.Arbitrary<OperandSegment> = fc.record({
  memory: fc.constantFrom('vector' as const, 'channel' as const),
  base: word,
  length: positive(0x1fff),
  align: fc.nat(2),
});

/** Where results go: raw scores, or a vector in the SRAM, the output channel or both (rules I2 and I3). */
const destination: fc.Arbitrary<Pick<Gemv, 'raw' | 'argmax' | 'vectorBase' | 'toChannel'>> = fc.oneof(
  fc.boolean().map((argmax) => ({ raw: true, argmax, vectorBase: undefined, toChannel: false })),
  word.chain((vectorBase) =>
    fc.constantFrom(
      { raw: false, argmax: false, vectorBase, toChannel: false },
      { raw: false, argmax: false, vectorBase, toChannel: true },
      { raw: false, argmax: false, vectorBase: undefined, toChannel: true },
    ),
  ),
);

const activation: fc.Arbitrary<Pick<Gemv, 'activation' | 'table'>> = fc.oneof(
  fc.constantFrom({ activation: 'identity' as const, table: 0 }, { activation: 'relu' as const, table: 0 }),
  fc.nat(3).map((table) => ({ activation: 'table' as const, table })),
);

export const arbitraryGemv: fc.Arbitrary<Gemv> = fc
  .record({
    segments: fc.array(arbitrarySegment, { minLength: 1, maxLength: 8 }),
    rows: positive(0xffff),
    weightBase: word,
    biasBase: fc.option(word, { nil: undefined }),
    shift,
    release: fc.boolean(),
    activation,
    destination,
  })
  .map(({ activation, destination, ...rest }) => ({ op: 'gemv', ...rest, ...activation, ...destination }));

export const arbitraryLegendre: fc.Arbitrary<Legendre> = fc.record({
  op: fc.constant('legendre' as const),
  order: positive(256),
  memories: positive(0xffff),
  inputShift: shift,
  coefficientShift: shift,
  readoutShift: shift,
  inputBase: word,
  readoutBase: word,
  stateBase: word,
  coefficientBase: word,
});

/** Any instruction, the ones with many fields more often. */
export const arbitraryInstruction: fc.Arbitrary<Instruction> = fc.oneof(
  arbitraryHalt,
  arbitraryRecv,
  arbitraryJump,
  arbitrarySend,
  arbitraryClear,
  { arbitrary: arbitraryGemv, weight: 4 },
  { arbitrary: arbitraryLegendre, weight: 2 },
);
