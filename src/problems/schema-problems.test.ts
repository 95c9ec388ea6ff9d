import { expect, test } from 'vitest';
import { z } from 'zod';
import { checkSchema } from './schema-problems.js';

const shapes = z.strictObject({
  shapes: z.array(
    z.discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('circle'), radius: z.number() }),
      z.strictObject({ kind: z.literal('square'), side: z.number() }),
    ]),
  ),
});

test('suggests a key of the member that a discriminated union chose', () => {
  const { problems } = checkSchema(shapes, { shapes: [{ kind: 'square', side: 1, sides: 2 }] }, 'test');
  expect(problems).toEqual([
    {
      code: 'test.unknown-key',
      path: 'shapes[0].sides',
      message: 'unknown key',
      hint: "did you mean 'side'?",
    },
  ]);
});

test('lists the members when the discriminator names none of them', () => {
  const { problems } = checkSchema(shapes, { shapes: [{ kind: 'line' }] }, 'test');
  expect(problems).toMatchObject([
    {
      code: 'test.invalid-union',
      path: 'shapes[0].kind',
      expected: 'one of circle, square',
      received: "'line'",
    },
  ]);
});

test('suggests a key of what may be left out', () => {
  const schema = z.strictObject({ measured: z.strictObject({ cycles: z.number() }).exactOptional() });
  const { problems } = checkSchema(schema, { measured: { cycles: 1, cycle: 1 } }, 'test');
  expect(problems).toMatchObject([{ path: 'measured.cycle', hint: "did you mean 'cycles'?" }]);
});

test('numbers without an end are called what they are', () => {
  const schema = z.strictObject({ a: z.number(), b: z.number(), c: z.number(), d: z.int() });
  const { problems } = checkSchema(schema, { a: NaN, b: -1e999, c: 'NaN', d: 1e999 }, 'test');
  expect(problems.map(({ expected, received }) => `${expected}, not ${received}`)).toEqual([
    'a finite number, not not-a-number',
    'a finite number, not -Infinity',
    "a number, not 'NaN'",
    'a finite number, not Infinity',
  ]);
});

test('a merge key, which this YAML does not have, is refused with what to do', () => {
  const { problems } = checkSchema(z.strictObject({ a: z.number() }), { a: 1, '<<': { a: 2 } }, 'test');
  expect(problems).toMatchObject([{ path: '<<', hint: 'YAML 1.2 has no merge keys: write the keys out' }]);
});
