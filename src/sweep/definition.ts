import { z } from 'zod';
import { checkSchema, InputError, parseYaml, refuseIfAny, type Problem } from '../problems/index.js';
import type { Aim, AxisValue } from '../results/index.js';

const value = z.union([z.number(), z.string().max(1000), z.boolean()]);
const values = z.array(value).min(1).max(100_000);
const family = z.array(z.int().min(1).max(4096)).min(1).max(100);
const path = z.string().min(1).max(200);
const expression = z.string().min(1).max(1000);

/** An axis as the file has it; what belongs together of it, axes.ts checks. */
const axis = z.strictObject({
  path: z.union([path, z.array(path).min(1).max(64)]).optional(),
  values: values.optional(),
  from: z.number().optional(),
  to: z.number().optional(),
  points: z.int().min(1).max(100_000).optional(),
  scale: z.enum(['linear', 'log']).optional(),
  multipleOf: z.number().positive().optional(),
});

/** What a sweep's file says (docs/sweep.md). */
export const sweepSchema = z.strictObject({
  $schema: z.string().optional(),
  about: z.string().max(2000).default(''),
  network: z.string().min(1).optional(),
  hardware: z.string().min(1).optional(),
  table: z.string().min(1).optional(),
  set: z.record(z.string(), z.unknown()).default({}),
  frames: z.int().min(1).max(10_000).default(49),
  seed: z.string().max(200).default('0'),
  axes: z.record(z.string().min(1).max(200), z.unknown()),
  zip: z.array(z.array(z.string()).min(2)).default([]),
  sample: z
    .strictObject({ method: z.enum(['random', 'latin-hypercube']), points: z.int().min(1).max(1_000_000) })
    .optional(),
  where: z.array(expression).max(100).default([]),
  least: z
    .strictObject({
      busyFraction: z.union([z.number().positive().max(1), z.literal('base')]).optional(),
      realTime: z.literal(true).optional(),
      tiles: family.optional(),
      lanes: family.optional(),
      legendreLanes: family.optional(),
      outputsPerCycle: family.optional(),
    })
    .optional(),
  accuracy: z
    .strictObject({ recordings: z.string().min(1), labels: z.string().min(1).optional() })
    .optional(),
  objectives: z.record(z.string(), z.enum(['least', 'most'])).optional(),
  check: z.number().min(0).max(1).default(0.01),
});

/** The axis in the file's terms, its own path filled in. */
export interface AxisDefinition {
  readonly name: string;
  readonly path: string;
  /** Further paths that take the same value. */
  readonly also?: readonly string[];
  readonly values?: readonly AxisValue[];
  readonly from?: number;
  readonly to?: number;
  readonly points?: number;
  readonly scale?: 'linear' | 'log';
  readonly multipleOf?: number;
}

export interface SampleDefinition {
  readonly method: 'random' | 'latin-hypercube';
  readonly points: number;
}

/** The least resources of a family under a rule: one of `busyFraction` and `realTime`. */
export interface LeastRule {
  /** Greatest part of the frame period that the slowest tile is busy; `base`: as busy as the hardware is before the axes. */
  readonly busyFraction?: number | 'base' | undefined;
  readonly realTime?: true | undefined;
  readonly tiles?: readonly number[] | undefined;
  readonly lanes?: readonly number[] | undefined;
  readonly legendreLanes?: readonly number[] | undefined;
  readonly outputsPerCycle?: readonly number[] | undefined;
}

/** A sweep with every default but the names of its inputs filled in. Plain data. */
export interface SweepDefinition {
  readonly about: string;
  readonly network?: string | undefined;
  readonly hardware?: string | undefined;
  readonly table?: string | undefined;
  readonly set: Readonly<Record<string, unknown>>;
  readonly frames: number;
  readonly seed: string;
  readonly axes: readonly AxisDefinition[];
  readonly zip: readonly (readonly string[])[];
  readonly sample?: SampleDefinition | undefined;
  readonly where: readonly string[];
  readonly least?: LeastRule | undefined;
  readonly accuracy?: { readonly recordings: string; readonly labels?: string | undefined } | undefined;
  readonly objectives?: Readonly<Record<string, Aim>> | undefined;
  readonly check: number;
}

