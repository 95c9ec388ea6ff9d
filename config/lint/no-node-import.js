import { isBuiltin } from 'node:module';
import { visitImports } from './visit-imports.js';

/** The library runs in a browser, so it names no module of Node, with or without the `node:` prefix, and no *.node.js. */
export const noNodeImport = {
  meta: { type: 'problem', schema: [] },
  create: (context) =>
    visitImports((node, specifier) => {
      if (!isBuiltin(specifier) && !specifier.endsWith('.node.js')) return;
      context.report({
        node,
        message: `'${specifier}' is Node only: import it in src/cli or in a file named *.node.ts`,
      });
    }),
};
