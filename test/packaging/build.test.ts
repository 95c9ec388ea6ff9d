/** When dist may stay as it is: only while nothing that it was made from, and nothing in it, has changed. */
import { appendFileSync, cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeEach, expect, test } from 'vitest';

interface Stamp {
  readonly madeFrom: (root: string) => object;
  readonly buildStamp: (root: string, origin: object) => string;
  readonly isBuilt: (root: string) => boolean;
  readonly stampFile: (root: string) => string;
}
const { buildStamp, isBuilt, madeFrom, stampFile } = (await import(
  pathToFileURL('scripts/build-stamp.js').href
)) as Stamp;

const folder = mkdtempSync(join(tmpdir(), 'lmusim-build-'));
const built = join(folder, 'built');
const root = join(folder, 'checkout');
const FILES = [
  'src/index.ts',
  'src/deep/er/part.node.ts',
  'hw-configs/paper-22nm.yaml',
  'tables/22nm-bottom-up.yaml',
  'scripts/build.js',
  'scripts/build-stamp.js',
  'scripts/bundle.js',
  'scripts/shipped-values.js',
  'tsconfig.json',
  'tsconfig.build.json',
  'package.json',
  'node_modules/.package-lock.json',
  'dist/index.js',
  'dist/command/main.js',
];

for (const file of [...FILES, 'src/index.test.ts']) {
  mkdirSync(dirname(join(built, file)), { recursive: true });
  writeFileSync(join(built, file), `of ${file}`);
}
writeFileSync(stampFile(built), buildStamp(built, madeFrom(built)));

beforeEach(() => {
  rmSync(root, { recursive: true, force: true });
  cpSync(built, root, { recursive: true });
});

afterAll(() => {
  rmSync(folder, { recursive: true });
});

test('a copy of what was built is built, and specs do not matter', () => {
  expect(isBuilt(root)).toBe(true);
  appendFileSync(join(root, 'src/index.test.ts'), 'more');
  expect(isBuilt(root)).toBe(true);
});

test.each(FILES)('a change of %s asks for a build, and so does its removal', (file) => {
  appendFileSync(join(root, file), ' ');
  expect(isBuilt(root)).toBe(false);
  rmSync(join(root, file));
  expect(isBuilt(root)).toBe(false);
});

test.each(['src/new.ts', 'tables/new.yaml', 'dist/left-over.js'])(
  'a new file %s asks for a build',
  (file) => {
    writeFileSync(join(root, file), '');
    expect(isBuilt(root)).toBe(false);
  },
);

test('a build that was cut off, and packages of unknown origin, ask for a build', () => {
  rmSync(stampFile(root));
  expect(isBuilt(root)).toBe(false);
  rmSync(join(root, 'node_modules'), { recursive: true });
  writeFileSync(stampFile(root), buildStamp(root, madeFrom(root)));
  expect(isBuilt(root)).toBe(false);
});

test('what changes while a build runs asks for another', () => {
  const origin = madeFrom(root);
  appendFileSync(join(root, 'src/index.ts'), 'edited');
  writeFileSync(stampFile(root), buildStamp(root, origin));
  expect(isBuilt(root)).toBe(false);
});
