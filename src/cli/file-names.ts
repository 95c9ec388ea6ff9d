import { basename, relative, sep } from 'node:path';

/**
 * Names for results, without absolute paths: a file's own name, or, where two files share it, the path from the working
 * folder.
 */
export function namesOfFiles(paths: readonly string[]): string[] {
  return paths.map((path) => {
    const name = basename(path);
    const shared = paths.filter((other) => basename(other) === name).length > 1;
    return shared ? relative('', path).split(sep).join('/') : name;
  });
}
