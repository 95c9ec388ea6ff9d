import { spawnSync } from 'node:child_process';
import { repositoryFile } from './support.js';

/** Builds the command from the sources as they are, without the checks of types that `npm test` has made. */
export function buildCommand(): void {
  const tsc = repositoryFile('node_modules/typescript/bin/tsc');
  const flags = ['-p', 'tsconfig.build.json', '--noCheck', '--declaration', 'false'];
  const scripts = ['shipped-values', 'bundle'].map((name) => [repositoryFile(`scripts/${name}.js`)]);
  for (const argv of [[tsc, ...flags], ...scripts]) {
    const { status, stdout, stderr } = spawnSync(process.execPath, argv, {
      cwd: repositoryFile('.'),
      encoding: 'utf8',
    });
    if (status !== 0) throw new Error(stdout + stderr);
  }
}
