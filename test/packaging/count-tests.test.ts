import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, test } from 'vitest';

const script = fileURLToPath(new URL('../../scripts/count-tests.js', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'lmusim-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

function count(result: object): { status: number | null; stdout: string } {
  const file = join(folder, 'vitest.json');
  writeFileSync(file, JSON.stringify(result));
  return spawnSync(process.execPath, [script, file], { encoding: 'utf8' });
}

test('a run that passed is counted', () => {
  const { status, stdout } = count({ success: true, numPassedTests: 21, numFailedTests: 0 });
  expect(status).toBe(0);
  expect(stdout).toBe('21 passed, 0 failed\n');
});

test.each([
  ['a test failed', { success: false, numPassedTests: 20, numFailedTests: 1 }],
  ['a file could not be loaded', { success: false, numPassedTests: 20, numFailedTests: 0 }],
  ['nothing ran', { success: true, numPassedTests: 0, numFailedTests: 0 }],
  ['nothing was counted', {}],
])('%s: no count, exit 1', (_, result) => {
  const { status, stdout } = count(result);
  expect(status).toBe(1);
  expect(stdout).toBe('');
});
