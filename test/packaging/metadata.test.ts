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

test('the licence text is the one that package.json names', () => {
  expect(manifest['license']).toBe('Apache-2.0');
  expect(read('LICENSE')).toMatch(/^\s+Apache License\n\s+Version 2\.0, January 2004\n/);
});
