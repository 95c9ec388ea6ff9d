/** The built command as a process of its own, and the library as README.md uses it. */
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import ts from 'typescript';
import { beforeAll, expect, test } from 'vitest';
import { lmusim, repositoryFile } from './support.js';

const root = repositoryFile('.');
const main = repositoryFile('dist/command/main.js');
const clips = ['00-yes', '01-no', '02-up'].map((name) => repositoryFile(`test/data/kws/clips/${name}.wav`));

beforeAll(() => {
  const tsc = repositoryFile('node_modules/typescript/bin/tsc');
  const flags = ['-p', 'tsconfig.build.json', '--noCheck', '--declaration', 'false'];
  const { status, stdout } = spawnSync(process.execPath, [tsc, ...flags], { cwd: root, encoding: 'utf8' });
  if (status !== 0) throw new Error(stdout);
}, 60_000);

function node(...argv: readonly string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, argv, {
    cwd: root,
    encoding: 'utf8',
    env: { PATH: process.env['PATH'] },
  });
  return { code: status, stdout, stderr };
}

test('it prints what the same command prints in this process, without colour in a pipe', async () => {
  expect(node(main)).toEqual(await lmusim([]));
  expect(node(main, 'run', '--json')).toEqual(await lmusim(['--json']));
});

test('bad input gives exit code 2 and nothing on standard output', () => {
  expect(node(main, 'run', '-w', 'papper-22nm')).toEqual({
    code: 2,
    stdout: '',
    stderr:
      "lmusim: hardware: no such name in the package: expected a shipped name or the path of a hardware configuration (.yaml), received 'papper-22nm' (did you mean 'paper-22nm'?)\n",
  });
});

test('a reader that closes the pipe is no error', async () => {
  const child = spawn(process.execPath, [main, 'run', '--json', ...clips], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let stderr = '';
  child.stderr.on('data', (data: Buffer) => (stderr += data.toString()));
  child.stdout.destroy();
  const [code] = (await once(child, 'close')) as [number];
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
});

test.skipIf(process.platform === 'win32')(
  'an interrupt ends it at once, which a shell shows as 130',
  async () => {
    const child = spawn(process.execPath, [main, 'run', '-w', 'single-1mhz', ...clips, ...clips, ...clips]);
    await wait(300);
    child.kill('SIGINT');
    const [code, signal] = (await once(child, 'close')) as [number | null, string | null];
    expect({ code, signal }).toEqual({ code: null, signal: 'SIGINT' });
  },
);

test('the library example of README.md runs and prints what it says', () => {
  const readme = readFileSync(repositoryFile('README.md'), 'utf8');
  const [, code, printed] = /```typescript\n(.*?)```\s+prints\s+```text\n(.*?)```/s.exec(readme) ?? [];
  const { outputText } = ts.transpileModule(code!, {
    compilerOptions: { module: ts.ModuleKind.ESNext, target: ts.ScriptTarget.ES2022 },
  });
  expect(node('--input-type=module', '--eval', outputText)).toEqual({ code: 0, stdout: printed, stderr: '' });
});
