import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { parse } from 'yaml';

const read = (file: string) => readFileSync(fileURLToPath(new URL(`../../${file}`, import.meta.url)), 'utf8');
const manifest = JSON.parse(read('package.json')) as Record<string, unknown>;

test('CITATION.cff names the version and licence of package.json, and the paper', () => {
  const citation = parse(read('CITATION.cff')) as Record<string, unknown>;
  expect(citation['cff-version']).toBe('1.2.0');
  expect(citation['version']).toBe(manifest['version']);
  expect(citation['license']).toBe(manifest['license']);
  expect(JSON.stringify(citation['references'])).toContain('arXiv:2009.04465');
});

test('nothing runs where the package is installed, and a checkout builds itself at npm ci and npm pack', () => {
  const scripts = manifest['scripts'] as Record<string, string>;
  // npm 11 warns of a package that has one of these, prepare too, though it would not run it.
  for (const name of ['preinstall', 'install', 'postinstall', 'prepare', 'preprepare', 'postprepare'])
    expect(scripts).not.toHaveProperty(name);
  // npm runs the first in the root project alone, whenever node_modules has changed.
  expect([scripts['dependencies'], scripts['prepack']]).toEqual(['npm run build', 'npm run build']);
});

test('the licence text is the one that package.json names', () => {
  expect(manifest['license']).toBe('Apache-2.0');
  expect(read('LICENSE')).toMatch(/^\s+Apache License\n\s+Version 2\.0, January 2004\n/);
});
