/**
 * Builds the fuzz campaigns of test/fuzz with counters in every branch of every module, and runs them:
 * npm run fuzz -- [--minutes 10] [--seed 0] [PARSER...]
 */
import { spawn } from 'node:child_process';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { rolldown } from 'rolldown';
import { instrument } from './instrument.js';

const folder = `reports/fuzz-${process.pid}`;
const bundle = await rolldown({
  input: ['test/fuzz/campaign.ts', 'test/fuzz/worker.ts'],
  platform: 'node',
  external: ['mathjs'],
  logLevel: 'silent',
});
const { output } = await bundle.write({
  dir: folder,
  format: 'esm',
  entryFileNames: '[name].js',
  chunkFileNames: '[name]-[hash].js',
});
let counters = 0;
for (const { fileName } of output.filter(({ type }) => type === 'chunk')) {
  const file = `${folder}/${fileName}`;
  const { code, used } = instrument(readFileSync(file, 'utf8'), counters);
  counters += used;
  writeFileSync(file, code);
}
// What reads the counters is loaded after they exist.
for (const entry of ['campaign', 'worker']) {
  const file = `${folder}/${entry}.js`;
  const code = readFileSync(file, 'utf8');
  writeFileSync(`${folder}/${entry}-counted.js`, code);
  writeFileSync(
    file,
    `globalThis.__hits = new Uint8Array(${counters});\nawait import('./${entry}-counted.js');\n`,
  );
}
const child = spawn(process.execPath, [`${folder}/campaign.js`, ...process.argv.slice(2)], {
  stdio: 'inherit',
});
child.on('exit', (code) => {
  rmSync(folder, { recursive: true });
  process.exitCode = code ?? 1;
});
