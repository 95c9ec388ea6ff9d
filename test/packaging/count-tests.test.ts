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

function count(...results: readonly object[]): { status: number | null; stdout: string } {
  const files = results.map((result, index) => {
    const file = join(folder, `${index}.json`);
    writeFileSync(file, JSON.stringify(result));
    return file;
  });
  return spawnSync(process.execPath, [script, ...files], { encoding: 'utf8' });
}

const passed = { success: true, numPassedTests: 21, numFailedTests: 0 };

test('runs that passed are counted together', () => {
  const { status, stdout } = count(passed, { ...passed, numPassedTests: 3 });
  expect(status).toBe(0);
  expect(stdout).toBe('24 passed, 0 failed\n');
});

test.each([
  ['a test failed', { success: false, numPassedTests: 20, numFailedTests: 1 }],
  ['a file could not be loaded', { success: false, numPassedTests: 20, numFailedTests: 0 }],
  ['nothing ran', { success: true, numPassedTests: 0, numFailedTests: 0 }],
  ['nothing was counted', {}],
])('%s: no count, exit 1', (_, result) => {
  const { status, stdout } = count(passed, result);
  expect(status).toBe(1);
  expect(stdout).toBe('');
});
