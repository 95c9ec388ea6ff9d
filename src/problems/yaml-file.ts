import {
  Composer,
  Lexer,
  LineCounter,
  Parser,
  isMap,
  isNode,
  isScalar,
  isSeq,
  type CST,
  type Document,
  type Node,
  type Pair,
  type YAMLMap,
} from 'yaml';
import { MOST_PROBLEMS, type Problem } from './problem.js';
import { formatPath } from './schema-problems.js';

/** A parsed YAML file that knows where each path stands. */
export interface YamlFile {
  readonly value: unknown;
  /** The same problem with file, line and column of the nearest node that exists on its path. */
  readonly locate: (problem: Problem) => Problem;
}

/**
 * Configurations and tables are a few kilobytes. What is larger, deeper or of more parts is refused before it is composed:
 * the composer goes one call deeper with each level, and memory and time are the sender's to choose otherwise.
 */
const MAXIMUM_CHARACTERS = 100_000;
const MAXIMUM_DEPTH = 32;
/** Parts for each character: half of them, which a file of words and marks alone would have. */
const MAXIMUM_PARTS = 0.5;
/** References to one anchor, and what all references together may stand for. */
const MAXIMUM_ALIASES = 20;

/**
 * Parses YAML 1.2 (core schema, no custom tags, few aliases). Returns problems with positions instead of throwing.
 */
export function parseYaml(
  text: string,
  file: string | undefined,
  area: string,
  maximum_characters = MAXIMUM_CHARACTERS,
):
  | { readonly yaml: YamlFile; readonly problems: readonly [] }
  | { readonly yaml: undefined; readonly problems: readonly Problem[] } {
  const inFile = file === undefined ? {} : { file };
  const lines = new LineCounter();
  lines.addNewLine(0);
  const position = (offset: number): { line: number; column: number } => {
    const { line, col } = lines.linePos(offset);
    return { line, column: col };
  };
  const refused = (
    ...problems: readonly (Omit<Problem, 'path'> & { readonly path?: string; readonly at?: number })[]
  ): { yaml: undefined; problems: readonly Problem[] } => ({
    yaml: undefined,
    problems: problems.map(({ at, code, ...problem }) => ({
      path: '',
      ...problem,
      code: `${area}.${code}`,
      ...inFile,
      ...(at === undefined ? {} : position(at)),
    })),
  });
  if (text.length > maximum_characters) {
    const expected = `at most ${maximum_characters} characters`;
    return refused({
      code: 'too-large',
      message: 'the file is too large',
      expected,
      received: String(text.length),
    });
  }
  const tokens = readTokens(text, lines, maximum_characters * MAXIMUM_PARTS);
  if (!Array.isArray(tokens)) return refused(tokens);
  // Repeated keys are looked for below: the composer compares each with each. Tags of YAML 1.1, such as !!binary and
  // !!timestamp, would put objects where the schemas expect plain values.
  const composer = new Composer({ lineCounter: lines, uniqueKeys: false, resolveKnownTags: false });
  const [document, another] = [...composer.compose(tokens, true, text.length)];
  const complaints = [...document!.errors, ...document!.warnings];
  if (another !== undefined) {
    const hint = 'leave out what stands from --- on';
    return refused({ code: 'yaml', message: 'more than one document', at: another.range[0], hint });
  }
  if (complaints.length > 0) {
    return refused(
      ...complaints
        .slice(0, MOST_PROBLEMS + 1)
        .map(({ message, pos }) => ({ code: 'yaml', message: `not valid YAML: ${message}`, at: pos[0] })),
    );
  }
  const keys = keyProblems(document!.contents);
  if (keys.length > 0) return refused(...keys);
  let value: unknown;
  try {
    value = document!.toJS({ maxAliasCount: MAXIMUM_ALIASES });
  } catch (error) {
    return refused({ code: 'yaml', message: `not valid YAML: ${(error as Error).message}` });
  }
  const pairs = new Map<YAMLMap, PairsByKey>();
  const locate = (problem: Problem): Problem => {
    const node = nearestNode(document!, pathKeys(problem.path), pairs);
    return { ...problem, ...inFile, ...(node?.range ? position(node.range[0]) : {}) };
  };
  return { yaml: { value, locate }, problems: [] };
}

