/** Packs the package and installs it in an empty folder, once for all specs here. */
import { cpSync, mkdirSync, mkdtempSync, realpathSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { inject } from 'vitest';
import type { TestProject } from 'vitest/node';
import { shell } from './environment.js';

declare module 'vitest' {
  interface ProvidedContext {
    /** Paths of files in the package. */
    packedFiles: string[];
    /** Absolute path of what `npm pack` wrote. */
    tarball: string;
    /** A folder outside the checkout in which the tarball is installed. */
    installed: string;
  }
}

const checkout = fileURLToPath(new URL('../..', import.meta.url));
let work: string;

export function setup(project: TestProject): void {
  work = realpathSync(mkdtempSync(join(tmpdir(), 'lmusim-installed-')));
  shell('npm run build', checkout);
  const packed = JSON.parse(
    shell(`npm pack --ignore-scripts --json --pack-destination '${work}'`, checkout),
  ) as readonly [{ readonly filename: string; readonly files: readonly { readonly path: string }[] }];
  const tarball = join(work, packed[0].filename);
  const installed = join(work, 'installed');
  mkdirSync(installed);
  shell(`npm init --yes >init.txt && npm install '${tarball}'`, installed);
  project.provide(
    'packedFiles',
    packed[0].files.map(({ path }) => path),
  );
  project.provide('tarball', tarball);
  project.provide('installed', installed);
}

export async function teardown(): Promise<void> {
  await rm(work, { recursive: true });
}

/** A new folder with nothing in it but the package's file. */
export function folderWithTarball(name: string): string {
  const tarball = inject('tarball');
  const folder = mkdtempSync(join(tarball, '..', `${name}-`));
  cpSync(tarball, join(folder, basename(tarball)));
  return folder;
}

/** A new folder in which the package is installed, and nothing else. */
export function folderWithPackage(name: string): string {
  const installed = inject('installed');
  const folder = mkdtempSync(join(installed, '..', `${name}-`));
  cpSync(installed, folder, { recursive: true, verbatimSymlinks: true });
  return folder;
}
