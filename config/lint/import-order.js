import { readFileSync } from 'node:fs';
import { dirname, relative, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { visitImports } from './visit-imports.js';

const root = fileURLToPath(new URL('../../', import.meta.url));
const { order, never } = JSON.parse(readFileSync(resolve(root, 'config/import-order.json'), 'utf8'));

/** The folder of src/ that a file stands in and its path inside it; folder '' for src/ itself. */
function place(file) {
  const parts = relative(resolve(root, 'src'), file).split(sep);
  if (parts[0] === '..') return undefined;
  return parts.length === 1
    ? { folder: '', inside: parts[0] }
    : { folder: parts[0], inside: parts.slice(1).join('/') };
}

const isSpec = (path) => /\.(test|testing)\.[jt]s$/.test(path);

/** Why a file may not import another one, or undefined when it may. Both are absolute paths. */
function objection(file, imported) {
  const from = place(file);
  const to = place(imported);
  if (from === undefined || to === undefined || from.folder === to.folder) return undefined;
  if (to.folder === '') return 'a folder of src/ cannot import from src/ itself';
  if (!order.includes(to.folder)) return `'${to.folder}' is not listed in config/import-order.json`;
  const rule = never.find((pair) => pair.from === from.folder && pair.to === to.folder);
  if (rule !== undefined) return `'${rule.from}' never imports from '${rule.to}': ${rule.because}`;
  if (from.folder !== '' && order.indexOf(to.folder) > order.indexOf(from.folder)) {
    return `'${from.folder}' cannot import from '${to.folder}', which stands after it in config/import-order.json`;
  }
  // A spec may use the helpers that another folder keeps for specs; the build leaves both out.
  const sharedBySpecs = isSpec(from.inside) && isSpec(to.inside);
  // index.js serves browsers too, so what needs Node stands beside it.
  const entry = to.inside === 'index.js' || /^[^/]+\.node\.js$/.test(to.inside);
  if (!entry && !sharedBySpecs) {
    return `'${to.folder}' is reached only through '${to.folder}/index.js' and its *.node.js`;
  }
  return undefined;
}

/** A folder of src/ imports only from those listed before it, and only what their index.js and *.node.js export. */
export const importOrder = {
  meta: { type: 'problem', schema: [] },
  create(context) {
    const from = place(context.filename);
    if (from === undefined) return {};
    return {
      Program(node) {
        if (from.folder !== '' && !order.includes(from.folder)) {
          context.report({ node, message: `'${from.folder}' is not listed in config/import-order.json` });
        }
      },
      ...visitImports((node, specifier) => {
        const message = /^lmusim(\/|$)/.test(specifier)
          ? 'src/ does not import itself as a package'
          : specifier.startsWith('.')
            ? objection(context.filename, resolve(dirname(context.filename), specifier))
            : undefined;
        if (message !== undefined) context.report({ node, message });
      }),
    };
  },
};