/** Keys of a sweep's file that take the place of those that stand there; axes one by one, `where` in addition. */
export interface SweepChanges {
  readonly axes?: Readonly<Record<string, unknown>>;
  readonly where?: readonly string[];
  readonly [key: string]: unknown;
}

/**
 * Reads the file of a sweep and fills in its defaults. That its paths lead somewhere is checked when it is planned.
 *
 * @param file name for messages
 * @throws InputError with all problems, each with its line and column
 */
export function parseSweep(text: string, file?: string, changes: SweepChanges = {}): SweepDefinition {
  const { yaml, problems } = parseYaml(text, file, 'sweep');
  if (yaml === undefined) throw new InputError(problems);
  const { value } = yaml;
  const { axes, where, set, ...keys } = changes;
  const isMapping = typeof value === 'object' && value !== null && !Array.isArray(value);
  if (!isMapping) return checked(value, yaml.locate);
  const own = value as Readonly<Record<string, unknown>>;
  const joined = (key: string, more: unknown): object =>
    more === undefined ? {} : { [key]: { ...(own[key] as object | undefined), ...(more as object) } };
  return checked(
    {
      ...own,
      ...keys,
      ...joined('axes', axes),
      ...joined('set', set),
      ...(where === undefined ? {} : { where: [...((own['where'] ?? []) as readonly unknown[]), ...where] }),
    },
    yaml.locate,
  );
}

/**
 * Checks a sweep that a script has built (the shape of the file).
 *
 * @throws InputError with all problems
 */
export function defineSweep(input: unknown): SweepDefinition {
  return checked(input, (problem) => problem);
}

function checked(input: unknown, locate: (problem: Problem) => Problem): SweepDefinition {
  const file = checkSchema(sweepSchema, input, 'sweep');
  if (file.value === undefined) throw new InputError(file.problems.map(locate));
  const { $schema: _schema, axes: given, ...rest } = file.value;
  const problems: Problem[] = [];
  const axes = Object.entries(given).map(([name, entry]): AxisDefinition => {
    // A list is the short form of a mapping with nothing but values.
    const own = checkSchema(axis, Array.isArray(entry) ? { values: entry } : entry, 'sweep');
    problems.push(
      ...own.problems.map((each) => ({
        ...each,
        path: `axes.${name}${each.path === '' ? '' : `.${each.path}`}`,
      })),
    );
    const { path, ...given } = own.value ?? {};
    const [first = name, ...also] = path === undefined ? [] : [path].flat();
    return {
      ...defined(given),
      name: path === undefined ? shortName(name) : name,
      path: first,
      ...(also.length === 0 ? {} : { also }),
    };
  });
  refuseIfAny(problems.map(locate));
  const named = withLongNames(axes);
  const definition = { ...rest, axes: named };
  refuseIfAny(
    [...axisProblems(named, rest.sample), ...zipProblems(definition), ...ruleProblems(definition)].map(
      locate,
    ),
  );
  return definition;
}

/** Without keys that are there but undefined. */
function defined<T extends object>(object: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(object).filter(([, entry]) => entry !== undefined)) as {
    [K in keyof T]: Exclude<T[K], undefined>;
  };
}

const shortName = (path: string): string => /[A-Za-z_]\w*$/.exec(path)?.[0] ?? path;

/** An axis that shares its last word with another is called by its whole path, in words. */
function withLongNames(axes: readonly AxisDefinition[]): readonly AxisDefinition[] {
  return axes.map((axis) =>
    axes.filter(({ name }) => name === axis.name).length === 1
      ? axis
      : { ...axis, name: axis.path.replaceAll('[*]', '').replace(/\W+/g, '_').replace(/_$/, '') },
  );
}

