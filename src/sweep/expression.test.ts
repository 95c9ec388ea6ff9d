import { describe, expect, test } from 'vitest';
import { parseExpressions } from './expression.js';

const known = ['lanes', 'clock_kHz', 'power_uW', 'network'];
const truth = async (text: string, values: Record<string, number | string>): Promise<boolean> => {
  const [expression] = await parseExpressions([text], known);
  return expression!.holds(values);
};

describe('expressions (E1)', () => {
  test.each([
    ['lanes * clock_kHz >= 2000', { lanes: 20, clock_kHz: 100 }, true],
    ['lanes * clock_kHz >= 2000', { lanes: 20, clock_kHz: 99 }, false],
    ['10 < lanes < 20', { lanes: 15 }, true],
    ['10 < lanes < 20', { lanes: 20 }, false],
    ['lanes % 4 == 0 and not (lanes > 64)', { lanes: 12 }, true],
    ['(lanes > 8 ? power_uW : 0) < 2', { lanes: 16, power_uW: 2.5 }, false],
    ['log2(lanes) == 4', { lanes: 16 }, true],
    ['max(lanes, 3, 2) == floor(3.5)', { lanes: 1 }, true],
    ['equalText(network, "lmu")', { network: 'lmu' }, true],
    ['-lanes ^ 2 == -16', { lanes: 4 }, true],
  ])('%s', async (text, values, expected) => {
    expect(await truth(text, values as Record<string, number | string>)).toBe(expected);
  });

  test.each([
    ...[
      'lanes = 3',
      'f(x) = x',
      'lanes[1]',
      '{a: 1}',
      '[1, 2]',
      '1:3',
      'lanes; lanes',
      '"a".constructor',
      'lanes.toString',
    ],
    ...[
      'import({}, {})',
      'evaluate("1")',
      'parse("1")',
      'simplify("1")',
      'derivative("x", "x")',
      'createUnit("a")',
    ],
    ...[
      'config({})',
      'random()',
      'constructor',
      '__proto__',
      'lanes!',
      "lanes'",
      '5 cm > lanes',
      'cos(lanes) > 0',
      'lanez > 1',
      '1 +',
    ],
  ])('%s is refused before anything is evaluated', async (text) => {
    await expect(parseExpressions([text], known)).rejects.toMatchObject({
      problems: [{ code: 'sweep.expression', path: 'where[0]' }],
    });
  });

  test('all problems come at once, a misspelt name with a suggestion', async () => {
    await expect(parseExpressions(['lanez > 1', 'sqr(lanes) > 1'], known)).rejects.toMatchObject({
      problems: [{ hint: "did you mean 'lanes'?" }, { hint: "did you mean 'sqrt'?" }],
    });
  });

  test('what is neither true nor false is refused when it is asked', async () => {
    await expect(truth('lanes + 1', { lanes: 1 })).rejects.toThrow('neither true nor false');
  });

  test('it names what it uses', async () => {
    const [expression] = await parseExpressions(['lanes > 1 and power_uW < pi'], known);
    expect([...expression!.names]).toEqual(['lanes', 'power_uW']);
  });
});
