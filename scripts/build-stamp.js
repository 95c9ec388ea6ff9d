/** Tells a build that is up to date from one that is not: by content, of what it was made from and of what it made. */
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

const STAMP = 'dist/.build.json';
/** What npm installed, which is not what package-lock.json says while an install is due. */
const INSTALLED = 'node_modules/.package-lock.json';
const SOURCES = [
  'src',
  'hw-configs',
  'tables',
  'scripts/build.js',
  'scripts/build-stamp.js',
  'scripts/shipped-values.js',
  'scripts/bundle.js',
  'tsconfig.json',
  'tsconfig.build.json',
  'package.json',
  INSTALLED,
];
const LEFT_OUT = /\.test(ing)?\.ts$/;

/** What a build that begins now is made from; what changes while it runs makes it out of date. */
export const madeFrom = (root) => ({ node: process.version, from: digest(root, SOURCES) });

/** The text of the stamp of `dist` as it stands. */
export function buildStamp(root, origin) {
  return `${JSON.stringify({ ...origin, made: digest(root, ['dist']) })}\n`;
}

/** Where the stamp stands: in `dist`, so that it goes with it. The package leaves it out. */
export const stampFile = (root) => join(root, STAMP);

/** Whether `dist` is, byte for byte, what was made from the sources, the packages and the Node of now. */
export function isBuilt(root) {
  const file = stampFile(root);
  return (
    existsSync(file) &&
    existsSync(join(root, INSTALLED)) &&
    readFileSync(file, 'utf8') === buildStamp(root, madeFrom(root))
  );
}

function digest(root, paths) {
  const hash = createHash('sha256');
  const add = (path) => {
    const absolute = join(root, path);
    if (path === STAMP || LEFT_OUT.test(path) || !existsSync(absolute)) return;
    if (statSync(absolute).isDirectory()) {
      for (const name of readdirSync(absolute).sort()) add(`${path}/${name}`);
      return;
    }
    const bytes = readFileSync(absolute);
    hash.update(`${path}\0${bytes.length}\0`).update(bytes);
  };
  paths.forEach(add);
  return hash.digest('hex');
}
