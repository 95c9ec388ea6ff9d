/**
 * Bundles the command into a few files: a default run loads 20 modules instead of 330, which is half of its start-up. So is what
 * the workers of a sweep run, the library's too, into a file of its own: each worker loads what points need and no more. The
 * library stays as tsc writes it. mathjs, vega and tinypool are loaded by what needs them, and from their own packages.
 */
import { rolldown } from 'rolldown';

const dir = 'dist/command';
const external = ['mathjs', 'vega', 'vega-lite', 'tinypool', 'hyparquet-writer'];
const bundle = (input) => rolldown({ input, platform: 'node', external });

const command = await bundle({ main: 'dist/cli/main.js' });
await command.write({
  ...{ dir, format: 'esm' },
  // Help lays out text and needs none of the reports.
  advancedChunks: { groups: [{ name: 'layout', test: /dist\/report\/(layout|numbers|style|text)\.js$/ }] },
});
const worker = await bundle({ worker: 'dist/sweep/worker.node.js' });
await worker.write({ dir, format: 'esm' });
