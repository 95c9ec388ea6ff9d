import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, test } from 'vitest';

const checkout = fileURLToPath(new URL('../..', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'lmusim-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

const STATE_THE_VERSION = [
  'package.json',
  'package-lock.json',
  'CITATION.cff',
  'src/results/version.ts',
  'docs/guides/first-five-minutes.md',
];

function node(script: string, ...args: readonly string[]): void {
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(checkout, script), ...args], {
    cwd: folder,
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(stdout + stderr);
}

test('a release turns changesets into a section of the changelog and carries the version everywhere', () => {
  for (const path of ['.changeset', 'CHANGELOG.md', ...STATE_THE_VERSION]) {
    cpSync(join(checkout, path), join(folder, path), { recursive: true });
  }
  for (const waiting of readdirSync(join(folder, '.changeset')).filter((name) => /^[^R].*\.md$/.test(name))) {
    rmSync(join(folder, '.changeset', waiting));
  }
  const manifest = () =>
    JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { version: string };
  const before = manifest().version;
  const [major, minor] = before.split('.').map(Number);
  const after = `${major!}.${minor! + 1}.0`;
  writeFileSync(
    join(folder, '.changeset/bright-pans.md'),
    "---\n'lmusim': minor\n---\n\nAdd a way\nto test releases.\n",
  );

  node('node_modules/@changesets/cli/bin.js', 'version');
  node('scripts/carry-version.js');

  expect(manifest().version).toBe(after);
  expect(readFileSync(join(folder, 'CHANGELOG.md'), 'utf8')).toContain(
    `# Changelog\n\n## ${after}\n\n### Minor Changes\n\n- Add a way\n  to test releases.\n\n## `,
  );
  for (const file of STATE_THE_VERSION) {
    expect(readFileSync(join(folder, file), 'utf8'), file).toContain(after);
  }
});
