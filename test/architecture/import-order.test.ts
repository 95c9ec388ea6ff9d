import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { ESLint } from 'eslint';
import tseslint from 'typescript-eslint';
import { expect, test } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** The project's own configuration, less the rules that need types: the texts are not files of the project. */
const eslint = new ESLint({ cwd: root, overrideConfig: tseslint.configs.disableTypeChecked });

/** The complaints about a text that stands at `filePath`, as `line rule`. */
async function complaints(filePath: string, ...lines: readonly string[]): Promise<string[]> {
  const [result] = await eslint.lintText(`${lines.join('\n')}\n`, { filePath });
  if (result === undefined) throw new Error(`${filePath} is not linted`);
  expect(result.fatalErrorCount).toBe(0);
  return result.messages.map(({ line, ruleId }) => `${line} ${ruleId}`);
}

const { order } = JSON.parse(readFileSync(`${root}/config/import-order.json`, 'utf8')) as {
  readonly order: readonly string[];
};

test('each folder may import those before it in the list and none after it', async () => {
  const exceptions = ['simulator imports timing', 'energy imports simulator'];
  for (const [position, folder] of order.entries()) {
    const lines = order.map((other) => `export * from '../${other}/index.js';`);
    const expected = order.flatMap((other, index) =>
      index > position || exceptions.includes(`${folder} imports ${other}`)
        ? [`${index + 1} lmusim/import-order`]
        : [],
    );
    expect(await complaints(`src/${folder}/sample.ts`, ...lines), folder).toEqual(expected);
  }
});

test('the list agrees with the street: audio, network, compiler, program, simulator, energy, report', () => {
  const street = ['problems', 'fixed-point', 'network', 'compiler', 'simulator', 'energy', 'report', 'cli'];
  expect(order.filter((folder) => street.includes(folder))).toEqual(street);
  expect(new Set(order).size).toBe(order.length);
});

test('timing and simulator never see one another, and energy never sees the simulator', async () => {
  const rule = ['1 lmusim/import-order'];
  expect(await complaints('src/timing/a.ts', `import '../simulator/index.js';`)).toEqual(rule);
  expect(await complaints('src/simulator/units/a.ts', `import '../../timing/index.js';`)).toEqual(rule);
  expect(await complaints('src/energy/a.test.ts', `import '../simulator/index.js';`)).toEqual(rule);
  expect(await complaints('src/study/a.ts', `import '../simulator/index.js';`)).toEqual([]);
});

test('every form of import is judged', async () => {
  const lines = [
    `import { run } from '../simulator/index.js';`,
    `import type { Run } from '../simulator/index.js';`,
    `export { run } from '../simulator/index.js';`,
    `export * from '../simulator/index.js';`,
    `export const later = () => import('../simulator/index.js');`,
    `export type Other = import('../simulator/index.js').Run;`,
  ];
  const found = await complaints('src/audio/a.ts', ...lines);
  expect(found.filter((complaint) => complaint.endsWith('import-order'))).toEqual(
    lines.map((_, index) => `${index + 1} lmusim/import-order`),
  );
});

test('another folder is reached only through its index.js and *.node.js, except for what specs share', async () => {
  const rule = ['1 lmusim/import-order'];
  expect(await complaints('src/cli/a.ts', `import '../network/network.js';`)).toEqual(rule);
  expect(await complaints('src/cli/a.ts', `import '../hardware/units/mac-array.js';`)).toEqual(rule);
  expect(await complaints('src/index.ts', `export * from './network/network.js';`)).toEqual(rule);
  expect(await complaints('src/index.ts', `export * from './network/index.js';`)).toEqual([]);
  expect(await complaints('src/cli/a.ts', `import '../network/tiny.testing.js';`)).toEqual(rule);
  expect(await complaints('src/cli/a.test.ts', `import '../network/tiny.testing.js';`)).toEqual([]);
  expect(await complaints('src/audio/a.test.ts', `import '../compiler/tiny.testing.js';`)).toEqual(rule);
  expect(await complaints('src/cli/a.ts', `import '../study/files.node.js';`)).toEqual([]);
  expect(await complaints('src/cli/a.ts', `import '../study/parts/files.node.js';`)).toEqual(rule);
});

test('inside a folder, and from specs to test/, imports are free', async () => {
  expect(await complaints('src/hardware/units/a.ts', `import '../b.js';`, `import './c.js';`)).toEqual([]);
  expect(await complaints('src/audio/a.test.ts', `import '../../test/support/runs.js';`)).toEqual([]);
  expect(await complaints('test/a.test.ts', `import '../src/network/network.js';`)).toEqual([]);
});

test('a folder that the list does not know, src/ itself and the package by name are refused', async () => {
  const rule = ['1 lmusim/import-order'];
  expect(await complaints('src/gadgets/a.ts', `import './b.js';`)).toEqual(rule);
  expect(await complaints('src/cli/a.ts', `import '../gadgets/index.js';`)).toEqual(rule);
  expect(await complaints('src/cli/a.ts', `import '../index.js';`)).toEqual(rule);
  expect(await complaints('src/cli/a.ts', `import 'lmusim';`)).toEqual(rule);
});

test('the library names no module or global of Node; cli, test and *.node.ts may', async () => {
  const lines = [
    `import 'node:fs';`,
    `import 'fs';`,
    `export const later = () => import('node:os');`,
    `export const e = process.env;`,
    `import './files.node.js';`,
  ];
  const expected = [
    '1 lmusim/no-node-import',
    '2 lmusim/no-node-import',
    '3 lmusim/no-node-import',
    '4 no-restricted-globals',
    '5 lmusim/no-node-import',
  ];
  expect(await complaints('src/audio/wav.ts', ...lines)).toEqual(expected);
  const inSpecs = expected.filter((complaint) => !complaint.endsWith('globals'));
  expect(await complaints('src/audio/wav.test.ts', ...lines)).toEqual(inSpecs);
  for (const file of [
    'src/cli/run.ts',
    'src/audio/wav.node.ts',
    'src/audio/wav.node.test.ts',
    'test/a.test.ts',
  ]) {
    expect(await complaints(file, ...lines), file).toEqual([]);
  }
});

test('default exports stand only in configuration files, console only where a terminal is', async () => {
  const rule = ['1 no-restricted-syntax'];
  expect(await complaints('src/audio/a.ts', `export default 1;`)).toEqual(rule);
  expect(await complaints('src/audio/a.ts', `export { a as default } from './b.js';`)).toEqual(rule);
  expect(await complaints('other.config.ts', `export default 1;`)).toEqual([]);
  expect(await complaints('src/audio/a.ts', `console.log(1);`)).toEqual(['1 no-console']);
  expect(await complaints('src/cli/a.ts', `console.log(1);`)).toEqual([]);
});
