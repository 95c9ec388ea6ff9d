import { parseYaml } from '../problems/index.js';
import type { SweepChanges } from '../sweep/index.js';
import type { ArgumentReader } from './arguments.js';
import { overridesOf } from './overrides.js';

const NUMBER = String.raw`-?\d+(?:\.\d+)?(?:e-?\d+)?`;
const RANGE = new RegExp(`^(${NUMBER})\\.\\.(${NUMBER})(?:/(\\d{1,6}))?(log)?$`);

/** What the flags of `sweep` say in the place of its file. */
export function changesOf(args: ArgumentReader): SweepChanges {
  const axes = args.all('axis').flatMap((text) => axisOf(text, args));
  const where = args.all('where');
  const set = overridesOf(args);
  const sample = sampleOf(args);
  const keys = Object.fromEntries(
    (['seed', 'network', 'hardware', 'table'] as const).flatMap((key) => {
      const text = args.text(key);
      return text === undefined ? [] : [[key, text] as const];
    }),
  );
  const check = args.text('check');
  return {
    ...keys,
    ...(check === undefined ? {} : { check: Number(check) }),
    ...(sample === undefined ? {} : { sample }),
    ...(axes.length === 0 ? {} : { axes: Object.fromEntries(axes) }),
    ...(where.length === 0 ? {} : { where }),
    ...(set.length === 0 ? {} : { set: Object.fromEntries(set.map(({ path, value }) => [path, value])) }),
  };
}

function axisOf(text: string, args: ArgumentReader): (readonly [string, unknown])[] {
  const [, name, path = '', source = ''] = /^(?:([A-Za-z_]\w*):)?([^=:]+)=(.+)$/s.exec(text) ?? [];
  const wrong = (expected: string): [] => {
    args.add({ code: 'usage.axis', path: '--axis', message: 'not an axis', expected, received: `'${text}'` });
    return [];
  };
  if (path === '') return wrong('PATH=VALUES, such as clock_kHz=50,92,200 or clock_kHz=50..1000/20log');
  const [, from, to, points, log] = RANGE.exec(source) ?? [];
  const values =
    from === undefined
      ? { values: source.split(',').map((word) => parseYaml(word, undefined, 'sweep').yaml?.value) }
      : {
          ...{ from: Number(from), to: Number(to) },
          ...(points === undefined ? {} : { points: Number(points) }),
          ...(log === undefined ? {} : { scale: 'log' }),
        };
  return [[name ?? path, name === undefined ? values : { path, ...values }]];
}

function sampleOf(args: ArgumentReader): object | undefined {
  const text = args.text('sample');
  if (text === undefined) return undefined;
  const [, method, points] = /^([a-z-]+)\/(\d{1,7})$/.exec(text) ?? [];
  if (method === undefined) {
    args.add({
      code: 'usage.sample',
      path: '--sample',
      message: 'not a sample',
      expected: 'random/100 or latin-hypercube/100',
      received: `'${text}'`,
    });
    return undefined;
  }
  return { method, points: Number(points) };
}
