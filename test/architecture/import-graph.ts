import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import ts from 'typescript';

/** For each file, the files whose code it loads before its own: imports of values, neither types nor import(). */
export type ImportGraph = ReadonlyMap<string, readonly string[]>;

/** The graph of every .ts file under a folder; names are relative to it, with forward slashes. */
export function readImportGraph(folder: string): ImportGraph {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) =>
    file.endsWith('.ts'),
  );
  const name = (path: string) => relative(folder, path).replaceAll('\\', '/');
  return new Map(
    files.map((file) => {
      const path = join(folder, file);
      const imported = valueImports(readFileSync(path, 'utf8'))
        .filter((specifier) => specifier.startsWith('.'))
        .map((specifier) => join(dirname(path), specifier.replace(/\.js$/, '.ts')))
        .filter((target) => existsSync(target));
      return [name(path), imported.map(name)];
    }),
  );
}

/** The modules that a text imports or re-exports values from. */
export function valueImports(text: string): string[] {
  const { statements } = ts.createSourceFile('module.ts', text, ts.ScriptTarget.ES2022);
  return statements.flatMap((statement) => {
    const isValue =
      (ts.isImportDeclaration(statement) &&
        statement.importClause?.phaseModifier !== ts.SyntaxKind.TypeKeyword) ||
      (ts.isExportDeclaration(statement) && !statement.isTypeOnly);
    const specifier = isValue ? statement.moduleSpecifier : undefined;
    return specifier !== undefined && ts.isStringLiteral(specifier) ? [specifier.text] : [];
  });
}

/** Cycles of the graph, at least one in every knot of files, each from a file back to itself. */
export function findCycles(graph: ImportGraph): string[][] {
  const finished = new Set<string>();
  const path: string[] = [];
  const cycles: string[][] = [];
  const visit = (file: string): void => {
    const start = path.indexOf(file);
    if (start >= 0) {
      cycles.push([...path.slice(start), file]);
      return;
    }
    if (finished.has(file)) return;
    path.push(file);
    for (const imported of graph.get(file) ?? []) visit(imported);
    path.pop();
    finished.add(file);
  };
  for (const file of graph.keys()) visit(file);
  return cycles;
}
