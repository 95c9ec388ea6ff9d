import { z } from 'zod';
import { MOST_PROBLEMS, type Problem } from './problem.js';
import { didYouMean } from './suggest.js';

/** `tiles[1].macArray.lanes` from a list of keys and indices. */
export function formatPath(path: readonly PropertyKey[]): string {
  return path.reduce<string>((text, key) => {
    if (typeof key === 'number') return `${text}[${key}]`;
    return text === '' ? String(key) : `${text}.${String(key)}`;
  }, '');
}

/** What a received value is called in a message: short, quoted as in the file, never a whole object. */
export function describeValue(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (value === null) return 'null';
  if (typeof value === 'string') return `'${value.length > 40 ? `${value.slice(0, 37)}...` : value}'`;
  if (Array.isArray(value)) return `a list of ${value.length}`;
  if (Number.isNaN(value)) return 'not-a-number';
  if (typeof value === 'object') return 'an object';
  if (typeof value === 'number' || typeof value === 'bigint' || typeof value === 'boolean') {
    return `${value}`;
  }
  return `a ${typeof value}`;
}

function valueAt(input: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (value, key) =>
      typeof value === 'object' && value !== null ? (value as Record<PropertyKey, unknown>)[key] : undefined,
    input,
  );
}

/** The member of a discriminated union that the received value chose. */
function chosenOption(union: z.ZodDiscriminatedUnion, value: unknown): unknown {
  const { discriminator } = union.def;
  const tag = valueAt(value, [discriminator]);
  return union.options.find((option) => {
    const literal =
      option instanceof z.ZodObject
        ? (option.shape as Record<PropertyKey, unknown>)[discriminator]
        : undefined;
    return literal instanceof z.ZodLiteral && literal.values.has(tag as z.core.util.Literal);
  });
}

/** The keys that a schema accepts at a path of the received input, for "did you mean". */
function knownKeys(schema: z.ZodType, input: unknown, path: readonly PropertyKey[]): string[] {
  let current: unknown = schema;
  for (const [depth, key] of [...path, undefined].entries()) {
    while (
      current instanceof z.ZodOptional ||
      current instanceof z.ZodExactOptional ||
      current instanceof z.ZodDefault ||
      current instanceof z.ZodPrefault ||
      current instanceof z.ZodNullable ||
      current instanceof z.ZodReadonly
    ) {
      current = current.unwrap();
    }
    if (current instanceof z.ZodDiscriminatedUnion)
      current = chosenOption(current, valueAt(input, path.slice(0, depth)));
    if (key === undefined) break;
    if (current instanceof z.ZodArray) current = current.element;
    else if (current instanceof z.ZodObject) current = (current.shape as Record<PropertyKey, unknown>)[key];
    else if (current instanceof z.ZodRecord) current = current.valueType;
    else return [];
  }
  return current instanceof z.ZodObject ? Object.keys(current.shape) : [];
}

function counted(count: number | bigint, origin: string): string {
  const [one, several] = origin === 'array' ? ['entry', 'entries'] : ['character', 'characters'];
  return `${count} ${Number(count) === 1 ? one : several}`;
}

/** What zod's types are called in a message; others keep their names. */
const TYPES: Readonly<Record<string, string>> = {
  array: 'a list',
  int: 'a whole number',
  object: 'an object',
  record: 'an object',
};

function expectation(issue: z.core.$ZodIssue): string | undefined {
  switch (issue.code) {
    case 'invalid_type':
      return TYPES[issue.expected] ?? `a ${issue.expected}`;
    case 'invalid_value':
      return issue.values.length === 1
        ? String(issue.values[0])
        : `one of ${issue.values.map(String).join(', ')}`;
    case 'invalid_union':
      return 'options' in issue && issue.options !== undefined
        ? `one of ${issue.options.map(String).join(', ')}`
        : undefined;
    case 'too_small':
      return issue.origin === 'array' || issue.origin === 'string'
        ? `at least ${counted(issue.minimum, issue.origin)}`
        : `${issue.inclusive === false ? 'more than' : 'at least'} ${issue.minimum}`;
    case 'too_big':
      return issue.origin === 'array' || issue.origin === 'string'
        ? `at most ${counted(issue.maximum, issue.origin)}`
        : `${issue.inclusive === false ? 'less than' : 'at most'} ${issue.maximum}`;
    default:
      return undefined;
  }
}

/**
 * Without zod's compiled checks: a schema here meets one file, for which compiling costs more than it saves, and pages that
 * forbid eval may use the library. `async` stands here because zod adds it otherwise, and makes a new hidden class each time.
 */
const CONTEXT = { jitless: true, async: false };

/**
 * Checks a value against a schema and returns every problem in the project's own form,
 * unknown keys with the nearest known one.
 */
export function checkSchema<T>(
  schema: z.ZodType<T>,
  input: unknown,
  area: string,
):
  | { readonly value: T; readonly problems: readonly [] }
  | { readonly value: undefined; readonly problems: readonly Problem[] } {
  const result = schema.safeParse(input, CONTEXT);
  if (result.success) return { value: result.data, problems: [] };
  // One more than an error lists, so that it tells that there are more.
  const few = <Item>(items: readonly Item[]): readonly Item[] => items.slice(0, MOST_PROBLEMS + 1);
  const problems = few(result.error.issues).flatMap((issue): Problem[] => {
    const received = valueAt(input, issue.path);
    if (issue.code === 'unrecognized_keys') {
      return few(issue.keys).map((key) => ({
        code: `${area}.unknown-key`,
        path: formatPath([...issue.path, key]),
        message: 'unknown key',
        hint:
          key === '<<'
            ? 'YAML 1.2 has no merge keys: write the keys out'
            : didYouMean(key, knownKeys(schema, input, issue.path)),
      }));
    }
    const missing = received === undefined && issue.code !== 'custom';
    // Infinity and NaN are numbers of JavaScript, not of a person.
    const finite =
      issue.code === 'invalid_type' && typeof received === 'number' && issue.expected === 'number';
    const expected = finite ? 'a finite number' : expectation(issue);
    return [
      {
        code: `${area}.${missing ? 'missing-key' : issue.code.replaceAll('_', '-')}`,
        path: formatPath(issue.path),
        message: missing
          ? 'missing'
          : issue.code === 'custom' || expected === undefined
            ? issue.message
            : 'not a usable value',
        ...(expected === undefined ? {} : { expected }),
        ...(missing || issue.code === 'custom' ? {} : { received: describeValue(received) }),
      },
    ];
  });
  return { value: undefined, problems };
}
