import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { rolldown } from 'rolldown';
import { expect, test } from 'vitest';
import { lmusim, repositoryFile } from '../cli/support.js';
import { answerOfPage } from './chromium.js';
import { folderWithPackage } from './pack.js';

test('a page runs the shipped clip in Chromium: the bytes of `lmusim run --json`', async () => {
  const folder = folderWithPackage('page');
  const entry = join(folder, 'page.js');
  // Beside the installed package, which the bundler would not find from the checkout.
  copyFileSync(repositoryFile('test/installed/page.js'), entry);
  // Such as a module of Node that the library names.
  const complaints: string[] = [];
  const bundle = await rolldown({
    input: entry,
    platform: 'browser',
    onLog: (_level, { message }) => complaints.push(message),
  });
  await bundle.write({ dir: join(folder, 'bundle'), format: 'esm' });
  expect(complaints).toEqual([]);

  const answer = await answerOfPage('/page.js', [
    join(folder, 'bundle'),
    join(folder, 'node_modules/lmusim'),
  ]);
  const { stdout } = await lmusim(['run', '--json']);
  expect(answer).toBe(stdout);
});