/** What a refusal of {@link readTokens} says. */
interface Excess {
  readonly code: string;
  readonly message: string;
  readonly expected: string;
  readonly at: number;
}

/** The text in tokens, or where it is too deep or has too many parts. The parser keeps its own stack and makes no calls. */
function readTokens(text: string, lines: LineCounter, maximum_parts: number): CST.Token[] | Excess {
  const parser = new Parser(lines.addNewLine);
  const tokens: CST.Token[] = [];
  let parts = 0;
  for (const lexeme of new Lexer().lex(text)) {
    tokens.push(...parser.next(lexeme));
    const at = parser.offset;
    // The document and the collections that are open; a compact mapping stands twice.
    if (parser.stack.length > MAXIMUM_DEPTH + 2) {
      return {
        code: 'too-deep',
        message: 'nested too deep',
        expected: `at most ${MAXIMUM_DEPTH} levels`,
        at,
      };
    }
    if (++parts > maximum_parts) {
      return {
        code: 'too-large',
        message: 'too many parts',
        expected: `at most ${maximum_parts} words and marks`,
        at,
      };
    }
  }
  return [...tokens, ...parser.end()];
}

/** Keys that stand twice in one mapping, and those that are no words but lists, mappings or references. */
function keyProblems(contents: unknown): { code: string; message: string; path: string; at: number }[] {
  const found: { code: string; message: string; path: string; at: number }[] = [];
  const look = (node: unknown, path: readonly PropertyKey[]): void => {
    if (isSeq(node)) node.items.forEach((item, index) => look(item, [...path, index]));
    if (!isMap(node)) return;
    const seen = new Set<string>();
    for (const { key, value } of node.items) {
      const name = isScalar(key) ? String(key.value) : '';
      const place = { path: formatPath([...path, name]), at: isNode(key) ? (key.range?.[0] ?? 0) : 0 };
      if (!isScalar(key)) found.push({ code: 'key', message: 'a key that is not one word', ...place });
      else if (seen.has(name))
        found.push({ code: 'repeated-key', message: 'key given more than once', ...place });
      seen.add(name);
      look(value, [...path, name]);
    }
  };
  look(contents, []);
  return found;
}

function pathKeys(path: string): (string | number)[] {
  return [...path.matchAll(/[^.[\]]+/g)].map(([key]) => (/^\d+$/.test(key) ? Number(key) : key));
}

type PairsByKey = ReadonlyMap<string, Pair>;

/** A mapping's pairs by their key: a file may have a problem at each of thousands of keys. */
function pairsOf(map: YAMLMap, known: Map<YAMLMap, PairsByKey>): PairsByKey {
  const pairs =
    known.get(map) ??
    new Map(
      map.items.flatMap((pair) => (isScalar(pair.key) ? [[String(pair.key.value), pair] as const] : [])),
    );
  known.set(map, pairs);
  return pairs;
}

/** The key's own node when it exists, else its nearest parent's. */
function nearestNode(
  document: Document.Parsed,
  keys: readonly (string | number)[],
  pairs: Map<YAMLMap, PairsByKey>,
): Node | undefined {
  let node: unknown = document.contents;
  let nearest: Node | undefined = isNode(node) ? node : undefined;
  for (const key of keys) {
    if (isMap(node)) {
      const pair = pairsOf(node, pairs).get(String(key));
      if (pair === undefined) break;
      if (isNode(pair.key)) nearest = pair.key;
      node = pair.value;
    } else if (isSeq(node) && typeof key === 'number') {
      node = node.items[key];
      if (isNode(node)) nearest = node;
    } else break;
  }
  return nearest;
}
