import { mkdtempSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { inflateSync } from 'node:zlib';
import { expect, inject, test } from 'vitest';
import { repositoryFile } from '../cli/support.js';
import { shell } from './environment.js';

/** What the site's own script searches in: a row for each page, and the words of all of them. */
interface SearchData {
  readonly rows: readonly { readonly name: string }[];
  readonly index: { readonly invertedIndex: readonly (readonly [word: string, places: unknown])[] };
}

test('the site is made without a warning, and its search knows the guides by title and by word', () => {
  const site = mkdtempSync(join(inject('installed'), '../site-'));
  shell(`npx typedoc --out '${site}'`, repositoryFile('.'));
  const [, packed] = /"(.*)"/.exec(readFileSync(join(site, 'assets/search.js'), 'utf8'))!;
  const { rows, index } = JSON.parse(inflateSync(Buffer.from(packed!, 'base64')).toString()) as SearchData;
  const pages = ['First five minutes', 'The accelerator', 'Writing a configuration', 'Writing a table'];
  expect(rows.map(({ name }) => name)).toEqual(expect.arrayContaining([...pages, 'Embedding in a script']));
  // A word that stands in the text of one guide only.
  expect(index.invertedIndex.map(([word]) => word)).toContain('bundler');
});
