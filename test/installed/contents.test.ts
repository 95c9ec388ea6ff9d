/** What `npm pack` packs: the files, the entries that package.json declares, and their types. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { publint } from 'publint';
import { expect, inject, test } from 'vitest';
import { shell } from './environment.js';
import { folderWithPackage, folderWithTarball } from './pack.js';

const tool = (name: string) => fileURLToPath(new URL(`../../node_modules/.bin/${name}`, import.meta.url));

test('no spec is packed, and no helper of specs', () => {
  const files = inject('packedFiles');
  expect(files).toContain('dist/index.js');
  expect(files.filter((file) => /\.(test|testing)\./.test(file))).toEqual([]);
});

test('publint finds nothing, not even a suggestion', async () => {
  const { messages } = await publint({
    pkgDir: join(inject('installed'), 'node_modules/lmusim'),
    pack: false,
  });
  expect(messages).toEqual([]);
});

test('the types are those of the code, for every way to resolve them in ES modules', () => {
  const report = shell(
    `${tool('attw')} '${inject('tarball')}' --profile esm-only --format json`,
    inject('installed'),
  );
  const { analysis } = JSON.parse(report) as { analysis: { entrypoints: Record<string, unknown> } };
  expect(Object.keys(analysis.entrypoints)).toEqual(expect.arrayContaining(['.', './node']));
});

test('a strict TypeScript project without types of Node compiles against the library', () => {
  const folder = folderWithPackage('types');
  writeFileSync(
    join(folder, 'script.mts'),
    `import { simulate, type Network, type RunResult } from 'lmusim';
import { loadHardware, loadNetwork, loadRecording, loadTable } from 'lmusim/node';
const network: Network = loadNetwork('kws-bootstrap');
export const { latency_ms }: RunResult = simulate({
  network,
  hardware: loadHardware('paper-22nm'),
  table: loadTable('22nm-bottom-up'),
  recordings: [loadRecording('yes.wav', network)],
});
export const keyword: string = simulate;
`,
  );
  const flags = '--module nodenext --target es2022 --lib es2023,dom --strict --noEmit';
  const answer = shell(`${tool('tsc')} ${flags} script.mts || true`, folder);
  // One error, the one that is there: the types are not `any`.
  expect(answer).toMatch(
    /^script\.mts\(10,14\): error TS2322: Type '\(request: SimulationRequest\) => RunResult'[^\n]*\n$/,
  );
});

test('the library example of README.md runs where the package is installed, and prints what it says', () => {
  const folder = folderWithPackage('readme');
  const readme = readFileSync(join(folder, 'node_modules/lmusim/README.md'), 'utf8');
  const [, code, printed] = /```typescript\n(.*?)```\s+prints\s+```text\n(.*?)```/s.exec(readme) ?? [];
  writeFileSync(join(folder, 'example.mts'), code!);
  shell(`${tool('tsc')} --module nodenext --target es2022 --strict false --skipLibCheck example.mts`, folder);
  expect(shell('node example.mjs', folder)).toBe(printed);
});

test('npm has nothing to warn of when the package is installed', () => {
  const folder = folderWithTarball('warnings');
  const said = shell('npm init --yes >init.txt; npm install --loglevel=warn ./*.tgz', folder);
  expect(said).toMatch(/^\s*added \d+ packages in /);
});

test('data files have addresses that a bundler or import.meta.resolve finds', () => {
  const addresses = [
    'networks/kws-bootstrap.safetensors',
    'hw-configs/paper-22nm.yaml',
    'tables/22nm-bottom-up.yaml',
    'examples/yes.wav',
  ];
  const script = `for (const address of ${JSON.stringify(addresses)})
    console.log((await (await import('node:fs/promises')).stat(new URL(import.meta.resolve('lmusim/' + address)))).isFile());`;
  writeFileSync(join(inject('installed'), 'resolve.mjs'), script);
  expect(shell('node resolve.mjs', inject('installed'))).toBe('true\n'.repeat(addresses.length));
});
