import { readdirSync, readFileSync } from 'node:fs';

/** rtl/ of the package: this file stands two folders below its root, as written and as built. */
const RTL_FOLDER = new URL('../../rtl/', import.meta.url);

/** The units, their includes and what a testbench is made of, by path from the folder that they are exported to. */
export function rtlSources(): Map<string, string> {
  const paths = readdirSync(RTL_FOLDER, { recursive: true, encoding: 'utf8' })
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => /\.(sv|svh|md)$/.test(path))
    .sort();
  return new Map(paths.map((path) => [`rtl/${path}`, readFileSync(new URL(path, RTL_FOLDER), 'utf8')]));
}
