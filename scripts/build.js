/**
 * Builds dist from the sources: tsc without its checks, which are those of `npm run typecheck`, then shipped values and the
 * bundle. A dist that is up to date stays as it is. `npm ci` runs this each time.
 */
import { spawnSync } from 'node:child_process';
import { rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { buildStamp, isBuilt, madeFrom, stampFile } from './build-stamp.js';

const root = fileURLToPath(new URL('..', import.meta.url));
if (!isBuilt(root)) {
  const origin = madeFrom(root);
  rmSync(`${root}/dist`, { recursive: true, force: true });
  for (const argv of [
    ['node_modules/typescript/bin/tsc', '-p', 'tsconfig.build.json'],
    ['scripts/shipped-values.js'],
    ['scripts/bundle.js'],
  ]) {
    const { status, error } = spawnSync(process.execPath, argv, { cwd: root, stdio: 'inherit' });
    if (error) throw error;
    if (status !== 0) process.exit(status ?? 1);
  }
  writeFileSync(stampFile(root), buildStamp(root, origin));
}
