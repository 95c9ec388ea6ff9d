/**
 * Bundles the command into a few files: a default run loads 20 modules instead of 330, which is half of its start-up. The
 * library stays as tsc writes it. mathjs, vega and tinypool are loaded by what needs them, and from their own packages.
 */
import { rolldown } from 'rolldown';

const bundle = await rolldown({
  input: 'dist/cli/main.js',
  platform: 'node',
  external: ['mathjs', 'vega', 'vega-lite', 'tinypool', 'hyparquet-writer'],
});
await bundle.write({ dir: 'dist/command', format: 'esm' });
