/**
 * The guides, word for word, as a reader follows them with the package and nothing else. Where a command's output has
 * changed, `npm run test:installed -- guides -u` writes the new one into the guide.
 */
import { readFileSync, readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { repositoryFile } from '../cli/support.js';
import { replayed } from './guide.js';
import { folderWithPackage, folderWithTarball } from './pack.js';

const FIRST = 'first-five-minutes.md';
const others = readdirSync(repositoryFile('docs/guides')).filter((name) => name !== FIRST);

async function expectToHold(name: string, folder: string): Promise<void> {
  const file = repositoryFile(`docs/guides/${name}`);
  const guide = readFileSync(file, 'utf8');
  expect(guide).toMatch(/^\$ /m);
  await expect(replayed(guide, folder)).toMatchFileSnapshot(file);
}

test('first-five-minutes.md: from an empty folder with the package file in it', async () => {
  await expectToHold(FIRST, folderWithTarball('guide'));
});

test.each(others)(
  '%s: where the package is installed',
  async (name) => {
    await expectToHold(name, folderWithPackage('guide'));
  },
  60_000,
);