const problem = (
  code: string,
  path: string,
  message: string,
  expected: string,
  received?: string,
): Problem => ({
  ...{ code, path, message, expected },
  ...(received === undefined ? {} : { received }),
});

function axisProblems(axes: readonly AxisDefinition[], sample: SampleDefinition | undefined): Problem[] {
  const found: Problem[] = [];
  if (axes.length === 0) found.push(problem('sweep.axis', 'axes', 'nothing varies', 'at least one axis'));
  const paths = pathsOf(axes);
  for (const { name, path, also = [], values, from, to, points, scale, multipleOf } of axes) {
    const place = `axes.${name}`;
    const wrong = (message: string, expected: string): void => {
      found.push(problem('sweep.axis', place, message, expected));
    };
    if (!/^[A-Za-z_]\w*$/.test(name))
      wrong('a name that no expression can hold', 'letters, digits and _, or a mapping with path');
    // Of two axes with one path the later would decide, and the earlier be told with values that nothing has.
    const first = paths.find((each) => [path, ...also].includes(each.path))!;
    if (first.name !== name) wrong(`'${first.path}' is a path of ${first.name} too`, 'a path in one axis');
    if (also.length > 0 && [path, ...also].some((each) => CHOICES.has(each)))
      wrong('names of inputs and other paths', 'an axis of its own for names');
    const range = from !== undefined && to !== undefined;
    if (values !== undefined) {
      if ([from, to, points, scale, multipleOf].some((part) => part !== undefined))
        wrong('values and a range', 'one of the two');
    } else if (!range) wrong('no values', 'values, or from and to');
    else {
      if (points === undefined && sample === undefined)
        wrong('a range without points', 'points, or sample for the whole sweep');
      if (scale === 'log' && (from <= 0 || to <= 0))
        wrong('a logarithmic range that reaches 0', 'from and to above 0');
      if (points === 1 && from !== to) wrong('one point for two ends', 'at least 2 points');
      if (CHOICES.has(path)) wrong('a range of names', 'values');
    }
  }
  return found;
}

/** Where the values of axes go, with the names of the axes. */
export function pathsOf(
  axes: readonly AxisDefinition[],
): readonly { readonly name: string; readonly path: string }[] {
  return axes.flatMap(({ name, path, also = [] }) => [path, ...also].map((each) => ({ name, path: each })));
}

/** Paths whose values are names of inputs. */
export const CHOICES: ReadonlySet<string> = new Set(['network', 'hardware', 'table']);

function zipProblems({ axes, zip, sample }: Pick<SweepDefinition, 'axes' | 'zip' | 'sample'>): Problem[] {
  const found: Problem[] = [];
  const names = zip.flat();
  zip.forEach((group, index) => {
    const lengths = group.map((name) => {
      const axis = axes.find((each) => each.name === name);
      const length = axis && (axis.values?.length ?? axis.points);
      if (axis === undefined)
        found.push(
          problem(
            'sweep.zip',
            `zip[${index}]`,
            'no such axis',
            axes.map((each) => each.name).join(', '),
            `'${name}'`,
          ),
        );
      else if (names.filter((other) => other === name).length > 1)
        found.push(
          problem('sweep.zip', `zip[${index}]`, `'${name}' is zipped twice`, 'each axis in one group'),
        );
      else if (length === undefined && sample !== undefined)
        found.push(problem('sweep.zip', `zip[${index}]`, `'${name}' is a range without points`, 'points'));
      return length;
    });
    const known = lengths.filter((length) => length !== undefined);
    if (new Set(known).size > 1)
      found.push(
        problem(
          'sweep.zip',
          `zip[${index}]`,
          'axes of other lengths',
          'as many values each',
          lengths.join(' and '),
        ),
      );
  });
  return found;
}

function ruleProblems({ least }: Pick<SweepDefinition, 'least'>): Problem[] {
  if (least === undefined || (least.busyFraction === undefined) !== (least.realTime === undefined)) return [];
  return [problem('sweep.least', 'least', 'not one rule', 'busyFraction or realTime')];
}
