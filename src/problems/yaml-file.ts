import {
  Composer,
  Lexer,
  LineCounter,
  Parser,
  isAlias,
  isMap,
  isNode,
  isScalar,
  isSeq,
  visit,
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

/** What a text may have: characters, and words and marks. */
interface YamlLimits {
  readonly characters: number;
  readonly parts: number;
}

/**
 * Configurations are a few kilobytes, and draws make a table 120, as one long word. What is larger, deeper or of more parts is
 * refused before it is composed: the composer goes one call deeper with each level, and memory and time are the sender's to
 * choose otherwise.
 */
const LIMITS: YamlLimits = { characters: 300_000, parts: 50_000 };
const MAXIMUM_DEPTH = 32;
/** References to one anchor, and what all references together may stand for. */
const MAXIMUM_ALIASES = 20;

type ParsedYaml =
  | { readonly yaml: YamlFile; readonly problems: readonly [] }
  | { readonly yaml: undefined; readonly problems: readonly Problem[] };

/**
 * Parses a file of YAML 1.2 (core schema, no custom tags, few aliases). Returns problems with positions instead of throwing.
 */
export function parseYaml(text: string, file: string | undefined, area: string, limits = LIMITS): ParsedYaml {
  const parsed = parseYamlValue(text, file, area, limits);
  if (parsed.yaml === undefined || parsed.yaml.value !== null || !isBlank(text)) return parsed;
  const problem = {
    code: `${area}.empty`,
    path: '',
    ...(file === undefined ? {} : { file }),
    message: 'the file is empty',
    expected: 'keys with their values',
    received: text.includes('#') ? 'nothing but comments' : 'nothing',
  };
  return { yaml: undefined, problems: [problem] };
}

/** Nothing but white space, comments and marks of documents: what YAML reads as null, though nobody wrote it. */
function isBlank(text: string): boolean {
  return (
    text
      .replace(/#.*/g, '')
      .replace(/^(?:---|\.\.\.)/gm, '')
      .trim() === ''
  );
}

/** As {@link parseYaml}, for one value such as that of a flag, which may be empty: null. */
export function parseYamlValue(
  text: string,
  file: string | undefined,
  area: string,
  limits = LIMITS,
): ParsedYaml {
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
  if (text.length > limits.characters) {
    const expected = `at most ${limits.characters} characters`;
    return refused({
      code: 'too-large',
      message: 'the file is too large',
      expected,
      received: String(text.length),
    });
  }
  const tokens = readTokens(text, lines, limits.parts);
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
  // Rules of 1.1 read yes, on, 010 and 1:30 as something else than what stands there.
  if (document!.directives.yaml.version === '1.1') {
    const directive = tokens.find(({ type }) => type === 'directive');
    return refused({
      code: 'yaml',
      message: 'a directive that asks for other rules than those of YAML 1.2',
      expected: '%YAML 1.2, or no directive',
      received: '%YAML 1.1',
      at: directive?.offset ?? 0,
    });
  }
  const found = [...keyProblems(document!.contents), ...lostReferences(document!)];
  if (found.length > 0) return refused(...found);
  let value: unknown;
  try {
    value = document!.toJS({ maxAliasCount: MAXIMUM_ALIASES });
  } catch (error) {
    return refused({ code: 'yaml', message: `not valid YAML: ${(error as Error).message}` });
  }
  const pairs = new Map<YAMLMap, PairsByKey>();
  const locate = (problem: Problem): Problem => {
    const node = nearestNode(document!, problem.path, pairs);
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

/** References to an anchor that does not stand before them; converting the document would refuse the first, without its place. */
function lostReferences(document: Document.Parsed): { code: string; message: string; at: number }[] {
  const found: { code: string; message: string; at: number }[] = [];
  // The library resolves each reference by a walk through the whole document.
  const anchors = new Set<string>();
  visit(document, {
    Node: (_, node) => {
      if (!isAlias(node)) {
        if (node.anchor !== undefined) anchors.add(node.anchor);
        return;
      }
      if (anchors.has(node.source)) return;
      const message = `a reference to '${node.source}', which no anchor before it names`;
      found.push({ code: 'yaml', message, at: node.range?.[0] ?? 0 });
    },
  });
  return found;
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

/** The key that a path begins with. It may hold dots and brackets of its own, as in `rows.macArray.clock`: the longest. */
function keyAt(path: string, pairs: PairsByKey): string | undefined {
  const plain = /^[^.[]+/.exec(path)?.[0] ?? '';
  let longest = pairs.has(plain) ? plain : undefined;
  for (const key of pairs.keys()) {
    const length = longest?.length ?? 0;
    if (key.length > length && path.startsWith(key) && ['', '.', '['].includes(path.charAt(key.length))) {
      longest = key;
    }
  }
  return longest;
}

/** The key's own node when it exists, else its nearest parent's. */
function nearestNode(
  document: Document.Parsed,
  path: string,
  known: Map<YAMLMap, PairsByKey>,
): Node | undefined {
  let node: unknown = document.contents;
  let nearest: Node | undefined = isNode(node) ? node : undefined;
  for (let rest = path; rest !== ''; rest = rest.replace(/^\./, '')) {
    const [entry, index] = /^\[(\d+)\]/.exec(rest) ?? [];
    if (isMap(node)) {
      const pairs = pairsOf(node, known);
      const key = keyAt(rest, pairs);
      if (key === undefined) break;
      const pair = pairs.get(key)!;
      if (isNode(pair.key)) nearest = pair.key;
      node = pair.value;
      rest = rest.slice(key.length);
    } else if (isSeq(node) && entry !== undefined) {
      node = node.items[Number(index)];
      if (isNode(node)) nearest = node;
      rest = rest.slice(entry.length);
    } else break;
  }
  return nearest;
}
