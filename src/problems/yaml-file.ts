import {
  LineCounter,
  isMap,
  isNode,
  isScalar,
  isSeq,
  parseDocument,
  type Document,
  type Node,
  type Pair,
  type YAMLMap,
} from 'yaml';
import type { Problem } from './problem.js';

/** A parsed YAML file that knows where each path stands. */
export interface YamlFile {
  readonly value: unknown;
  /** The same problem with file, line and column of the nearest node that exists on its path. */
  readonly locate: (problem: Problem) => Problem;
}

/**
 * Characters of YAML that are read at most: configurations and tables are a few kilobytes, and the parser's check of
 * duplicate keys takes time in proportion to the square of the keys.
 */
const MAXIMUM_CHARACTERS = 100_000;

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
  if (text.length > maximum_characters) {
    return {
      yaml: undefined,
      problems: [
        {
          code: `${area}.too-large`,
          path: '',
          ...inFile,
          message: 'the file is too large',
          expected: `at most ${maximum_characters} characters`,
          received: String(text.length),
        },
      ],
    };
  }
  const lines = new LineCounter();
  const position = (offset: number): { line: number; column: number } => {
    const { line, col } = lines.linePos(offset);
    return { line, column: col };
  };
  const document = parseDocument(text, {
    lineCounter: lines,
    prettyErrors: false,
    uniqueKeys: true,
    logLevel: 'error',
  });
  const complaints = [...document.errors, ...document.warnings];
  if (complaints.length > 0) {
    return {
      yaml: undefined,
      problems: complaints.map((complaint) => ({
        code: `${area}.yaml`,
        path: '',
        ...inFile,
        ...position(complaint.pos[0]),
        message: `not valid YAML: ${complaint.message}`,
      })),
    };
  }
  let value: unknown;
  try {
    value = document.toJS({ maxAliasCount: 20 });
  } catch (error) {
    return {
      yaml: undefined,
      problems: [
        { code: `${area}.yaml`, path: '', ...inFile, message: `not valid YAML: ${(error as Error).message}` },
      ],
    };
  }
  const pairs = new Map<YAMLMap, PairsByKey>();
  const locate = (problem: Problem): Problem => {
    const node = nearestNode(document, pathKeys(problem.path), pairs);
    return { ...problem, ...inFile, ...(node?.range ? position(node.range[0]) : {}) };
  };
  return { yaml: { value, locate }, problems: [] };
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
