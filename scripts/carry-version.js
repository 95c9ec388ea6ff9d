/**
 * Carries the version of package.json into every other file that states it, in the working folder.
 * Part of `npm run release`, after `changeset version` has raised it.
 */
import { readFileSync, writeFileSync } from 'node:fs';

const VERSION = String.raw`\d+\.\d+\.\d+(?:-[\w.]+)?`;

/** What stands before and after the version in each file. */
const PLACES = {
  'src/results/version.ts': ["export const VERSION = '", "'"],
  'CITATION.cff': ['\nversion: ', '\n'],
  'docs/guides/first-five-minutes.md': ['lmusim-', '.tgz'],
  'package-lock.json': ['"name": "lmusim",\n\\s+"version": "', '"'],
};

const { version } = JSON.parse(readFileSync('package.json', 'utf8'));
for (const [file, [before, after]] of Object.entries(PLACES)) {
  const text = readFileSync(file, 'utf8');
  const pattern = new RegExp(`(${before})${VERSION}(?=${after})`, 'g');
  if (!pattern.test(text)) throw new Error(`${file} states no version`);
  writeFileSync(
    file,
    text.replace(pattern, (_, start) => start + version),
  );
}
