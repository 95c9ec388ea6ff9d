import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { repositoryFile } from '../cli/support.js';

export const MAIN = repositoryFile('dist/command/main.js');

/** 400 points of a second or two, in the shape of a study: hardware, voltage, clock. */
export const STUDY = `network: kws-bootstrap
frames: 5
check: 0.02
axes:
  gate: { path: 'tiles[*].macArray.clockGating', values: [perLane, never] }
  voltage: { path: technology.voltage_V, values: [0.76, 0.8] }
  clock_kHz: { from: 60, to: 300, points: 100, scale: log, multipleOf: 0.001 }
`;

export function begin(cwd: string, ...argv: readonly string[]): ChildProcess {
  return spawn(process.execPath, [MAIN, ...argv], { cwd, stdio: ['ignore', 'pipe', 'pipe'] });
}

export async function ended(
  child: ChildProcess,
): Promise<{ readonly code: number | null; readonly signal: string | null }> {
  const [code, signal] = (await once(child, 'close')) as [number | null, string | null];
  return { code, signal };
}

export function lmusim(
  cwd: string,
  ...argv: readonly string[]
): { code: number | null; stdout: string; stderr: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, [MAIN, ...argv], { cwd, encoding: 'utf8' });
  return { code: status, stdout, stderr };
}

/** Everything that two sweeps must have in common. */
export const bytesOf = (folder: string): string =>
  readFileSync(join(folder, 'manifest.json'), 'utf8') + readFileSync(join(folder, 'results.jsonl'), 'utf8');
