/**
 * Bundles the command into a few files: a default run loads 20 modules instead of 330, which is half of its start-up. So is what
 * the workers of a sweep run, the library's too. The library stays as tsc writes it. mathjs, vega and tinypool are loaded by what needs them, and from their own packages.
 */
import { rolldown } from 'rolldown';

const bundle = await rolldown({
  input: { main: 'dist/cli/main.js', worker: 'dist/sweep/worker.node.js' },
  platform: 'node',
  external: ['mathjs', 'vega', 'vega-lite', 'tinypool', 'hyparquet-writer'],
});
await bundle.write({
  dir: 'dist/command',
  format: 'esm',
  // Help lays out text and needs none of the reports.
  advancedChunks: { groups: [{ name: 'layout', test: /dist\/report\/(layout|numbers|style|text)\.js$/ }] },
});
