/** The folder that `lmusim rtl` writes, alone in an empty directory: builds, passes, and fails when an expectation is wrong. */
import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { lmusim } from '../cli/support.js';
import { without } from './rtl-run.js';

const parent = mkdtempSync(join(tmpdir(), 'lmusim-export-'));
const folder = join(parent, 'rtl');
afterAll(() => {
  rmSync(parent, { recursive: true });
});

/** `make TARGET` in the folder, with nothing of this process's environment but the path of tools. */
function make(target: string): Promise<{ code: number; output: string }> {
  const env = { PATH: process.env['PATH'], HOME: parent };
  return new Promise((resolve) => {
    execFile('make', [target], { cwd: folder, env, maxBuffer: 1 << 26 }, (error, stdout, stderr) => {
      resolve({ code: error === null ? 0 : Number(error.code ?? 1), output: stdout + stderr });
    });
  });
}

const MINUTES = 600_000;

describe.skipIf(without('verilator') || without('icarus') || without('yosys'))('an exported folder', () => {
  beforeAll(async () => {
    const features = join(parent, 'features.json');
    const frame = (seed: number): number[] =>
      Array.from({ length: 20 }, (_, i) => ((seed * 31 + i * 17) % 256) - 128);
    const recordings = [{ name: 'three frames', frames: [frame(1), frame(2), frame(3)] }];
    writeFileSync(features, JSON.stringify({ schema: 'lmusim.features/1', recordings }));
    const { code, stderr } = await lmusim(['rtl', 'lmu-2-shape', '--features', features, '-o', folder]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  }, MINUTES);

  test(
    'make: Verilator builds it and every result is as expected, in its cycle',
    async () => {
      const { code, output } = await make('verilator');
      expect(output).toMatch(/PASSED: 3 results in \d+ cycles, none differs/);
      expect(code).toBe(0);
    },
    MINUTES,
  );

  test(
    'make icarus: the same with four states',
    async () => {
      const { code, output } = await make('icarus');
      expect(output).toMatch(/PASSED: 3 results in \d+ cycles, none differs/);
      expect(code).toBe(0);
    },
    MINUTES,
  );

  test(
    'make lint: no warning of verilator -Wall',
    async () => {
      const { code, output } = await make('lint');
      expect(output).not.toMatch(/warning/i);
      expect(code).toBe(0);
    },
    MINUTES,
  );

  test(
    'make yosys: elaborated and checked',
    async () => {
      const { code, output } = await make('yosys');
      expect(output).not.toMatch(/warning/i);
      expect(code).toBe(0);
      expect(readFileSync(join(folder, 'yosys.txt'), 'utf8')).toContain('=== accelerator ===');
    },
    MINUTES,
  );

  test.each([
    ['a result one cycle late', 'expected/send_cycles.hex'],
    ['a wrong score', 'expected/scores.hex'],
    ['a wrong argmax', 'expected/predictions.hex'],
  ])(
    '%s: make fails',
    async (_, name) => {
      const file = join(folder, name);
      const before = readFileSync(file, 'utf8');
      writeFileSync(
        file,
        before.replace(/[0-9a-f]\n/, (digit) => `${digit.startsWith('0') ? 1 : 0}\n`),
      );
      const { code, output } = await make('verilator');
      writeFileSync(file, before);
      expect(output).toContain('DIFFERENCE frame 0');
      expect(code).not.toBe(0);
    },
    MINUTES,
  );
});
