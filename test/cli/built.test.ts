/** The built command as a process of its own, and the library as README.md uses it. */
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import ts from 'typescript';
import { beforeAll, expect, test } from 'vitest';
import { lmusim, repositoryFile, scratchFolder } from './support.js';

const folder = scratchFolder();
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

test.skipIf(process.platform === 'win32')('an interrupt leaves no half-written file', async () => {
  const file = join(folder.path, 'frames.jsonl');
  const child = spawn(process.execPath, [main, 'run', '-', '--format', 'jsonl', '-o', file]);
  // Half of the recording: the command has written frames and waits for more.
  const bytes = readFileSync(repositoryFile('examples/yes.wav'));
  child.stdin.write(bytes.subarray(0, 16_000));
  while (readdirSync(folder.path).length === 0) await wait(20);
  expect(readdirSync(folder.path)).toEqual([expect.stringMatching(/^frames\.jsonl\.\d+\.partial$/)]);
  child.kill('SIGINT');
  const [code, signal] = (await once(child, 'close')) as [number | null, string | null];
  expect({ code, signal, files: readdirSync(folder.path) }).toEqual({
    code: null,
    signal: 'SIGINT',
    files: [],
  });
});

test('each frame of a pipe is told before the pipe ends', async () => {
  const child = spawn(process.execPath, [main, 'run', '-', '--format', 'jsonl']);
  child.stdin.write(readFileSync(repositoryFile('examples/yes.wav')).subarray(0, 16_000));
  let text = '';
  for await (const data of child.stdout.setEncoding('utf8')) {
    text += String(data);
    if (text.split('\n').length > 20) break;
  }
  expect(text.split('\n').slice(1, 3)).toEqual([
    expect.stringContaining('"frame":0,'),
    expect.stringContaining('"frame":1,'),
  ]);
  child.kill();
  await once(child, 'close');
});

test.each([
  [
    'keyword-stream',
    `frame 0, known after 26.2 ms: _unknown_ (9)
frame 1, known after 46.2 ms: go (20)
frame 3, known after 86.2 ms: _unknown_ (38)
frame 5, known after 126.2 ms: up (82)
frame 7, known after 166.2 ms: _silence_ (79)
frame 8, known after 186.2 ms: _unknown_ (32)
frame 9, known after 206.2 ms: down (148)
frame 13, known after 286.2 ms: _unknown_ (159)
frame 23, known after 486.2 ms: yes (-27)
49 frames at 1.892 uW
`,
  ],
  [
    'energy-of-a-network',
    `paper-22nm: 37.83 nJ an inference, 1473 cycles a frame
  weightSram    38.1 %
  clockTree     24.3 %
  macArray      17.3 %
single-1mhz: 129.12 nJ an inference, 3597 cycles a frame
  clockTree     77.4 %
  weightSram    10.7 %
  macArray       4.5 %
`,
  ],
  [
    'watch-a-unit',
    `tile 0 retired: 98 clear, 267 recv, 299 gemv, 431 legendre, 796 gemv, 799 send, 802 jump
368 weight words read, in cycles 273 to 785
memory 0 after the frame: -272 748 -1156 1190 -1309 697
result in cycle 2411: _unknown_
`,
  ],
])('examples/%s.mjs prints what it is known to print', (name, printed) => {
  expect(node(repositoryFile(`examples/${name}.mjs`))).toEqual({ code: 0, stdout: printed, stderr: '' });
});

test('the library example of README.md runs and prints what it says', () => {
  const readme = readFileSync(repositoryFile('README.md'), 'utf8');
  const [, code, printed] = /```typescript\n(.*?)```\s+prints\s+```text\n(.*?)```/s.exec(readme) ?? [];
  const { outputText } = ts.transpileModule(code!, {
    compilerOptions: { module: ts.ModuleKind.ESNext, target: ts.ScriptTarget.ES2022 },
  });
  expect(node('--input-type=module', '--eval', outputText)).toEqual({ code: 0, stdout: printed, stderr: '' });
});

test('the result that README.md shows is what the command prints', async () => {
  const readme = readFileSync(repositoryFile('README.md'), 'utf8');
  const { stdout } = await lmusim([]);
  expect(readme).toContain(`\`\`\`text\n${stdout}\`\`\``);
});
