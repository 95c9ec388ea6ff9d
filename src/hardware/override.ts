/** Values of a hardware file replaced before it is checked, so that defaults and rules see them as if they stood there. */
import { mapped } from '../arrays/index.js';
import { describeValue, formatPath, InputError, parseYamlValue, type Problem } from '../problems/index.js';
import type { Override } from '../results/index.js';

const PATH = /^[A-Za-z$]\w*(\.[A-Za-z]\w*|\[(\d{1,4}|\*)\])*$/;

type Key = string | number;
type Plain = Readonly<Record<string, unknown>>;
const isPlain = (value: unknown): value is Plain =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * Reads `path=value`; the value is typed as YAML types it in a file.
 *
 * @throws InputError `hardware.override`
 */
export function parseOverride(text: string): Override {
  const [, path = '', source = ''] = /^([^=]*)=(.*)$/s.exec(text) ?? [];
  if (!PATH.test(path)) {
    throw new InputError([
      {
        code: 'hardware.override',
        path: '--set',
        message: 'not a usable value',
        expected: 'path=value, such as clock_kHz=92 or tiles[0].macArray.lanes=16',
        received: describeValue(text),
      },
    ]);
  }
  const { yaml, problems } = parseYamlValue(source, undefined, 'hardware');
  if (yaml === undefined) {
    throw new InputError(
      problems.map(({ code, message }) => ({
        code,
        path: placeOf(path),
        message,
        received: describeValue(source),
      })),
    );
  }
  return { path, value: yaml.value };
}

/** A document with its overrides in place. */
export interface Overridden {
  readonly value: unknown;
  /** The problem with the override that caused it as its place, or undefined when none did. */
  readonly blame: (problem: Problem) => Problem | undefined;
}

/**
 * A copy of a parsed hardware file with values replaced, one after another. Mappings on the way are made where the file
 * has none; entries of lists are not.
 *
 * @throws InputError `hardware.override` for every path that leads nowhere
 */
export function applyOverrides(document: unknown, overrides: readonly Override[]): Overridden {
  const problems: Problem[] = [];
  const written: { readonly path: string; readonly shown: string }[] = [];
  const value = overrides.reduce((before, { path, value }) => {
    const place = (keys: readonly Key[], expected: string, received: unknown): void => {
      problems.push({
        code: 'hardware.override',
        path: placeOf(path),
        message: 'leads nowhere in this file',
        expected: `${formatPath(keys) || 'the file'} to be ${expected}`,
        received: describeValue(received),
      });
    };
    const set = (node: unknown, rest: readonly Key[], done: readonly Key[]): unknown => {
      const [key, ...deeper] = rest;
      if (key === undefined) {
        written.push({ path: formatPath(done), shown: path });
        return value;
      }
      if (typeof key === 'number' || key === '*') {
        if (!Array.isArray(node)) place(done, 'a list', node);
        else if (typeof key === 'number' && key >= node.length) place(done, `longer than ${key}`, node);
        else {
          return mapped(node, (entry: unknown, index) =>
            key === '*' || key === index ? set(entry, deeper, [...done, index]) : entry,
          );
        }
        return node;
      }
      if (node !== undefined && node !== null && !isPlain(node)) {
        place(done, 'a mapping', node);
        return node;
      }
      const own = isPlain(node) && Object.hasOwn(node, key) ? node[key] : undefined;
      return { ...node, [key]: set(own, deeper, [...done, key]) };
    };
    return set(before, keysOf(path), []);
  }, document);
  if (problems.length > 0) throw new InputError(problems);

  const blame = (problem: Problem): Problem | undefined => {
    const { path } = problem;
    const cause = written.findLast(
      (override) =>
        isWithin(path, override.path) ||
        // A misspelt key on the way to the value, which the file itself does not have.
        (path !== '' && isWithin(override.path, path) && valueAt(document, path) === undefined),
    );
    return cause && { ...problem, path: placeOf(asShown(path, cause.shown)) };
  };
  return { value, blame };
}

const placeOf = (path: string): string => `--set ${path}`;

function keysOf(path: string): Key[] {
  return mapped([...path.matchAll(/[^.[\]]+/g)], ([key]) => (/^\d+$/.test(key) ? Number(key) : key));
}

const isWithin = (inner: string, outer: string): boolean =>
  inner === outer || (inner.startsWith(outer) && /^[.[]/.test(inner.slice(outer.length)));

function valueAt(document: unknown, path: string): unknown {
  return keysOf(path).reduce<unknown>(
    (value, key) =>
      typeof value === 'object' && value !== null && Object.hasOwn(value, key)
        ? (value as Record<Key, unknown>)[key]
        : undefined,
    document,
  );
}

/** The path with `[*]` where the override has it, so that what is wrong with every tile is one problem. */
function asShown(path: string, override: string): string {
  const stars = override.startsWith('tiles[*]');
  return stars ? path.replace(/^tiles\[\d+\]/, 'tiles[*]') : path;
}
