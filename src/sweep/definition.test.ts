import { describe, expect, test } from 'vitest';
import type { InputError } from '../problems/index.js';
import { defineSweep, parseSweep } from './definition.js';

const problemsOf = (action: () => unknown): string[] => {
  try {
    action();
    return [];
  } catch (error) {
    return (error as InputError).problems.map(({ code, path }) => `${code} ${path}`);
  }
};

describe('the file of a sweep', () => {
  test('defaults are filled in; a list is an axis named by the last word of its path (X1)', () => {
    expect(parseSweep('axes: { "tiles[*].macArray.lanes": [8, 16] }')).toMatchObject({
      ...{ frames: 49, seed: '0', check: 0.01, set: {}, zip: [], where: [] },
      axes: [{ name: 'lanes', path: 'tiles[*].macArray.lanes', values: [8, 16] }],
    });
  });

  test('axes that share a last word are called by their paths (X1)', () => {
    const { axes } = defineSweep({
      axes: { 'tiles[0].macArray.lanes': [8], 'tiles[1].macArray.lanes': [8] },
    });
    expect(axes.map(({ name }) => name)).toEqual(['tiles_0_macArray_lanes', 'tiles_1_macArray_lanes']);
  });

  test('an axis may go to several paths at once (X1)', () => {
    const { axes } = defineSweep({
      axes: { bits: { path: ['network.weightBits', 'tiles[*].macArray.weightBits'], values: [3] } },
    });
    expect(axes).toEqual([
      { name: 'bits', path: 'network.weightBits', also: ['tiles[*].macArray.weightBits'], values: [3] },
    ]);
  });

  test('problems have their line and column, misspelt keys a suggestion', () => {
    expect(() =>
      parseSweep('axis: { clock_kHz: [1] }\naxes:\n  clock_kHz: { form: 1, to: 2 }', 's.yaml'),
    ).toThrow("s.yaml:1:1 axis: unknown key (did you mean 'axes'?)");
    expect(() => parseSweep('axes:\n  clock_kHz: { form: 1, to: 2 }', 's.yaml')).toThrow(
      "s.yaml:2:16 axes.clock_kHz.form: unknown key (did you mean 'from'?)",
    );
  });

  test('flags take the place of keys, join axes and settings, and add expressions', () => {
    const text = 'seed: a\nwhere: [x > 1]\nset: { wake_cycles: 1 }\naxes: { x: [1], y: [2] }';
    expect(
      parseSweep(text, undefined, {
        seed: 'b',
        where: ['y > 1'],
        set: { clock_kHz: 80 },
        axes: { y: [3], z: [4] },
      }),
    ).toMatchObject({
      ...{ seed: 'b', where: ['x > 1', 'y > 1'], set: { wake_cycles: 1, clock_kHz: 80 } },
      axes: [
        { name: 'x', values: [1] },
        { name: 'y', values: [3] },
        { name: 'z', values: [4] },
      ],
    });
  });

  test.each([
    ['nothing varies', { axes: {} }, 'sweep.axis axes'],
    ['a range without points', { axes: { x: { from: 1, to: 2 } } }, 'sweep.axis axes.x'],
    ['values and a range', { axes: { x: { values: [1], from: 1, to: 2, points: 2 } } }, 'sweep.axis axes.x'],
    ['no values', { axes: { x: { from: 1 } } }, 'sweep.axis axes.x'],
    ['log through 0', { axes: { x: { from: 0, to: 2, points: 2, scale: 'log' } } }, 'sweep.axis axes.x'],
    ['one point for two ends', { axes: { x: { from: 1, to: 2, points: 1 } } }, 'sweep.axis axes.x'],
    ['a range of names', { axes: { network: { from: 1, to: 2, points: 2 } } }, 'sweep.axis axes.network'],
    [
      'names with other paths',
      { axes: { x: { path: ['network', 'table'], values: ['a'] } } },
      'sweep.axis axes.x',
    ],
    [
      'two axes of one path',
      { axes: { x: { path: 'c', values: [1] }, y: { path: ['b', 'c'], values: [2] } } },
      'sweep.axis axes.y',
    ],
    ['a name for nothing', { axes: { 'a b': { path: 'x', values: [1] } } }, 'sweep.axis axes.a b'],
    ['zip of an unknown axis', { axes: { x: [1], y: [1] }, zip: [['x', 'z']] }, 'sweep.zip zip[0]'],
    ['zip of other lengths', { axes: { x: [1], y: [1, 2] }, zip: [['x', 'y']] }, 'sweep.zip zip[0]'],
    [
      'zipped twice',
      {
        axes: { x: [1], y: [1], z: [1] },
        zip: [
          ['x', 'y'],
          ['x', 'z'],
        ],
      },
      'sweep.zip zip[0]',
    ],
    ['two rules', { axes: { x: [1] }, least: { busyFraction: 0.5, realTime: true } }, 'sweep.least least'],
    ['no rule', { axes: { x: [1] }, least: { lanes: [4] } }, 'sweep.least least'],
  ])('%s is refused', (_, input, expected) => {
    expect(problemsOf(() => defineSweep(input))).toContain(expected);
  });
});
