/**
 * Bundles the command into a few files: a default run loads 20 modules instead of 330, which is half of its start-up. The
 * library stays as tsc writes it. mathjs is loaded by what needs it, and from its own package.
 */
import { rolldown } from 'rolldown';

const bundle = await rolldown({ input: 'dist/cli/main.js', platform: 'node', external: ['mathjs'] });
await bundle.write({ dir: 'dist/command', format: 'esm' });
