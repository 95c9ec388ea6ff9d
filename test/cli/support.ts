import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll } from 'vitest';
import { runCli } from '../../src/cli/cli.js';
import type { Terminal } from '../../src/cli/terminal.js';

export interface Outcome {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs the command in this process, as in a pipe of 80 columns unless told otherwise. */
export async function lmusim(
  argv: readonly string[],
  terminal: Partial<Omit<Terminal, 'result' | 'note'>> = {},
): Promise<Outcome> {
  let [stdout, stderr] = ['', ''];
  const code = await runCli(argv, {
    result: (text) => (stdout += text),
    note: (text) => (stderr += text),
    width: 80,
    colour: false,
    ...terminal,
  });
  return { code, stdout, stderr };
}

/** A folder of this spec, removed after it. */
export function scratchFolder(): {
  readonly path: string;
  readonly write: (name: string, data: string | Uint8Array) => string;
} {
  const path = mkdtempSync(join(tmpdir(), 'lmusim-'));
  afterAll(() => {
    rmSync(path, { recursive: true });
  });
  return {
    path,
    write: (name, data) => {
      const file = join(path, name);
      writeFileSync(file, data);
      return file;
    },
  };
}

/** The path of a file of the repository. */
export const repositoryFile = (path: string): string =>
  fileURLToPath(new URL(`../../${path}`, import.meta.url));
