import { spawnSync } from 'node:child_process';
import { repositoryFile } from './support.js';

/** Builds the command from the sources as they are, unless that is what stands there. */
export function buildCommand(): void {
  const { status, stdout, stderr } = spawnSync(process.execPath, [repositoryFile('scripts/build.js')], {
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(stdout + stderr);
}

/** Before specs that run side by side, so that each finds the command built (vitest's globalSetup). */
export const setup = buildCommand;
